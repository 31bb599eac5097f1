using System.Diagnostics.CodeAnalysis;

namespace Onboarding.Simulator.Policies;

/// <summary>The condition keys of one request: present with values, or known to be absent. Every other key is not known.</summary>
/// <remarks>Names are compared without case. Source: IAM User Guide, "AWS global condition context keys".</remarks>
internal sealed class ConditionKeys
{
    // Keys that real requests to these services can have but requests in this simulation never do.
    private static readonly string[] s_absent =
    [
        "aws:AssumedRoot", "aws:CalledVia", "aws:CalledViaFirst", "aws:CalledViaLast", "aws:ChatbotSourceArn", "aws:Ec2InstanceSourceVpc",
        "aws:Ec2InstanceSourcePrivateIPv4", "aws:FederatedProvider", "aws:MultiFactorAuthAge", "aws:MultiFactorAuthPresent",
        "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalServiceName", "aws:PrincipalServiceNamesList", "aws:Referer",
        "aws:ResourceOrgID", "aws:ResourceOrgPaths", "aws:SourceAccount", "aws:SourceArn", "aws:SourceIdentity", "aws:SourceOrgID",
        "aws:SourceOrgPaths", "aws:SourceVpc", "aws:SourceVpcArn", "aws:SourceVpce", "aws:TagKeys", "aws:TokenIssueTime", "aws:UserAgent",
        "aws:username", "aws:VpcSourceIp", "ec2:SourceInstanceArn", "sts:ExternalId", "sts:RoleSessionName", "sts:SourceIdentity",
        "sts:TransitiveTagKeys",
    ];

    private static readonly string[] s_tagPrefixes = ["aws:PrincipalTag/", "aws:ResourceTag/", "aws:RequestTag/", "iam:ResourceTag/"];

    // Keys with more than one value, which only ForAnyValue: and ForAllValues: can ask for.
    private static readonly HashSet<string> s_multivalued = new(StringComparer.OrdinalIgnoreCase)
    {
        "aws:CalledVia", "aws:PrincipalOrgPaths", "aws:PrincipalServiceNamesList", "aws:ResourceOrgPaths", "aws:SourceOrgPaths",
        "aws:TagKeys", "dynamodb:LeadingKeys", "sts:TransitiveTagKeys",
    };

    private readonly Dictionary<string, IReadOnlyList<string>> _values = new(StringComparer.OrdinalIgnoreCase);

    public ConditionKeys()
    {
        foreach (var key in s_absent) _values[key] = [];
    }

    /// <summary>Whether a key has one value at most.</summary>
    public static bool IsSingleValued(string key) => !s_multivalued.Contains(key);

    /// <summary>Sets a key; null leaves it absent.</summary>
    public ConditionKeys With(string key, string? value)
    {
        _values[key] = value is null ? [] : [value];
        return this;
    }

    /// <summary>Sets a key that can have several values; without values it is absent.</summary>
    public void WithAll(string key, IReadOnlyList<string> values) => _values[key] = values;

    /// <summary>The values of a key, none when it is absent; false when the simulation does not know the key.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out IReadOnlyList<string>? values)
    {
        if (_values.TryGetValue(key, out values)) return true;
        values = s_tagPrefixes.Any(prefix => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) ? [] : null;
        return values is not null;
    }
}
