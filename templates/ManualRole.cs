using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.Templates;

/// <summary>The two policy documents for someone who creates the role by hand.</summary>
public static class ManualRole
{
    /// <summary>The trust policy: the same as the template's.</summary>
    /// <param name="vendor">Whom the role trusts.</param>
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

    /// <summary>The permissions: the profile's, and the self-inspection of this one role.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="partition">The AWS partition.</param>
    /// <param name="roleName">The role's name.</param>
    /// <returns>The policy document.</returns>
    public static JsonElement PermissionsPolicy(Profile profile, string partition, string roleName)
    {
        var document = JsonNode.Parse(profile.PolicyJson)!.AsObject();
        var statements = document["Statement"]!.AsArray();
        statements.Add((JsonNode)new JsonObject
        {
            ["Sid"] = "ThisRole",
            ["Effect"] = "Allow",
            ["Action"] = new JsonArray("iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies"),
            ["Resource"] = $"arn:{partition}:iam::*:role/{roleName}",
        });
        statements.Add((JsonNode)new JsonObject
        {
            ["Sid"] = "AccountSummary",
            ["Effect"] = "Allow",
            ["Action"] = "iam:GetAccountSummary",
            ["Resource"] = "*",
        });
        return Element(document);
    }

    private static JsonObject Document(JsonObject statement) => new()
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray((JsonNode)statement),
    };

    private static JsonElement Element(JsonObject document) => JsonElement.Parse(document.ToJsonString());
}
