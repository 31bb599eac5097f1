using Onboarding.Templates;

namespace Onboarding.Functions.Onboardings;

/// <summary>The ways in which the role of an onboarding can be created.</summary>
internal sealed class Ways(Settings settings)
{
    /// <summary>Every way that can still be taken; of one that has ended, the template that its link named.</summary>
    public WaysView Of(OnboardingRecord onboarding, DateTimeOffset now, Language language)
    {
        var isUsable = OnboardingViews.IsUsable(onboarding.StatusAt(now));
        var console = HasTemplate(onboarding) ? Console(onboarding, isUsable) : null;
        if (!isUsable)
            return new WaysView(console);
        // Of what is not filled in yet only a form and a configuration can ask.
        var isWhole = ProfileChoice.IsWhole(onboarding);
        return new WaysView(
            console,
            console is not null && isWhole ? new CliWay(StackCommand.Of(onboarding, console.TemplateUrl, settings.Vendor)) : null,
            onboarding.ModuleSha256 is { } digest ? new TerraformWay(ModuleBlock.Of(onboarding, $"{settings.TemplateBaseUrl}/{TemplateAddress.ModulePath(onboarding.TemplateVersion, onboarding.Profile.Name, digest)}", settings.Vendor)) : null,
            isWhole ? Manual(onboarding, language) : null);
    }

    /// <summary>The console's way.</summary>
    /// <param name="onboarding">The onboarding.</param>
    /// <param name="isUsable">Whether it can be completed: a stack created from the link of one that has ended could never be registered.</param>
    public ConsoleWay Console(OnboardingRecord onboarding, bool isUsable)
    {
        var templateUrl = $"{settings.TemplateBaseUrl}/{TemplateAddress.Path(onboarding.TemplateVersion, onboarding.Profile.Name, onboarding.TemplateSha256)}";
        return new ConsoleWay(isUsable ? QuickCreateLink.Of(onboarding, templateUrl) : null, templateUrl, onboarding.TemplateSha256);
    }

    /// <summary>The policies of a manual role: those to create, and the ARNs of AWS managed policies.</summary>
    public (IReadOnlyList<PermissionsPolicyView> Policies, IReadOnlyList<string> ManagedPolicyArns) Permissions(OnboardingRecord onboarding)
    {
        var filling = new Filling(settings.VendorRole.Partition.Name, onboarding.AwsAccountId?.Value ?? Filling.AnyAccount, onboarding.Region, onboarding.RoleName, onboarding.Parameters.Values);
        var (policies, managed) = ManualRole.Permissions(onboarding.Profile.FindVersion(onboarding.TemplateVersion) ?? onboarding.Profile.CurrentVersion, onboarding.Features, filling);
        return ([.. policies.Select(p => new PermissionsPolicyView(p.Name, "managed", p.Document))], managed);
    }

    /// <summary>The steps for a manual role.</summary>
    public IReadOnlyList<string> Steps(OnboardingRecord onboarding, IReadOnlyList<PermissionsPolicyView> policies, IReadOnlyList<string> managed, Language language) =>
        [.. ManualSteps.All(settings.Vendor, onboarding, [.. policies.Select(p => p.Name)], managed).Select(s => s.In(language))];

    // An onboarding that was minted for a manual role, when that was its only way, has no template.
    private static bool HasTemplate(OnboardingRecord onboarding) => onboarding.Method == OnboardingMethod.Stack || onboarding.TemplateSha256 is not null;

    private ManualWay Manual(OnboardingRecord onboarding, Language language)
    {
        var (policies, managed) = Permissions(onboarding);
        return new ManualWay(
            settings.Vendor.AccountId,
            ManualRole.TrustPolicy(settings.Vendor, settings.VendorRole.Partition.Name, onboarding.PendingExternalId.Value),
            policies,
            managed,
            Steps(onboarding, policies, managed, language));
    }
}
