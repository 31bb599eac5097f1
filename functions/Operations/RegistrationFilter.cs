using Onboarding.Functions.Accounts;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Operations;

/// <summary>Which registrations an operator asks for.</summary>
/// <param name="States">Those in these states.</param>
/// <param name="Until">And in them since then or longer.</param>
internal sealed record RegistrationFilter(IReadOnlyList<string> States, DateTimeOffset Until)
{
    /// <summary>The query parameters; <c>limit</c> and <c>cursor</c> are read with the page.</summary>
    public static IReadOnlyList<string> Members { get; } = ["state", "tenant", "awsAccountId", "name", "profile", "templateVersion", "olderThan", "limit", "cursor"];

    /// <summary>The states that need attention.</summary>
    public static IReadOnlyList<string> Attention { get; } =
        [AccountStatus.Degraded, AccountStatus.Detached, OnboardingStatus.Pending, OnboardingStatus.Verifying, OnboardingStatus.Expired];

    /// <summary>Every state.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Attention, AccountStatus.Active, Listing.Paused, AccountStatus.Closed, OnboardingStatus.Cancelled];

    /// <summary>Only this tenant's; null for every tenant's.</summary>
    public TenantId? Tenant { get; init; }

    /// <summary>Only those of this AWS account; null for any.</summary>
    public AwsAccountId? AwsAccount { get; init; }

    /// <summary>Only those with this in their name, as <see cref="Listing.SearchKey"/> has it; null for any.</summary>
    public string? NameKey { get; init; }

    /// <summary>Only those with this profile; null for any.</summary>
    public string? Profile { get; init; }

    /// <summary>Only those with these versions of the template; null for any.</summary>
    public VersionBound? Version { get; init; }

    /// <summary>Whether registrations in every state are asked for.</summary>
    public bool AnyState => ReferenceEquals(States, All);
}
