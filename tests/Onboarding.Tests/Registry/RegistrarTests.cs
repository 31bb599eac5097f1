using Onboarding.Functions.Accounts;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Refusals;
using Onboarding.Functions.Registrations;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Values;
using static Onboarding.Tests.Registry.Registering;

namespace Onboarding.Tests.Registry;

/// <summary>The conditions of the table's writes, where the API alone cannot reach them: minted names never collide.</summary>
[Collection(Tables.Name)]
public sealed class RegistrarTests(TableFixture fixture)
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    [Trait("Threat", "T2")]
    public async Task An_External_Id_Can_Be_Given_Out_Only_Once_To_Any_Tenant()
    {
        var table = await fixture.NewTableAsync();
        var first = await OnboardingAsync(table, "tenant-a");

        (await table.AddAsync((first with { Tenant = TenantOf("tenant-b"), CreatedAt = s_now.AddDays(400) }).ToItem(), CancellationToken.None)).ShouldBeFalse();
        (await table.AddAsync(first.ToItem(), CancellationToken.None)).ShouldBeTrue("a repeated write of the same item counts as written");
    }

    [Fact]
    [Trait("Threat", "T8")]
    [Trait("Threat", "T17")]
    public async Task A_Role_Serves_One_Connection_And_The_Refusal_Says_Nothing_About_Whose()
    {
        var table = await fixture.NewTableAsync();
        var first = await OnboardingAsync(table, "tenant-a");
        var second = await OnboardingAsync(table, "tenant-b");
        var role = RoleOf(first);
        (await RegisterAsync(table, first, role)).IsNew.ShouldBeTrue();

        var answer = await RegisterAsync(table, second, role);

        answer.Refusal?.Error.ShouldBe(Errors.RoleAlreadyRegistered);
        answer.Refusal!.Arguments.ShouldBeEmpty();
        (await OnboardingsFeature.FindAsync(table, second.Tenant, second.Id.Value, CancellationToken.None))!.Status.ShouldBe(OnboardingStatus.Pending);
        (await Registrar.FindLiveAccountAsync(table, second, CancellationToken.None)).ShouldBeNull();
        (await table.GetAsync(Keys.Group(second.Tenant, second.GroupId), CancellationToken.None))!.Integer("accountCount").ShouldBe(0);
    }

    [Fact]
    public async Task What_Was_Proven_Is_What_The_Account_Says_And_The_Audit_Keeps()
    {
        var table = await fixture.NewTableAsync();
        var onboarding = await OnboardingAsync(table, "tenant-a");
        StackArn.TryParse("arn:aws:cloudformation:eu-central-1:111122223333:stack/renamed/0a1b2c3d-0000-4000-8000-000000000000", out var stack).ShouldBeTrue();

        var account = (await RegisterAsync(table, onboarding, RoleOf(onboarding), stack: stack, templateVersion: "0.9.0")).Account.ShouldNotBeNull();

        (await Registrar.FindLiveAccountAsync(table, onboarding, CancellationToken.None)).ShouldNotBeNull().ToItem().ShouldBe(account.ToItem());
        (account.Region, account.TemplateVersion, account.Schedule.DueAt).ShouldBe(("eu-central-1", "0.9.0", s_now.AddMinutes(10)));
        var minted = (await table.GetAsync(Keys.Audit(onboarding.Tenant, onboarding.Id.Value, 1), CancellationToken.None)).ShouldNotBeNull();
        minted.Text("entry").ShouldContain("\"decision\":\"minted\"");
        var registered = (await table.GetAsync(Keys.Audit(onboarding.Tenant, onboarding.Id.Value, 2), CancellationToken.None)).ShouldNotBeNull();
        registered.Text("checkOutcome").ShouldBe("passed");
        registered.Text("entry").ShouldContain(
            $$"""
            "decision":"registered","by":"user:somebody","facts":{"accountName":"Main account","groupId":"{{onboarding.GroupId}}","roleArn":"{{RoleOf(onboarding).Value}}","stackId":"{{stack.Value}}"},"check":{"at":"2026-11-22T12:00:00.000Z","outcome":"passed"
            """);
    }

    [Fact]
    [Trait("Threat", "T49")]
    public async Task A_Registration_Moves_The_External_Id_From_The_Onboarding_To_The_Accounts_Secret()
    {
        var table = await fixture.NewTableAsync();
        var onboarding = await OnboardingAsync(table, "tenant-a");

        var account = (await RegisterAsync(table, onboarding, RoleOf(onboarding))).Account.ShouldNotBeNull();

        (await Secret.ReadAsync(table, account, CancellationToken.None)).ShouldBe(onboarding.ExternalId);
        foreach (var key in new[] { Keys.Onboarding(onboarding.Id), Keys.Account(account.Tenant, account.Id), Keys.Schedule(account.Tenant, account.Id) })
            (await table.GetAsync(key, CancellationToken.None)).ShouldNotBeNull().Attributes.Values.ShouldNotContain(v => v.S == onboarding.PendingExternalId.Value);
    }

    [Fact]
    public async Task What_Was_Not_Seen_Of_The_Stack_Is_What_Was_Ordered()
    {
        var table = await fixture.NewTableAsync();
        var onboarding = await OnboardingAsync(table, "tenant-a");

        var account = (await RegisterAsync(table, onboarding, RoleOf(onboarding))).Account.ShouldNotBeNull();

        (account.Region, account.TemplateVersion, account.Stack).ShouldBe((onboarding.Region, onboarding.TemplateVersion, null));
    }

    [Fact]
    public async Task Without_Its_Group_Nothing_Is_Registered()
    {
        var table = await fixture.NewTableAsync();
        var onboarding = MintedOnboarding.At(s_now);
        (await table.AddAsync(onboarding.ToItem(), CancellationToken.None)).ShouldBeTrue();

        var answer = await RegisterAsync(table, onboarding, RoleOf(onboarding));

        answer.Refusal?.Error.ShouldBe(Errors.GroupNotFound);
        (await OnboardingsFeature.FindAsync(table, onboarding.Tenant, onboarding.Id.Value, CancellationToken.None))!.Status.ShouldBe(OnboardingStatus.Pending);
    }

    [Fact]
    [Trait("Threat", "T34")]
    public async Task The_Same_Registration_Again_Is_The_Account_That_There_Is()
    {
        var table = await fixture.NewTableAsync();
        var onboarding = await OnboardingAsync(table, "tenant-a");
        (await RegisterAsync(table, onboarding, RoleOf(onboarding))).IsNew.ShouldBeTrue();

        var again = await RegisterAsync(table, onboarding, RoleOf(onboarding));

        (again.IsNew, again.Refusal, again.Account?.Id).ShouldBe((false, null, onboarding.Id.Value));
        (await table.GetAsync(Keys.Group(onboarding.Tenant, onboarding.GroupId), CancellationToken.None))!.Integer("accountCount").ShouldBe(1);
    }

    [Fact]
    [Trait("Threat", "T33")]
    public async Task A_Change_Whose_Condition_Fails_Changes_Nothing_And_Shows_The_Conflict()
    {
        var table = await fixture.NewTableAsync();
        (await table.AddAsync(new Item("a", "a").With("count", 1), CancellationToken.None)).ShouldBeTrue();
        var change = new Change(("a", "a")) { Update = "ADD #count :one", Condition = "#count = :two" }.Named("count").With("one", 1).With("two", 2);

        var (changed, item) = await table.UpdateAsync(change, CancellationToken.None);
        var (changedNone, none) = await table.UpdateAsync(new Change(("b", "b")) { Update = "REMOVE c", Condition = "attribute_exists(pk)" }, CancellationToken.None);
        var delete = new Change(("a", "a")) { Condition = "#count = :two" }.Named("count").With("two", 2);
        var obstacles = await table.TransactAsync([table.Delete(delete)], CancellationToken.None);

        (changed, item?.Integer("count"), changedNone, none).ShouldBe((false, 1, false, null));
        obstacles?.At(delete.Key).ShouldNotBeNull();
        (await table.GetAsync(("a", "a"), CancellationToken.None))!.Integer("count").ShouldBe(1);
    }

    [Fact]
    [Trait("Threat", "T7")]
    public async Task An_Onboarding_That_Expires_During_Its_Verification_Is_Not_Registered()
    {
        var table = await fixture.NewTableAsync();
        var onboarding = await OnboardingAsync(table, "tenant-a");

        var answer = await RegisterAsync(table, onboarding, RoleOf(onboarding), s_now + OnboardingRecord.Lifetime);

        answer.Refusal?.Error.ShouldBe(Errors.OnboardingExpired);
    }

    [Fact]
    [Trait("Threat", "T7")]
    public async Task An_Onboarding_That_Is_Cancelled_During_Its_Verification_Is_Not_Registered()
    {
        var table = await fixture.NewTableAsync();
        var onboarding = await OnboardingAsync(table, "tenant-a");
        var cancel = new Change(Keys.Onboarding(onboarding.Id)) { Update = "SET #status = :cancelled", Condition = "attribute_exists(pk)" };
        await table.UpdateAsync(cancel.Named("status").With("cancelled", OnboardingStatus.Cancelled), CancellationToken.None);

        var answer = await RegisterAsync(table, onboarding, RoleOf(onboarding));

        answer.Refusal?.Error.ShouldBe(Errors.OnboardingCancelled);
    }

    [Fact]
    [Trait("Threat", "T27")]
    public async Task A_Registration_Is_Conditional_On_The_Tenant()
    {
        var table = await fixture.NewTableAsync();
        var onboarding = await OnboardingAsync(table, "tenant-a");
        var thief = onboarding with { Tenant = TenantOf("tenant-b") };

        var answer = await RegisterAsync(table, thief, RoleOf(onboarding));

        answer.Refusal.ShouldNotBeNull();
        (await Registrar.FindLiveAccountAsync(table, thief, CancellationToken.None)).ShouldBeNull();
    }

    private static Task<OnboardingRecord> OnboardingAsync(Table table, string tenantName) => StoreAsync(table, MintedOnboarding.At(s_now, tenantName));

    private static Task<Registration> RegisterAsync(Table table, OnboardingRecord onboarding, RoleArn role, DateTimeOffset? now = null, StackArn? stack = null, string? templateVersion = null) =>
        Registering.RegisterAsync(table, onboarding, role, now ?? s_now, stack, templateVersion);

    private static TenantId TenantOf(string name) => TenantId.TryParse(name, out var tenant) ? tenant : throw new ArgumentException(name, nameof(name));
}
