using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Groups;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Verification;

namespace Onboarding.Tests.Registry;

/// <summary>A tenant's lists, on a real table.</summary>
[Collection(Tables.Name)]
public sealed class ListTests(TableFixture fixture)
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_Cannot_Be_Read_Hides_No_Other()
    {
        var table = await fixture.NewTableAsync();
        var (broken, fine) = (await AccountAsync(table), await AccountAsync(table));
        var pending = MintedOnboarding.At(s_now) with { GroupId = fine.GroupId };
        (await table.AddAsync(pending.ToItem(), CancellationToken.None)).ShouldBeTrue();
        foreach (var key in new[] { Keys.Account(broken.Tenant, broken.Id.Value), Keys.Group(broken.Tenant, broken.GroupId), Keys.Onboarding(fine.Id) })
            await BreakAsync(table, key);

        (await IdsAsync(new AccountsFeature(table, ProductSettings.Of("accounts")).HandleAsync, "GET /v1/accounts", "accounts")).ShouldBe([fine.Id.Value]);
        (await IdsAsync(new GroupsFeature(table, ProductSettings.Of("groups").Limits).HandleAsync, "GET /v1/groups", "groups")).ShouldBe([fine.GroupId]);
        (await IdsAsync(new OnboardingsFeature(table, ProductSettings.Of("onboardings")).HandleAsync, "GET /v1/groups/{groupId}/onboardings", "onboardings", fine.GroupId))
            .ShouldBe([pending.Id.Value]);
    }

    // The account was read, and something was decided before its audit was.
    [Fact]
    public async Task What_Was_Decided_Meanwhile_Is_Not_Part_Of_The_Audit_That_Is_Shown()
    {
        var table = await fixture.NewTableAsync();
        var onboarding = await AccountAsync(table);
        var account = (await Registrar.FindLiveAccountAsync(table, onboarding, CancellationToken.None)).ShouldNotBeNull();
        var now = account;
        for (var i = 1; i <= 2; i++)
        {
            now = (await new AccountDecisions(table).TryWriteAsync(
                now, new AccountDecision(now with { Name = $"Name {i}" }, new Decision(Decisions.Renamed, "user:somebody", s_now)), CancellationToken.None)).Account.ShouldNotBeNull();
        }

        var whole = await AuditList.ReadAsync(table, account.Ledger, new Page(3, null), CancellationToken.None);
        var part = await AuditList.ReadAsync(table, account.Ledger, new Page(1, null), CancellationToken.None);

        (whole.Head.Sequence, whole.Cursor).ShouldBe((2, null));
        whole.Entries.Select(e => e.Sequence).ShouldBe([1, 2]);
        part.Entries.ShouldHaveSingleItem().Sequence.ShouldBe(1);
        part.Cursor.ShouldNotBeNull();
    }

    private static async Task<IEnumerable<string?>> IdsAsync(Func<TenantRequest, CancellationToken, Task<Answer>> feature, string route, string list, string? groupId = null)
    {
        var request = new TenantRequest
        {
            RouteKey = route,
            Tenant = MintedOnboarding.At(s_now).Tenant,
            Now = s_now,
            Language = Language.English,
            RequestId = "request",
            Event = new APIGatewayHttpApiV2ProxyRequest { PathParameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["groupId"] = groupId ?? "" } },
        };
        var answer = await feature(request, CancellationToken.None);
        answer.Status.ShouldBe(200, answer.Refusal?.Error.Code);
        return JsonElement.Parse(answer.Body!).GetProperty(list).EnumerateArray().Select(e => e.GetProperty("id").GetString());
    }

    private static async Task BreakAsync(Table table, (string Pk, string Sk) key)
    {
        var change = new Change(key) { Update = "SET #schema = :schema", Condition = "attribute_exists(pk)" }.Named("schema").With("schema", 2);
        (await table.UpdateAsync(change, CancellationToken.None)).Changed.ShouldBeTrue();
    }

    private static Task<OnboardingRecord> AccountAsync(Table table) =>
        Registering.StoreAccountAsync(table, MintedOnboarding.At(s_now) with { RoleName = "onboarding-connect-" + MintingAlphabet.Random(12) });
}
