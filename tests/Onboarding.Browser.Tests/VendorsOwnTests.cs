namespace Onboarding.Browser.Tests;

/// <summary>What a vendor makes its own: brand, texts, slots, colors, and the place on its page.</summary>
[Collection(Reading.Name)]
public sealed class VendorsOwnTests(Chromium chromium)
{
    private const string Light = "rgb(247, 248, 251)";

    private Uri Sandbox => chromium.Http.BaseAddress!;

    [Theory]
    [InlineData("en", "Only Acme can use the role, and we prove it.")]
    [InlineData("ja", "Acmeだけがロールを使えることを確認します。")]
    public async Task Brand_Texts_Logo_Help_And_What_Comes_Next_Are_The_Vendors(string language, string expected)
    {
        await using var me = await chromium.VisitAsync(new Manner(language, ColorScheme.Light, 1280), isOpen: false);
        var account = await me.Tenant.ConnectAsync();
        chromium.Vendor.Show(Sandbox, language, "brand=\"Acme\"", """
            <strong slot="logo">Acme</strong><a slot="connected" href="/next">Next at Acme</a><p slot="help">Acme helps.</p>
            """);
        await me.Page.GotoAsync(chromium.Vendor.Origin);
        await me.Page.EvaluateAsync("document.querySelector('aws-onboarding').texts = { en: { 'groups.lead': 'Accounts at {brand}.' }, ja: { 'groups.lead': 'Accounts at {brand}.' } }");
        await GiveTokenAsync(me);
        await me.LearnWordsAsync();
        await Expect(me.Text("Accounts at Acme.")).ToBeVisibleAsync();
        await Expect(me.Page.Locator("[slot=logo]")).ToBeVisibleAsync();
        await Expect(me.Page.Locator("[slot=help]")).ToBeVisibleAsync();
        await Expect(me.Page.Locator("[slot=connected]")).ToBeHiddenAsync();
        await me.LookAsync("vendor-groups");

        await me.Page.EvaluateAsync("(id) => { location.hash = '#onboarding:/onboardings/' + id; }", account["id"]);
        await me.SeeAsync("connected.title");
        await Expect(me.Page.Locator("[slot=connected]")).ToBeVisibleAsync();
        await me.LookAsync("vendor-connected");

        // A first visit shows the brand in a sentence.
        var other = await chromium.TenantAsync();
        await me.Page.EvaluateAsync("(token) => { const element = document.querySelector('aws-onboarding'); element.reset(); element.token = token; }", other.Token);
        await Expect(me.Text(expected)).ToBeVisibleAsync();
        await me.Page.EvaluateAsync("document.querySelector('aws-onboarding').setAttribute('brand', 'Other')");
        await Expect(me.Text(expected.Replace("Acme", "Other", StringComparison.Ordinal))).ToBeVisibleAsync();
        me.ComplainedAboutNothing();
    }

    [Fact]
    public async Task A_Dark_Visitor_Of_A_Light_Site_Sees_It_Light_And_Of_A_Site_With_Both_Schemes_Dark()
    {
        await using var me = await chromium.VisitAsync(new Manner("en", ColorScheme.Dark, 1280), isOpen: false);
        await me.Tenant.ConnectAsync();
        await ShowAsync(me, "");
        await Expect(me.Page.Locator("aws-onboarding")).ToHaveCSSAsync("background-color", Light);
        await me.LookAsync("dark-visitor-light-site");

        await ShowAsync(me, "<meta name=\"color-scheme\" content=\"light dark\">");
        await Expect(me.Page.Locator("aws-onboarding")).Not.ToHaveCSSAsync("background-color", Light);
        await me.LookAsync("dark-visitor-dark-site");
        await me.Page.EvaluateAsync("document.querySelector('aws-onboarding').setAttribute('theme', 'light')");
        await Expect(me.Page.Locator("aws-onboarding")).ToHaveCSSAsync("background-color", Light);
    }

    [Theory]
    [InlineData("")]
    [InlineData("body { font-size: 200%; } html { font-size: 200%; }")]
    [InlineData("aws-onboarding { --aws-onboarding-accent: #7a1f5c; --aws-onboarding-accent-strong: #5c1745; --aws-onboarding-tint: #f7e8f2; --aws-onboarding-bad: #8a1c00; --aws-onboarding-bad-tint: #ffe9e0; --aws-onboarding-density: .75; --aws-onboarding-radius: 2px; --aws-onboarding-font: Georgia, serif; }")]
    public async Task A_Column_Of_700_Pixels_And_A_Vendors_Own_Style_Fit(string style)
    {
        await using var me = await chromium.VisitAsync(new Manner("en", ColorScheme.Light, 1280), isOpen: false);
        var group = await me.Tenant.GroupAsync();
        foreach (var name in (string[])["Main account", "Staging"])
            await me.Tenant.ConnectAsync(group, name);
        await ShowAsync(me, $"<style>main {{ width: 700px; max-width: 100%; margin: auto; }} {style}</style>", $"#onboarding:/groups/{group}");
        await Expect(me.Page.Locator(".row")).ToHaveCountAsync(2);
        await me.LookAsync("column-" + style.Length);
    }

    private async Task ShowAsync(Visit me, string head, string fragment = "")
    {
        chromium.Vendor.Show(Sandbox, "en", head: head);
        await me.Page.GotoAsync("about:blank");
        await me.Page.GotoAsync(chromium.Vendor.Origin + "/" + fragment);
        await GiveTokenAsync(me);
        await Expect(me.Title).ToBeVisibleAsync();
    }

    private static async Task GiveTokenAsync(Visit me) =>
        await me.Page.EvaluateAsync("(token) => { document.querySelector('aws-onboarding').token = token; }", me.Tenant.Token);
}
