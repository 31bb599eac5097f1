namespace Onboarding.Browser.Tests;

/// <summary>The simulated AWS console on a phone, as far as people need it.</summary>
[Collection(Reading.Name)]
public sealed class ConsoleTests(Chromium chromium)
{
    [Theory]
    [InlineData("en")]
    [InlineData("ja")]
    public async Task The_Console_Fits_A_Phone_And_Shows_Parameter_Groups_And_Resources(string language)
    {
        await using var me = await chromium.VisitAsync(new Manner(language, ColorScheme.Light, 390), isOpen: false);
        var onboarding = await me.Tenant.MintAsync();
        var link = new Uri(onboarding["quickCreateUrl"]);
        await me.Page.GotoAsync("/console" + link.PathAndQuery + link.Fragment);
        await me.Page.Locator("#accountId").FillAsync(Tenant.NewAwsAccountId());
        await me.Page.Locator("button.primary").ClickAsync();

        await Expect(me.Page.Locator("h3.group").First).ToContainTextAsync("Who asked for this connection");
        await Expect(me.Page.Locator("h3.group").First.Locator("xpath=following-sibling::div[1]")).ToContainTextAsync("ConnectedFor");
        await FitsAsync(me, "quick-create");
        await me.Page.Locator("input[name=acknowledged]").CheckAsync();
        await me.Page.Locator("button[type=submit].primary").ClickAsync();
        await Expect(me.Page.Locator("#status")).ToHaveTextAsync("CREATE_COMPLETE");
        await me.Page.Locator("#tab-resources").ClickAsync();
        await Expect(me.Page.Locator("#resources")).ToContainTextAsync("AWS::IAM::Role");
        await FitsAsync(me, "resources");
    }

    [Fact]
    public async Task The_Tenant_In_The_Demos_Address_Is_Remembered()
    {
        await using var me = await chromium.VisitAsync();

        await me.Page.GotoAsync("/");

        await Expect(me.Page.Locator("#tenant")).ToHaveValueAsync(me.Tenant.Name);
    }

    private static async Task FitsAsync(Visit me, string step)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots", "console"));
        await me.Page.ScreenshotAsync(new() { Path = Path.Combine(folder.FullName, $"{step}.png"), FullPage = true });
        (await me.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBe(0, step);
    }
}
