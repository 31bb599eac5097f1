using Onboarding.Templates;

namespace Onboarding.Functions.Onboardings;

/// <summary>Shows an onboarding by the API's contract.</summary>
internal sealed class OnboardingViews(Settings settings, PasteFree pasteFree)
{
    private readonly Ways _ways = new(settings);

    /// <summary>One onboarding, with what only its own answer says.</summary>
    public async Task<OnboardingView> OfOneAsync(OnboardingRecord record, DateTimeOffset now, Language language, CancellationToken cancellation)
    {
        var view = WithWays(record, now, language);
        return IsUsable(view.Status) && view.PasteRequired is null ? view with { PasteRequired = !await pasteFree.IsAllowedAsync(record, cancellation) } : view;
    }

    /// <summary>One onboarding with the ways in which the role can be created.</summary>
    public OnboardingView WithWays(OnboardingRecord record, DateTimeOffset now, Language language) => Of(record, now, language) with { Ways = _ways.Of(record, now, language) };

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
            AccountName = record.AccountName?.Value,
            LastRefusal = LastRefusalView.Of(record.LastRefusal, language),
            AccountId = record.Status == OnboardingStatus.Completed ? record.Id.Value : null,
            ExpiresAt = UtcTime.Of(record.ExpiresAt),
            CreatedAt = UtcTime.Of(record.CreatedAt),
        };
        return record.Method == OnboardingMethod.Manual ? Manual(common, record, language) : Stack(common, record);
    }

    /// <summary>Whether an onboarding of that status can be completed.</summary>
    public static bool IsUsable(string status) => status is OnboardingStatus.Pending or OnboardingStatus.Verifying;

    private OnboardingView Stack(OnboardingView common, OnboardingRecord record)
    {
        var console = _ways.Console(record, IsUsable(common.Status));
        return common with
        {
            StackName = record.RoleName,
            QuickCreateUrl = console.QuickCreateUrl,
            TemplateUrl = console.TemplateUrl,
            TemplateVersion = record.TemplateVersion,
            StackInfoKey = settings.Vendor.StackInfoKey,
        };
    }

    private OnboardingView Manual(OnboardingView common, OnboardingRecord record, Language language)
    {
        var (policies, managed) = _ways.Permissions(record);
        return common with
        {
            VendorAccountId = settings.Vendor.AccountId,
            TrustPolicy = record.ExternalId is { } externalId ? ManualRole.TrustPolicy(settings.Vendor, settings.VendorRole.Partition.Name, externalId.Value) : null,
            PermissionsPolicy = policies[0].Document,
            PermissionsPolicies = policies,
            ManagedPolicyArns = managed.Count > 0 ? managed : null,
            Steps = record.ExternalId is null ? null : _ways.Steps(record, policies, managed, language),
        };
    }
}
