using Onboarding.Functions.Accounts;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registrations;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Values;
using Onboarding.Functions.Verification;
using Onboarding.Functions.Verification.ReadBack;
using static Onboarding.Tests.Registry.Registering;

namespace Onboarding.Tests.Registry;

/// <summary>If the bounds of findings ever fail, DynamoDB refuses the item for its size: what was decided is written all the same, without the findings.</summary>
[Collection(Tables.Name)]
public sealed class TooLargeTests(TableFixture fixture)
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    private static readonly Check s_check = new(s_now, Check.Failed, [], "external-id-not-enforced", [new Finding("policy-added", [new string('a', 450_000)]), Finding.Of(FindingKinds.RootMfaOff)]);

    [Fact]
    [Trait("Threat", "T44")]
    public async Task A_Proven_Connection_Is_Registered_Without_Its_Findings()
    {
        var table = await fixture.NewTableAsync();
        var onboarding = await StoreAsync(table, MintedOnboarding.At(s_now));
        DisplayName.TryParse("Main account", out var name).ShouldBeTrue();

        var registered = await new Registrar(table, ProductSettings.Of("registrations").Limits).RegisterAsync(
            onboarding, new Submission(name, RoleOf(onboarding), null, Consent.Pasted), new Verdict { Check = s_check }, "user:somebody", Language.English, s_now, CancellationToken.None);

        registered.IsNew.ShouldBeTrue();
        Codes(await EvidenceAsync(table, onboarding)).ShouldBe(["findings-omitted 2"]);
    }

    [Fact]
    [Trait("Threat", "T44")]
    public async Task A_Failed_Check_Degrades_The_Account_Without_Its_Findings()
    {
        var table = await fixture.NewTableAsync();
        var onboarding = await StoreAccountAsync(table, MintedOnboarding.At(s_now));

        var decided = await new AccountDecisions(table).WriteAsync(
            await AccountAsync(table, onboarding),
            a => a.Status == AccountStatus.Degraded ? null : new AccountDecision(a with { Status = AccountStatus.Degraded, DegradedSince = s_now }, new Decision(Decisions.Degraded, Decision.Service, s_now) { Check = s_check }),
            CancellationToken.None);

        decided.Account!.Status.ShouldBe(AccountStatus.Degraded);
        var stored = await AccountAsync(table, onboarding);
        (stored.Status, stored.LastCheck.Outcome, stored.LastCheck.Code).ShouldBe((AccountStatus.Degraded, Check.Failed, "external-id-not-enforced"));
        Codes(await EvidenceAsync(table, onboarding)).ShouldBe(["findings-omitted 2"]);
    }

    [Fact]
    [Trait("Threat", "T44")]
    public async Task A_Refused_Registration_Is_Kept_Without_Its_Findings()
    {
        var table = await fixture.NewTableAsync();
        var onboarding = await StoreAsync(table, MintedOnboarding.At(s_now));

        var refused = await new OnboardingDecisions(table).WriteAsync(
            onboarding, o => o with { LastRefusal = "external-id-not-enforced" }, new Decision(Decisions.Refused, "user:somebody", s_now) { Check = s_check }, CancellationToken.None);

        refused!.LastRefusal.ShouldBe("external-id-not-enforced");
        (await OnboardingsFeature.FindAsync(table, onboarding.Tenant, onboarding.Id.Value, CancellationToken.None))!.LastRefusal.ShouldBe("external-id-not-enforced");
    }

    [Fact]
    [Trait("Threat", "T44")]
    public async Task What_Is_Too_Large_Without_Findings_Is_A_Fault_Of_The_Service()
    {
        var table = await fixture.NewTableAsync();

        await Should.ThrowAsync<ItemTooLargeException>(() => table.TransactAsync([table.Add(new Item("a", "a").With("b", new string('b', 450_000)))], CancellationToken.None));
    }

    private static async Task<Check> EvidenceAsync(Table table, OnboardingRecord onboarding)
    {
        var account = await AccountAsync(table, onboarding);
        var entry = (await table.GetAsync(Keys.Audit(account.Tenant, account.Id, account.LastCheck.Sequence), CancellationToken.None)).ShouldNotBeNull();
        return Evidence.EntryOf(entry).Check!;
    }

    private static async Task<AccountRecord> AccountAsync(Table table, OnboardingRecord onboarding) =>
        (await AccountRecord.FindAsync(table, onboarding.Tenant, onboarding.Id.Value, CancellationToken.None)).ShouldNotBeNull();

    private static IEnumerable<string> Codes(Check check) => check.Findings!.Select(f => string.Join(' ', [f.Code, .. f.Arguments]));
}
