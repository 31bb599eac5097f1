using System.Text.Json.Nodes;

namespace Onboarding.Templates;

/// <summary>The IAM policy that a customer's person needs in order to create, update and delete the stack.</summary>
/// <remarks>
/// It makes no one an administrator: it allows stacks only from the vendor's templates, and roles only through CloudFormation.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/control-access-with-iam.html (cloudformation:TemplateUrl) and
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html (aws:CalledVia).
/// </remarks>
public static class OperatorPolicy
{
    /// <summary>Renders the policy document.</summary>
    /// <param name="vendor">Whose stacks and roles it is about.</param>
    /// <param name="partition">The AWS partition: <c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c> or <c>aws-eusc</c>.</param>
    /// <param name="templateBaseUrl">The address of the bucket's <c>templates/</c>, with no slash at its end.</param>
    /// <param name="templateBucket">The name of the bucket that the templates are read from.</param>
    /// <param name="profiles">The profiles whose stacks can be created.</param>
    /// <param name="style">How their roles have their permissions.</param>
    /// <returns>The JSON text.</returns>
    public static string Render(Vendor vendor, string partition, string templateBaseUrl, string templateBucket, IReadOnlyList<Profile> profiles, PolicyStyle style)
    {
        var policy = Resource.Read("operator.json")
            .Replace("{{TemplateObjects}}", $"arn:{partition}:s3:::{templateBucket}/templates/*", StringComparison.Ordinal)
            .Replace("{{TemplateBaseUrl}}", templateBaseUrl, StringComparison.Ordinal)
            .Replace("{{Partition}}", partition, StringComparison.Ordinal)
            .Replace("{{Prefix}}", vendor.Prefix, StringComparison.Ordinal);
        PolicyStatement[] managed = [.. Managed(vendor, partition, profiles, style)];
        if (managed.Length == 0)
            return policy;
        var document = JsonNode.Parse(policy)!.AsObject();
        foreach (var statement in managed)
            document["Statement"]!.AsArray().Add(JsonNode.Parse(statement.ToJson()));
        return document.ToJsonString();
    }

    // Only what the templates create and attach: with this policy, the role can't get any other.
    private static IEnumerable<PolicyStatement> Managed(Vendor vendor, string partition, IReadOnlyList<Profile> profiles, PolicyStyle style)
    {
        var own = $"arn:{partition}:iam::*:policy/{vendor.Prefix}*";
        var hasOwn = style == PolicyStyle.Managed || profiles.Any(p => Packing.Pack(p, style).Any(x => x.IsManaged));
        string[] attached =
        [
            .. hasOwn ? [own] : Array.Empty<string>(),
            .. profiles.SelectMany(p => p.AllManagedPolicies).Select(p => $"arn:{partition}:iam::aws:policy/{p.Name}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        var through = new PolicyCondition("ForAnyValue:StringEquals", "aws:CalledVia", ["cloudformation.amazonaws.com"]);
        if (attached.Length > 0)
        {
            yield return new PolicyStatement
            {
                Sid = "AttachThroughCloudFormationOnly",
                Actions = ["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
                Resources = [$"arn:{partition}:iam::*:role/{vendor.Prefix}*"],
                Conditions = [through, new PolicyCondition("ArnLike", "iam:PolicyARN", attached)],
            };
        }

        if (hasOwn)
        {
            yield return new PolicyStatement
            {
                Sid = "PoliciesThroughCloudFormationOnly",
                Actions = ["iam:CreatePolicy", "iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:DeletePolicyVersion", "iam:GetPolicy", "iam:GetPolicyVersion", "iam:ListPolicyVersions"],
                Resources = [own],
                Conditions = [through],
            };
        }
    }
}
