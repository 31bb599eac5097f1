using System.Text.Json.Nodes;

namespace Onboarding.Browser.Tests;

/// <summary>What the page shows where someone might be deceived, and where a tenant has reached a limit.</summary>
[Collection(Reading.Name)]
public sealed class ConsentTests(Chromium chromium)
{
    [Theory]
    [Trait("Threat", "T40")]
    [InlineData("en")]
    [InlineData("ja")]
    public async Task A_Link_Opened_By_Someone_Else_Connects_Nothing_And_The_Page_Says_Why(string language)
    {
        await using var me = await chromium.VisitAsync(new Manner(language, ColorScheme.Light, 1280), isOpen: false);
        var stranger = Tenant.NewAwsAccountId();
        var onboarding = await me.Tenant.MintForAccountAsync(stranger);
        await me.Tenant.StackInfoAsync(onboarding, stranger);
        (await me.Tenant.RegisterWithoutPasteAsync(onboarding)).Refusal.ShouldBe((409, "consent-required"));

        await me.OpenAsync($"/onboardings/{onboarding["id"]}");

        await Expect(me.Text(me.Say("paste.why"))).ToBeVisibleAsync();
        await Expect(me.Field("paste.stackInfo", ("key", "OnboardingStackInfo"))).ToBeVisibleAsync();
        await me.LookAsync("somebody-elses-click");
        (await me.Tenant.GetAsync("/v1/accounts")).Expect(200).Body.GetProperty("accounts").GetArrayLength().ShouldBe(0);
        me.ComplainedAboutNothing();
    }

    [Theory]
    [Trait("Threat", "T43")]
    [InlineData("en")]
    [InlineData("ja")]
    public async Task A_Role_That_Hides_Who_Else_Can_Use_It_Is_Shown_As_Degraded(string language)
    {
        await using var me = await chromium.VisitAsync(new Manner(language, ColorScheme.Light, 1280), isOpen: false);
        var account = await me.Tenant.ConnectAsync();
        await chromium.FaultAsync("iam", "access-denied", "GetRole", count: null, caller: $"Onboarding-verify-{account["id"]}");
        var check = (await me.Tenant.PostAsync($"/v1/accounts/{account["id"]}/checks", new JsonObject())).Expect(201).Body;

        await me.OpenAsync($"/accounts/{account["id"]}");

        await Expect(me.Text(me.Say("status.degraded"))).ToBeVisibleAsync();
        var finding = check.GetProperty("findings").EnumerateArray().Single(f => f.GetProperty("code").ValueEquals("trust-not-read"));
        finding.GetProperty("severity").GetString().ShouldBe("trust");
        await Expect(me.Page.Locator("aws-onboarding")).ToContainTextAsync(account["roleArn"].Split('/')[^1]);
        await Expect(me.Page.Locator("aws-onboarding")).ToContainTextAsync(language == "ja" ? "信頼ポリシー" : "doesn't let us read its trust policy");
        await me.LookAsync("hidden-trust");
    }

    [Theory]
    [Trait("Threat", "T47")]
    [InlineData("en")]
    [InlineData("ja")]
    public async Task A_Reached_Limit_Is_Shown_As_A_Message(string language)
    {
        await using var me = await chromium.VisitAsync(new Manner(language, ColorScheme.Light, 1280), isOpen: false);
        var group = await me.Tenant.GroupAsync();
        await Parallel.ForEachAsync(Enumerable.Range(0, 100), async (_, _) => await me.Tenant.MintAsync(group));

        await me.OpenAsync($"/groups/{group}/connect/role");
        await me.Field("account.name").FillAsync("Main account");
        await me.Button("role.create").ClickAsync();

        await Expect(me.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("100");
        await Expect(me.Field("account.name")).ToHaveValueAsync("Main account");
        await me.LookAsync("limit-reached");
    }
}
