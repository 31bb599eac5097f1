using Onboarding.Templates;

namespace Onboarding.Functions.Onboardings;

/// <summary>Shows an onboarding by the API's contract.</summary>
internal sealed class OnboardingViews(Settings settings, PasteFree pasteFree)
{
    /// <summary>One onboarding, with what only its own answer says.</summary>
    public async Task<OnboardingView> OfOneAsync(OnboardingRecord record, DateTimeOffset now, Language language, CancellationToken cancellation)
    {
        var view = Of(record, now, language);
        return IsUsable(view.Status) && view.PasteRequired is null ? view with { PasteRequired = !await pasteFree.IsAllowedAsync(record, cancellation) } : view;
    }

    /// <summary>An onboarding among others.</summary>
    public OnboardingView Of(OnboardingRecord record, DateTimeOffset now, Language language)
    {
        var status = record.StatusAt(now);
        var common = new OnboardingView
        {
            Id = record.Id.Value,
            GroupId = record.GroupId,
            Status = status,
            Method = record.Method,
            Profile = record.Profile.Name,
            Features = record.Profile.Features.Count > 0 ? record.Features.Ids : null,
            Parameters = record.Profile.Parameters.Count > 0 ? record.Parameters.Values : null,
            Region = record.Region,
            ExternalId = record.ExternalId?.Value,
            RoleName = record.RoleName,
            AwsAccountId = record.AwsAccountId?.Value,
            PermissionsBoundaryArn = record.PermissionsBoundaryArn,
            ConnectedFor = record.ConnectedFor,
            PasteRequired = IsUsable(status) ? !pasteFree.IsAllowed(record) : null,
            AccountName = record.Submission?.AccountName.Value,
            LastRefusal = LastRefusalView.Of(record.LastRefusal, language),
            AccountId = record.Status == OnboardingStatus.Completed ? record.Id.Value : null,
            ExpiresAt = UtcTime.Of(record.ExpiresAt),
            CreatedAt = UtcTime.Of(record.CreatedAt),
        };
        return record.Method == OnboardingMethod.Manual ? Manual(common, record, language) : Stack(common, record);
    }

    private OnboardingView Stack(OnboardingView common, OnboardingRecord record)
    {
        var templateUrl = $"{settings.TemplateBaseUrl}/{TemplateAddress.Path(record.TemplateVersion, record.Profile.Name, record.TemplateSha256)}";
        // A stack created from the link of an onboarding that has ended could never be registered.
        var quickCreateUrl = IsUsable(common.Status) ? QuickCreateLink.Of(record, templateUrl) : null;
        return common with
        {
            StackName = record.RoleName,
            QuickCreateUrl = quickCreateUrl,
            TemplateUrl = templateUrl,
            TemplateVersion = record.TemplateVersion,
            StackInfoKey = settings.Vendor.StackInfoKey,
            Ways = new WaysView(new ConsoleWay(quickCreateUrl, templateUrl, record.TemplateSha256)),
        };
    }

    private static bool IsUsable(string status) => status is OnboardingStatus.Pending or OnboardingStatus.Verifying;

    private OnboardingView Manual(OnboardingView common, OnboardingRecord record, Language language)
    {
        var partition = settings.VendorRole.Partition.Name;
        var filling = new Filling(partition, record.AwsAccountId?.Value ?? Filling.AnyAccount, record.Region, record.RoleName, record.Parameters.Values);
        var (policies, managed) = ManualRole.Permissions(record.Profile.FindVersion(record.TemplateVersion) ?? record.Profile.CurrentVersion, record.Features, filling);
        return common with
        {
            VendorAccountId = settings.Vendor.AccountId,
            TrustPolicy = record.ExternalId is { } externalId ? ManualRole.TrustPolicy(settings.Vendor, partition, externalId.Value) : null,
            PermissionsPolicy = policies[0].Document,
            PermissionsPolicies = [.. policies.Select(p => new PermissionsPolicyView(p.Name, "managed", p.Document))],
            ManagedPolicyArns = managed.Count > 0 ? managed : null,
            Steps = record.ExternalId is null ? null : [.. ManualSteps.All(settings.Vendor, record, [.. policies.Select(p => p.Name)], managed).Select(s => s.In(language))],
        };
    }
}
