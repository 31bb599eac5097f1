using Onboarding.Functions.Aws;
using Onboarding.Templates;

namespace Onboarding.Functions;

/// <summary>A setting is missing or malformed; the message names it and says what it wants.</summary>
internal sealed class SettingsException(string message) : Exception(message);

/// <summary>What the deployment tells a function by environment variables.</summary>
internal sealed record Settings
{
    /// <summary><c>ONBOARDING_FEATURE</c>: which of the features this process serves.</summary>
    public required string Feature { get; init; }

    /// <summary><c>TABLE_NAME</c>: the DynamoDB table.</summary>
    public required string TableName { get; init; }

    /// <summary><c>BRAND</c> and <c>VENDOR_ROLE_ARN</c>: the vendor as its customers' templates name it.</summary>
    public required Vendor Vendor { get; init; }

    /// <summary><c>VENDOR_ROLE_ARN</c>: the one role that customers' roles trust.</summary>
    public required RoleArn VendorRole { get; init; }

    /// <summary><c>TENANT_CLAIM</c>: the claim of the caller's token that names the tenant.</summary>
    public required string TenantClaim { get; init; }

    /// <summary><c>TEMPLATE_BASE_URL</c>: the address of the bucket's <c>templates/</c>, with no slash at its end.</summary>
    public required string TemplateBaseUrl { get; init; }

    /// <summary><c>TEMPLATE_BUCKET</c>: the name of the bucket behind that address.</summary>
    public required string TemplateBucket { get; init; }

    /// <summary><c>REGIONS</c>: where customers may create the stack, comma-separated; the first is the default.</summary>
    public required IReadOnlyList<string> Regions { get; init; }

    /// <summary><c>AWS_REGION</c>: where this function runs, set by Lambda.</summary>
    public required string HomeRegion { get; init; }

    /// <summary><c>PROPAGATION_PATIENCE_SECONDS</c>: how long one request keeps asking for a role that IAM may not show yet, 0 to 12; 8 when absent.</summary>
    public required TimeSpan PropagationPatience { get; init; }

    /// <summary>Reads the settings.</summary>
    /// <param name="environment">Looks an environment variable up; null or empty when it is not set.</param>
    /// <exception cref="SettingsException">One is missing or malformed.</exception>
    public static Settings Read(Func<string, string?> environment)
    {
        string Require(string name) => environment(name) is { Length: > 0 } value
            ? value
            : throw new SettingsException($"The environment variable {name} is not set.");

        var roleArn = Require("VENDOR_ROLE_ARN");
        if (!RoleArn.TryParse(roleArn, out var vendorRole))
            throw new SettingsException($"VENDOR_ROLE_ARN wants the ARN of an IAM role, not '{roleArn}'.");
        return new Settings
        {
            Feature = Require("ONBOARDING_FEATURE"),
            TableName = Require("TABLE_NAME"),
            Vendor = new Vendor(Require("BRAND"), vendorRole.AccountId.Value, vendorRole.Name),
            VendorRole = vendorRole,
            TenantClaim = Require("TENANT_CLAIM"),
            TemplateBaseUrl = Require("TEMPLATE_BASE_URL").TrimEnd('/'),
            TemplateBucket = Require("TEMPLATE_BUCKET"),
            Regions = ReadRegions(Require("REGIONS"), vendorRole.Partition),
            HomeRegion = Require("AWS_REGION"),
            PropagationPatience = ReadPatience(environment("PROPAGATION_PATIENCE_SECONDS")),
        };
    }

    private static string[] ReadRegions(string list, Partition partition)
    {
        var regions = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var wrong = Array.Find(regions, r => !Region.IsWellFormed(r) || Partition.OfRegion(r) != partition);
        if (regions.Length == 0 || wrong is not null)
            throw new SettingsException($"REGIONS wants Regions of the partition {partition.Name}, separated by commas, not '{wrong ?? list}'.");
        return regions;
    }

    private static TimeSpan ReadPatience(string? seconds) => seconds switch
    {
        null or "" => TimeSpan.FromSeconds(8),
        _ when int.TryParse(seconds, out var value) && value is >= 0 and <= 12 => TimeSpan.FromSeconds(value),
        _ => throw new SettingsException($"PROPAGATION_PATIENCE_SECONDS wants a whole number from 0 to 12, not '{seconds}'."),
    };
}
