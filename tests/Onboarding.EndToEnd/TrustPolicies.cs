using System.Text.Json.Nodes;

namespace Onboarding.EndToEnd;

/// <summary>Trust policies as customers write them, right and wrong.</summary>
internal static class TrustPolicies
{
    /// <summary>The trust policy of the template.</summary>
    public static string Template(string externalId) => new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray(new JsonObject
        {
            ["Sid"] = "OnlyThisVendorRoleWithThisExternalId",
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject { ["AWS"] = "arn:aws:iam::999988887777:root" },
            ["Action"] = "sts:AssumeRole",
            ["Condition"] = new JsonObject
            {
                ["StringEquals"] = new JsonObject { ["sts:ExternalId"] = externalId },
                ["ArnLike"] = new JsonObject { ["aws:PrincipalArn"] = "arn:aws:iam::999988887777:role/onboarding-connect-access" },
            },
        }),
    }.ToJsonString();

    /// <summary>Trusts an account under one condition on the external ID; under none when <paramref name="conditionOperator"/> is null.</summary>
    public static string Allow(string accountId, string? conditionOperator, string externalId)
    {
        var statement = new JsonObject
        {
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject { ["AWS"] = $"arn:aws:iam::{accountId}:root" },
            ["Action"] = "sts:AssumeRole",
        };
        if (conditionOperator is not null)
            statement["Condition"] = new JsonObject { [conditionOperator] = new JsonObject { ["sts:ExternalId"] = externalId } };
        return new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(statement) }.ToJsonString();
    }
}
