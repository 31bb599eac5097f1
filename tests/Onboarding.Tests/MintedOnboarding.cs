using Onboarding.Functions.Groups;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Values;
using Onboarding.Templates;

namespace Onboarding.Tests;

/// <summary>An onboarding as minting stores it; what a test needs otherwise it changes by <c>with</c>.</summary>
internal static class MintedOnboarding
{
    public static OnboardingRecord At(DateTimeOffset now, string tenantName = "tenant-a", ExternalId? externalId = null)
    {
        var tenant = TenantId.TryParse(tenantName, out var parsed) ? parsed : throw new ArgumentException(tenantName, nameof(tenantName));
        externalId ??= ExternalId.Mint();
        return new OnboardingRecord
        {
            Id = OnboardingId.Of(externalId),
            Tenant = tenant,
            GroupId = GroupId.Mint(tenant).Value,
            Status = OnboardingStatus.Pending,
            Method = OnboardingMethod.Stack,
            Profile = Profile.ReadOnly,
            Region = "us-east-1",
            ExternalId = externalId,
            RoleName = "onboarding-connect-abc",
            TemplateVersion = ConnectTemplate.Version,
            CreatedAt = now,
            CreatedBy = "user:somebody",
            Language = Language.English,
            ExpiresAt = now + OnboardingRecord.Lifetime,
        };
    }
}
