using Onboarding.Templates;

namespace Onboarding.Functions.Onboardings;

/// <summary>What a customer adds to a Terraform or OpenTofu configuration to connect an account.</summary>
internal static class ModuleBlock
{
    /// <summary>The text.</summary>
    /// <param name="onboarding">The onboarding, while it can be completed.</param>
    /// <param name="source">The address of the module.</param>
    /// <param name="vendor">Whose module it is.</param>
    public static string Of(OnboardingRecord onboarding, string source, Vendor vendor)
    {
        var profile = onboarding.Profile;
        var names = new ModuleVariables(profile);
        var values = onboarding.Parameters.Values;
        var name = vendor.Brand.ToLowerInvariant();
        (string Name, string? Value)[] texts =
        [
            (ModuleVariables.ExternalId, onboarding.PendingExternalId.Value),
            (ModuleVariables.RoleName, onboarding.RoleName),
            (ModuleVariables.ConnectedFor, onboarding.ConnectedFor),
            (ModuleVariables.PermissionsBoundary, onboarding.PermissionsBoundaryArn),
            (ModuleVariables.Region, names.UsesRegion ? onboarding.Region : null),
        ];
        return HclText.Module(
            name,
            source,
            [
                .. texts.Where(t => t.Value is not null).Select(t => (t.Name, HclText.Quoted(t.Value!))),
                .. profile.Features.Select(f => (ModuleVariables.Of(f), onboarding.Features.Contains(f.Id) ? "true" : "false")),
                .. profile.Parameters.Select(p => (names.Of(p), HclText.Quoted(values.GetValueOrDefault(p.Name) ?? ""))),
            ],
            output: ("connection_info", $"{name}_connection_info"));
    }
}
