namespace Onboarding.Browser.Tests;

/// <summary>Who had a session in an account, and the tenant's own switch for sessions.</summary>
[Collection(Reading.Name)]
public sealed class ActivityTests(Chromium chromium)
{
    [Theory]
    [MemberData(nameof(AccountTests.TwoManners), MemberType = typeof(AccountTests))]
    public async Task An_Account_Is_Paused_And_Resumed_And_Its_History_Says_So(string language, ColorScheme scheme, int width)
    {
        await using var me = await chromium.VisitAsync(new Manner(language, scheme, width), isOpen: false);
        var account = await me.Tenant.ConnectAsync();
        await me.OpenAsync($"/accounts/{account["id"]}");
        await me.UnfoldAsync("access.title");
        await Expect(me.Page.GetByText(me.Say("access.none").Replace("{days}", "90", StringComparison.Ordinal))).ToBeVisibleAsync();

        await me.Button("account.pause").ClickAsync();

        await Expect(me.Page.GetByText(me.Say("paused.title"))).ToBeVisibleAsync();
        await Expect(me.Button("account.resume")).ToBeFocusedAsync();
        await me.LookAsync("paused");
        (await me.Tenant.GetAsync($"/v1/accounts/{account["id"]}")).Expect(200).Body.GetProperty("stopped").GetProperty("paused").GetBoolean().ShouldBeTrue();
        await me.Button("account.resume").ClickAsync();
        await Expect(me.Page.GetByText(me.Say("paused.title"))).ToHaveCountAsync(0);
        await Expect(me.Button("account.pause")).ToBeFocusedAsync();
        await me.UnfoldAsync("history.title");
        await Expect(me.Page.Locator(".decision")).ToContainTextAsync([me.Say("history.minted"), me.Say("history.registered"), me.Say("history.paused"), me.Say("history.resumed")]);
        me.ComplainedAboutNothing();
    }
}
