using Onboarding.Functions;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registrations;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Values;
using Onboarding.Functions.Verification;

namespace Onboarding.Tests.Registry;

/// <summary>Groups, onboardings and accounts as the product stores them.</summary>
internal static class Registering
{
    /// <summary>Stores an empty group.</summary>
    public static async Task StoreGroupAsync(Table table, TenantId tenant, string groupId, DateTimeOffset now)
    {
        var (pk, sk) = Keys.Group(tenant, groupId);
        (await table.AddAsync(new Item(pk, sk).With("name", "Group").With("color", "blue").With("accountCount", 0).With("createdAt", now), CancellationToken.None)).ShouldBeTrue();
    }

    /// <summary>Stores an onboarding, and the group it was minted in.</summary>
    public static async Task<OnboardingRecord> StoreAsync(Table table, OnboardingRecord onboarding)
    {
        await StoreGroupAsync(table, onboarding.Tenant, onboarding.GroupId, onboarding.CreatedAt);
        (await table.AddAsync(onboarding.ToItem(), CancellationToken.None)).ShouldBeTrue();
        return onboarding;
    }

    /// <summary>Registers a role for a stored onboarding, as proven.</summary>
    /// <param name="table">The table.</param>
    /// <param name="onboarding">The onboarding.</param>
    /// <param name="role">The role.</param>
    /// <param name="now">When.</param>
    /// <param name="stack">The stack that was seen.</param>
    /// <param name="templateVersion">The version of the template that the role was compared with.</param>
    /// <param name="limits">What the tenant can have; the usual when null.</param>
    public static Task<Registration> RegisterAsync(
        Table table, OnboardingRecord onboarding, RoleArn role, DateTimeOffset now, StackArn? stack = null, string? templateVersion = null, TenantLimits? limits = null)
    {
        DisplayName.TryParse("Main account", out var name).ShouldBeTrue();
        var consent = stack is null ? Consent.ByHand : Consent.Pasted;
        var verdict = new Verdict { Check = new Check(now, Check.Passed, []), Stack = stack, TemplateVersion = templateVersion };
        return new Registrar(table, limits ?? ProductSettings.Of("registrations").Limits).RegisterAsync(onboarding, new Submission(name, role, stack, consent), verdict, "user:somebody", Language.English, now, CancellationToken.None);
    }

    /// <summary>Stores an onboarding and registers its role.</summary>
    public static async Task<OnboardingRecord> StoreAccountAsync(Table table, OnboardingRecord onboarding, TenantLimits? limits = null)
    {
        await StoreAsync(table, onboarding);
        (await RegisterAsync(table, onboarding, RoleOf(onboarding), onboarding.CreatedAt, limits: limits)).IsNew.ShouldBeTrue();
        return onboarding;
    }

    /// <summary>The role that the stack of an onboarding creates in the account 111122223333.</summary>
    public static RoleArn RoleOf(OnboardingRecord onboarding) =>
        RoleArn.TryParse("arn:aws:iam::111122223333:role/" + onboarding.RoleName, out var role) ? role : throw new ArgumentException(onboarding.RoleName, nameof(onboarding));
}
