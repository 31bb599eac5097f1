using Onboarding.Functions;

namespace Onboarding.Tests;

/// <summary>The settings of a vendor in us-east-1, as the deployment would give them.</summary>
internal static class TestSettings
{
    public static Settings Of(string feature) => Settings.Read(name => name switch
    {
        "ONBOARDING_FEATURE" => feature,
        "TABLE_NAME" => "unused",
        "BRAND" => "onboarding",
        "VENDOR_ROLE_ARN" => "arn:aws:iam::999988887777:role/onboarding-connect-access",
        "TENANT_CLAIM" => "tenant",
        "TEMPLATE_BASE_URL" => "https://example.com/templates",
        "TEMPLATE_BUCKET" => "templates",
        "REGIONS" or "AWS_REGION" => "us-east-1",
        _ => null,
    });
}
