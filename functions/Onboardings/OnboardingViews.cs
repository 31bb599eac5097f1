using Onboarding.Functions.Http;
using Onboarding.Templates;

namespace Onboarding.Functions.Onboardings;

/// <summary>Shows an onboarding by the API's contract.</summary>
internal sealed class OnboardingViews(Settings settings)
{
    public OnboardingView Of(OnboardingRecord record, DateTimeOffset now, Language language)
    {
        var common = new OnboardingView
        {
            Id = record.Id.Value,
            GroupId = record.GroupId,
            Status = record.StatusAt(now),
            Method = record.Method,
            Profile = record.Profile.Name,
            Region = record.Region,
            ExternalId = record.ExternalId.Value,
            RoleName = record.RoleName,
            AwsAccountId = record.AwsAccountId?.Value,
            PermissionsBoundaryArn = record.PermissionsBoundaryArn,
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
        var templateUrl = $"{settings.TemplateBaseUrl}/{record.TemplateVersion}/{record.Profile.Name}.yaml";
        return common with
        {
            StackName = record.RoleName,
            // A stack created from the link of an onboarding that has ended could never be registered.
            QuickCreateUrl = common.Status is OnboardingStatus.Pending or OnboardingStatus.Verifying ? ConsoleLink.QuickCreate(record, templateUrl) : null,
            TemplateUrl = templateUrl,
            TemplateVersion = record.TemplateVersion,
            StackInfoKey = settings.Vendor.StackInfoKey,
        };
    }

    private OnboardingView Manual(OnboardingView common, OnboardingRecord record, Language language)
    {
        var partition = settings.VendorRole.Partition.Name;
        return common with
        {
            VendorAccountId = settings.Vendor.AccountId,
            TrustPolicy = ManualRole.TrustPolicy(settings.Vendor, partition, record.ExternalId.Value),
            PermissionsPolicy = ManualRole.PermissionsPolicy(record.Profile, partition, record.RoleName),
            Steps = [.. ManualSteps.All(settings.Vendor, record).Select(s => s.In(language))],
        };
    }
}
