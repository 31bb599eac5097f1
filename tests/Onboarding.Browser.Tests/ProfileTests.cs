namespace Onboarding.Browser.Tests;

/// <summary>A sandbox with the profiles of a folder, and Chromium.</summary>
public sealed class ChromiumWithProfiles : Chromium
{
    protected override IReadOnlyList<string> Options => [.. base.Options, "--profiles", Path.Combine(AppContext.BaseDirectory, "profiles")];
}

/// <summary>A vendor's own profile, chosen, changed in the console, and shown as it was granted.</summary>
public sealed class ProfileTests(ChromiumWithProfiles chromium) : IClassFixture<ChromiumWithProfiles>
{
    [Theory]
    [InlineData("en", ColorScheme.Light, 1280)]
    [InlineData("ja", ColorScheme.Dark, 390)]
    public async Task Chooses_Features_And_Clears_One_In_The_Console(string language, ColorScheme scheme, int width)
    {
        var isJapanese = language == "ja";
        await using var me = await chromium.VisitAsync(new Manner(language, scheme, width), isOpen: false);
        var group = await me.Tenant.GroupAsync();
        await me.OpenAsync($"/groups/{group}/connect/role");
        await me.Field("account.name").FillAsync("Main account");
        await me.Page.GetByRole(AriaRole.Radio, new() { Name = isJapanese ? "コストの確認" : "Cost review" }).CheckAsync();
        await me.Page.GetByRole(AriaRole.Checkbox, new() { Name = isJapanese ? "詳細レポート" : "Detailed reports" }).CheckAsync();
        await me.Page.GetByRole(AriaRole.Checkbox, new() { Name = isJapanese ? "Savings Plans の購入" : "Buy Savings Plans" }).CheckAsync();
        await me.Page.Locator("summary").Filter(new() { HasText = me.Say("role.permissions", ("profile", isJapanese ? "Savings Plans の購入" : "Buy Savings Plans")) }).ClickAsync();
        await me.Button("role.create").ClickAsync();
        await Expect(me.Page.Locator(".error:not(:empty)")).ToContainTextAsync(isJapanese ? "コストレポートの出力先バケットです。" : "The bucket that your cost reports are written to.");
        await me.Page.GetByLabel(isJapanese ? "レポートのバケット" : "Report bucket").FillAsync("our-reports");
        await me.Page.GetByLabel(isJapanese ? "レポートのアカウント" : "Report account").FillAsync("111122223333");
        await me.LookAsync("profile-chosen");
        await me.Button("role.create").ClickAsync();
        await me.SeeAsync("stack.title");

        var account = Tenant.NewAwsAccountId();
        var console = await AwsConsole.OpenedByAsync(me, () => me.Link("stack.open").ClickAsync());
        await console.SignInAsync(account);
        await console.SetParameterAsync("FeaturePlans", "false");
        await console.CreateStackAsync();
        var stackInfo = await console.CopyOutputAsync("OnboardingStackInfo");
        await console.CloseAsync();
        await me.Field("paste.stackInfo", ("key", "OnboardingStackInfo")).FillAsync(stackInfo);
        await me.Button("paste.submit").ClickAsync();
        await me.SeeAsync("connected.title");

        await Expect(me.Page.Locator(".facts li").Filter(new() { HasText = isJapanese ? "詳細レポート" : "Detailed reports" })).Not.ToContainTextAsync("–");
        await Expect(me.Page.Locator(".facts li").Filter(new() { HasText = "Savings Plans" })).ToContainTextAsync("–");
        await me.LookAsync("profile-granted");
        me.ComplainedAboutNothing();
    }
}
