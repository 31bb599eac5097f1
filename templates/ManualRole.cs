using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.Templates;

/// <summary>A policy to create manually.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Document">The policy document.</param>
public sealed record ManualPolicy(string Name, JsonElement Document);

/// <summary>The policy documents for someone who creates the role manually.</summary>
public static class ManualRole
{
    /// <summary>The trust policy: the same as the template's.</summary>
    /// <param name="vendor">The vendor, which the role trusts.</param>
    /// <param name="partition">The AWS partition.</param>
    /// <param name="externalId">The external ID of this connection.</param>
    /// <returns>The policy document.</returns>
    public static JsonElement TrustPolicy(Vendor vendor, string partition, string externalId) => Element(Document(new JsonObject
    {
        ["Sid"] = "OnlyThisVendorRoleWithThisExternalId",
        ["Effect"] = "Allow",
        ["Principal"] = new JsonObject { ["AWS"] = $"arn:{partition}:iam::{vendor.AccountId}:root" },
        ["Action"] = "sts:AssumeRole",
        ["Condition"] = new JsonObject
        {
            ["StringEquals"] = new JsonObject { ["sts:ExternalId"] = externalId },
            ["ArnLike"] = new JsonObject { ["aws:PrincipalArn"] = $"arn:{partition}:iam::{vendor.AccountId}:role/{vendor.RoleName}" },
        },
    }));

    /// <summary>The permissions: the profile's with some features, and the self-inspection of this one role.</summary>
    /// <param name="version">What the role is granted.</param>
    /// <param name="features">With which features.</param>
    /// <param name="filling">What the variables stand for.</param>
    /// <returns>The policies to create, each by its name, in one document as long as that fits; and the ARNs of AWS managed policies to attach.</returns>
    public static (IReadOnlyList<ManualPolicy> Policies, IReadOnlyList<string> ManagedPolicyArns) Permissions(TemplateVersion version, FeatureSet features, Filling filling)
    {
        var granted = version.With(features);
        PolicyStatement[] statements = [.. granted.Statements, .. SelfInspection.Statements(isFromStack: false, hasOwnPolicies: true, granted.ManagedPolicies)];
        var documents = new List<List<PolicyStatement>>();
        foreach (var statement in statements.SelectMany(s => Packing.Split(filling.Fill(s))))
        {
            if (documents.Find(d => PolicyStatement.Document([.. d, statement]).Length <= Packing.MaxManaged && d.TrueForAll(s => s.Sid != statement.Sid)) is { } document)
                document.Add(statement);
            else
                documents.Add([statement]);
        }

        return (
            [.. documents.Select((d, i) => new ManualPolicy(i == 0 ? filling.RoleName : $"{filling.RoleName}-{i + 1}", JsonElement.Parse(PolicyStatement.Document(d))))],
            [.. granted.ManagedPolicies.Select(p => $"arn:{filling.Partition}:iam::aws:policy/{p}")]);
    }

    private static JsonObject Document(JsonObject statement) => new()
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray((JsonNode)statement),
    };

    private static JsonElement Element(JsonObject document) => JsonElement.Parse(document.ToJsonString());
}
