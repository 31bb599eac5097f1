using System.Text.Json.Nodes;
using Onboarding.Sandbox.Dynamo;

namespace Onboarding.Sandbox;

/// <summary>What an identity can do.</summary>
/// <param name="Actions">The actions.</param>
/// <param name="Resources">ARNs, with wildcards.</param>
/// <param name="LeadingKeys">Patterns of the partition keys in a table; null for what is no table.</param>
internal sealed record Grant(IReadOnlyList<string> Actions, IReadOnlyList<string> Resources, IReadOnlyList<string>? LeadingKeys = null);

/// <summary>Writes the policy documents of the vendor's roles.</summary>
internal static class Policy
{
    /// <summary>A trust policy for a service.</summary>
    public static string TrustService(string service) => Trust(new JsonObject { ["Service"] = service });

    /// <summary>A trust policy for roles, or for an account's root.</summary>
    public static string TrustRoles(IReadOnlyList<string> arns) => Trust(new JsonObject { ["AWS"] = Array(arns) });

    /// <summary>An identity policy of one statement.</summary>
    public static string Allow(IReadOnlyList<string> actions, IReadOnlyList<string> resources) => Allow(new Grant(actions, resources));

    /// <summary>An identity policy.</summary>
    public static string Allow(params IReadOnlyList<Grant> grants) => Document([.. grants.Select(Statement)]);

    private static JsonObject Statement(Grant grant)
    {
        var statement = new JsonObject { ["Effect"] = "Allow", ["Action"] = Array(grant.Actions), ["Resource"] = Array(grant.Resources) };
        if (grant.LeadingKeys is { } keys)
        {
            statement["Condition"] = new JsonObject { ["ForAllValues:StringLike"] = new JsonObject { [LeadingKeys.ConditionKey] = Array(keys) } };
        }

        return statement;
    }

    private static string Trust(JsonObject principal) =>
        Document(new JsonObject { ["Effect"] = "Allow", ["Principal"] = principal, ["Action"] = "sts:AssumeRole" });

    private static string Document(params JsonNode[] statements) =>
        new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(statements) }.ToJsonString();

    private static JsonArray Array(IReadOnlyList<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);
}
