using Onboarding.Functions;

namespace Onboarding.Tests;

/// <summary>The settings of a deployment, read as the product reads them.</summary>
internal static class ProductSettings
{
    public static Settings Of(string feature, string partition = "aws", string region = "us-east-1") => Settings.Read(name => name switch
    {
        "ONBOARDING_FEATURE" => feature,
        "TABLE_NAME" => "Onboarding",
        "BRAND" => "Onboarding",
        "VENDOR_ROLE_ARN" => $"arn:{partition}:iam::999988887777:role/onboarding-connect-access",
        "TENANT_CLAIM" => "tenant",
        "TEMPLATE_BASE_URL" => "https://bucket.s3.us-east-1.amazonaws.com/templates",
        "INVITATION_URL" => "https://app.example.com/invitation",
        "TEMPLATE_BUCKET" => "bucket",
        "REGIONS" => region,
        "AWS_REGION" => region,
        "EVENT_BUS_NAME" => "Onboarding-events",
        "EVENTS_TOPIC_ARN" => $"arn:{partition}:sns:{region}:999988887777:Onboarding-events",
        "WEBHOOK_URL" => "https://hooks.example.com/onboarding",
        "WEBHOOK_SECRET" => $"arn:{partition}:secretsmanager:{region}:999988887777:secret:webhook-AbCdEf",
        _ => null,
    });
}
