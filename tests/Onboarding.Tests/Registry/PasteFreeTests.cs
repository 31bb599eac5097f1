using Onboarding.Functions.Accounts;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registry;
using Onboarding.Templates;
using static Onboarding.Tests.Registry.Registering;

namespace Onboarding.Tests.Registry;

/// <summary>Whether an AWS account can be connected by its ID alone.</summary>
[Collection(Tables.Name)]
public sealed class PasteFreeTests(TableFixture fixture)
{
    private const string Boundary = "arn:aws:iam::111122223333:policy/Boundary";

    private static readonly DateTimeOffset s_now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);
    private static readonly AwsAccountId s_account = AwsAccountId.TryParse("111122223333", out var id) ? id : throw new InvalidOperationException();

    [Theory]
    [Trait("Threat", "T40")]
    [InlineData("proven", false)]
    [InlineData("never", false)]
    [InlineData("any", true)]
    public async Task Without_A_Connection_Only_Any_Allows_It(string mode, bool isAllowed) =>
        (await IsAllowedAsync(await fixture.NewTableAsync(), Asked(), mode)).ShouldBe(isAllowed);

    [Theory]
    [Trait("Threat", "T40")]
    [InlineData("proven", true)]
    [InlineData("never", false)]
    public async Task An_Active_Connection_Vouches_Where_The_Operator_Lets_It(string mode, bool isAllowed)
    {
        var table = await fixture.NewTableAsync();
        await StoreAccountAsync(table, Minted());

        (await IsAllowedAsync(table, Asked(), mode)).ShouldBe(isAllowed);
    }

    [Fact]
    [Trait("Threat", "T40")]
    public async Task A_Connection_Vouches_For_What_It_Grants_And_Not_For_More()
    {
        var table = await fixture.NewTableAsync();
        var full = await fixture.NewTableAsync();
        await StoreAccountAsync(table, Minted());
        await StoreAccountAsync(full, Minted() with { Profile = Profile.Full });

        (await IsAllowedAsync(table, Asked() with { Profile = Profile.Full })).ShouldBeFalse();
        (await IsAllowedAsync(full, Asked())).ShouldBeTrue();
        (await IsAllowedAsync(table, Asked() with { TemplateVersion = "9.9.9" })).ShouldBeFalse("nobody knows what it grants");
    }

    [Fact]
    [Trait("Threat", "T40")]
    public async Task A_Connection_Behind_A_Boundary_Vouches_For_None_Without_It()
    {
        var table = await fixture.NewTableAsync();
        await StoreAccountAsync(table, Minted() with { PermissionsBoundaryArn = Boundary });

        (await IsAllowedAsync(table, Asked())).ShouldBeFalse();
        (await IsAllowedAsync(table, Asked() with { PermissionsBoundaryArn = Boundary })).ShouldBeTrue();
    }

    [Theory]
    [Trait("Threat", "T40")]
    [InlineData(AccountStatus.Degraded, Consent.Pasted)]
    [InlineData(AccountStatus.Active, Consent.PasteFree)]
    [InlineData(AccountStatus.Active, null)]
    public async Task A_Degraded_Or_Unconsented_Connection_Does_Not_Vouch(string status, string? consent)
    {
        var table = await fixture.NewTableAsync();
        var onboarding = await StoreAccountAsync(table, Minted());
        var account = (await AccountRecord.FindAsync(table, onboarding.Tenant, onboarding.Id.Value, CancellationToken.None)).ShouldNotBeNull();
        (await table.TransactAsync([table.Replace((account with { Status = status, Consent = consent, DegradedSince = s_now }).ToItem(), account.Unchanged)], CancellationToken.None)).ShouldBeNull();

        (await IsAllowedAsync(table, Asked())).ShouldBeFalse();
    }

    [Fact]
    [Trait("Threat", "T40")]
    public async Task A_Tenant_Whose_Id_Starts_The_Same_Does_Not_Vouch_For_Another()
    {
        var table = await fixture.NewTableAsync();
        await StoreAccountAsync(table, MintedOnboarding.At(s_now, "tenant-a2"));

        (await IsAllowedAsync(table, Asked())).ShouldBeFalse();
    }

    private static OnboardingRecord Minted() => MintedOnboarding.At(s_now);

    private static OnboardingRecord Asked() => MintedOnboarding.At(s_now) with { AwsAccountId = s_account };

    private static Task<bool> IsAllowedAsync(Table table, OnboardingRecord onboarding, string mode = "proven") =>
        new PasteFree(table, ProductSettings.Of("onboardings") with { PasteFree = mode }).IsAllowedAsync(onboarding, CancellationToken.None);
}
