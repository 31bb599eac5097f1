using System.Text.Json.Nodes;
using Onboarding.Functions;
using Onboarding.Functions.Groups;
using Onboarding.Functions.Values;

namespace Onboarding.Benchmarks;

/// <summary>A deployment's variables, and the event that asks it for a link.</summary>
internal static class Deployment
{
    public const string Region = "us-east-1";

    private static readonly TenantId s_tenant = TenantId.TryParse("tenant-a", out var tenant) ? tenant : throw new InvalidOperationException("tenant-a is a tenant.");

    /// <summary>The variables that Lambda and the stack set.</summary>
    public static Dictionary<string, string> Variables(string feature) => new(StringComparer.Ordinal)
    {
        ["ONBOARDING_FEATURE"] = feature,
        ["TABLE_NAME"] = "Onboarding",
        ["BRAND"] = "Onboarding",
        ["VENDOR_ROLE_ARN"] = "arn:aws:iam::999988887777:role/onboarding-connect-access",
        ["TENANT_CLAIM"] = "tenant",
        ["TEMPLATE_BASE_URL"] = "https://bucket.s3.us-east-1.amazonaws.com/templates",
        ["INVITATION_URL"] = "https://app.example.com/invitation",
        ["TEMPLATE_BUCKET"] = "bucket",
        ["REGIONS"] = Region,
        ["AWS_REGION"] = Region,
        // What is measured is minting, not what keeps one tenant from too much of it.
        ["MAX_PENDING"] = "1000000",
        ["MINTS_PER_HOUR"] = "1000000",
        ["AWS_ACCESS_KEY_ID"] = "ASIAEXAMPLE",
        ["AWS_SECRET_ACCESS_KEY"] = "example",
        ["AWS_SESSION_TOKEN"] = "example",
    };

    public static Settings Settings(string feature)
    {
        var variables = Variables(feature);
        return Functions.Settings.Read(variables.GetValueOrDefault);
    }

    /// <summary>The event that API Gateway sends when a tenant asks for a link.</summary>
    public static byte[] MintEvent()
    {
        var lambdaEvent = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "events", "post-onboarding.json")))!;
        lambdaEvent["pathParameters"]!["groupId"] = GroupId.Mint(s_tenant).Value;
        return System.Text.Encoding.UTF8.GetBytes(lambdaEvent.ToJsonString());
    }
}
