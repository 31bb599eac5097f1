using Onboarding.Simulator.Policies;
using Onboarding.Simulator.Query;

namespace Onboarding.Simulator.Sts;

/// <summary>AssumeRole's parameters, validated as in STS before any role is checked.</summary>
internal sealed record AssumeRoleRequest
{
    private const int DefaultDuration = 3600;

    // Parameters that give sessions something this simulation does not model.
    private static readonly string[] s_unknown = ["Tags.", "TransitiveTagKeys.", "SourceIdentity", "PolicyArns.", "ProvidedContexts."];

    public required string RoleArn { get; init; }
    public required string RoleSessionName { get; init; }
    public required int DurationSeconds { get; init; }
    public string? ExternalId { get; init; }
    public PolicyDocument? Policy { get; init; }

    /// <summary>The actions that both sides must allow: tags and a source identity need their own.</summary>
    public required IReadOnlyList<string> Actions { get; init; }

    /// <summary>A parameter that STS would heed and this simulation cannot; for callers who would be let through.</summary>
    public string? UnknownMember { get; init; }

    /// <summary>Reads and checks the parameters.</summary>
    /// <exception cref="AwsErrorException"><c>ValidationError</c>, <c>MalformedPolicyDocument</c>.</exception>
    public static AssumeRoleRequest Read(QueryRequest request)
    {
        var (roleArn, sessionName) = (request["RoleArn"], request["RoleSessionName"]);
        var duration = request.Number("DurationSeconds") ?? DefaultDuration;
        var checks = new MemberChecks()
            .Text("roleArn", roleArn, Members.RoleArn)
            .Text("roleSessionName", sessionName, Members.RoleSessionName)
            .Number("durationSeconds", duration, 900, 43_200);
        if (request["ExternalId"] is { } externalId) checks.Text("externalId", externalId, Members.ExternalId);
        if (request["Policy"] is { } policy) checks.Text("policy", policy, Members.SessionPolicy);
        checks.ThrowIfAny();
        if (!Arn.TryParseRole(roleArn, out var arn, out _, out _) || !Partitions.Exists(arn.Partition))
            throw AwsErrorException.Validation($"{roleArn} is invalid");
        if (request["SerialNumber"] is not null || request["TokenCode"] is not null)
            throw AwsErrorException.AccessDenied("MultiFactorAuthentication failed with invalid MFA one time pass code. ");
        return new AssumeRoleRequest
        {
            RoleArn = roleArn!,
            RoleSessionName = sessionName!,
            DurationSeconds = duration,
            ExternalId = request["ExternalId"],
            Policy = request["Policy"] is { } json ? PolicyParser.Parse(json, PolicyKind.Session) : null,
            Actions = ActionsOf(request),
            UnknownMember = s_unknown.Where(request.Has).Select(name => name.TrimEnd('.')).FirstOrDefault(),
        };
    }

    private static List<string> ActionsOf(QueryRequest request)
    {
        var actions = new List<string> { "sts:AssumeRole" };
        if (request.Has("Tags.")) actions.Add("sts:TagSession");
        if (request.Has("SourceIdentity")) actions.Add("sts:SetSourceIdentity");
        if (request.Has("ProvidedContexts.")) actions.Add("sts:SetContext");
        return actions;
    }
}
