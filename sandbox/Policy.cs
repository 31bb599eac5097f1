using System.Text.Json.Nodes;

namespace Onboarding.Sandbox;

/// <summary>Writes the policy documents of the vendor's roles.</summary>
internal static class Policy
{
    /// <summary>A trust policy for a service.</summary>
    public static string TrustService(string service) => Trust(new JsonObject { ["Service"] = service });

    /// <summary>A trust policy for roles, or for an account's root.</summary>
    public static string TrustRoles(IReadOnlyList<string> arns) => Trust(new JsonObject { ["AWS"] = Array(arns) });

    /// <summary>An identity policy of one statement.</summary>
    public static string Allow(IReadOnlyList<string> actions, IReadOnlyList<string> resources) => Allow((actions, resources));

    /// <summary>An identity policy.</summary>
    public static string Allow(params (IReadOnlyList<string> Actions, IReadOnlyList<string> Resources)[] statements) =>
        Document([.. statements.Select(s => new JsonObject { ["Effect"] = "Allow", ["Action"] = Array(s.Actions), ["Resource"] = Array(s.Resources) })]);

    private static string Trust(JsonObject principal) =>
        Document(new JsonObject { ["Effect"] = "Allow", ["Principal"] = principal, ["Action"] = "sts:AssumeRole" });

    private static string Document(params JsonNode[] statements) =>
        new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(statements) }.ToJsonString();

    private static JsonArray Array(IReadOnlyList<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);
}
