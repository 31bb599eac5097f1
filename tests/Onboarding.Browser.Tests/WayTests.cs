using System.Text;
using System.Text.Json.Nodes;

namespace Onboarding.Browser.Tests;

/// <summary>The ways beside the console, each from the form to the connected account. The console's and the manual one are journeys of their own.</summary>
[Collection(Connecting.Name)]
public sealed class WayTests(Chromium chromium)
{
    [Theory]
    [InlineData("en", ColorScheme.Light, 1280)]
    [InlineData("ja", ColorScheme.Dark, 390)]
    public async Task Somebody_Connects_An_Account_By_The_Aws_Cli(string language, ColorScheme scheme, int width)
    {
        await using var me = await MintAsync(new Manner(language, scheme, width));
        await me.Tab("ways.cli").ClickAsync();
        await me.SeeAsync("cli.title");
        await me.Page.GetByRole(AriaRole.Button, new() { Name = me.Say("copy.what", ("what", me.Say("cli.command"))) }).ClickAsync();
        (await me.Page.EvaluateAsync<string>("navigator.clipboard.readText()")).ShouldBe(await CommandAsync(me));
        await me.LookAsync("cli");
        var onboarding = await OnboardingAsync(me);
        (await CommandAsync(me)).ShouldContain(onboarding["externalId"]);

        // The command creates the stack of the link.
        await FinishAsync(me, "OnboardingStackInfo", await me.Tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId()));
        await me.LookAsync("cli-connected");
        me.ComplainedAboutNothing();
    }

    [Theory]
    [InlineData("en", ColorScheme.Dark, 1280)]
    [InlineData("ja", ColorScheme.Light, 390)]
    public async Task Somebody_Connects_An_Account_By_Terraform(string language, ColorScheme scheme, int width)
    {
        await using var me = await MintAsync(new Manner(language, scheme, width));
        await me.Tab("ways.terraform").ClickAsync();
        await me.SeeAsync("terraform.title");
        await me.LookAsync("terraform");
        var onboarding = await OnboardingAsync(me);
        (await CommandAsync(me)).ShouldContain(onboarding["externalId"]);

        var manual = onboarding.Body.GetProperty("ways").GetProperty("manual");
        var role = $"arn:aws:iam::{Tenant.NewAwsAccountId()}:role/{onboarding["roleName"]}";
        (await chromium.PutTrustPolicyAsync(role, manual.GetProperty("trustPolicy").GetRawText())).Status.ShouldBeInRange(200, 204);
        foreach (var policy in manual.GetProperty("permissionsPolicies").EnumerateArray())
            await chromium.PutRolePolicyAsync(role, policy.GetProperty("name").GetString()!, policy.GetProperty("document").GetRawText());
        var output = new JsonObject { ["v"] = 2, ["roleArn"] = role, ["externalId"] = onboarding["externalId"], ["templateVersion"] = onboarding["templateVersion"] };
        await FinishAsync(me, "connection_info", Convert.ToBase64String(Encoding.UTF8.GetBytes(output.ToJsonString())));
        await me.LookAsync("terraform-connected");
        me.ComplainedAboutNothing();
    }

    [Fact]
    public async Task The_Tabs_Are_Walked_By_Keyboard_And_The_Chosen_One_Is_There_After_A_Reload()
    {
        await using var me = await MintAsync(Manner.English);
        await me.Tab("ways.console").FocusAsync();
        await me.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(me.Tab("ways.cli")).ToBeFocusedAsync();
        await me.SeeAsync("cli.title");
        await me.Page.Keyboard.PressAsync("End");
        await Expect(me.Tab("ways.manual")).ToBeFocusedAsync();
        await me.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(me.Tab("ways.console")).ToBeFocusedAsync();
        await me.Page.Keyboard.PressAsync("ArrowLeft");
        await me.SeeAsync("hand.title");
        await me.Page.ReloadAsync();
        await me.SeeAsync("hand.title");
        await Expect(me.Tab("ways.manual")).ToHaveAttributeAsync("aria-selected", "true");
    }

    [Fact]
    public async Task An_Onboarding_Without_Ways_Has_The_One_That_It_Was_Minted_For()
    {
        await using var me = await chromium.VisitAsync(isOpen: false);
        var onboarding = await me.Tenant.MintAsync();
        await me.Page.RouteAsync($"**/v1/onboardings/{onboarding["id"]}", async route =>
        {
            var answer = await route.FetchAsync();
            var body = JsonNode.Parse(await answer.TextAsync())!.AsObject();
            body.Remove("ways");
            await route.FulfillAsync(new() { Response = answer, Body = body.ToJsonString() });
        });
        await me.OpenAsync($"/onboardings/{onboarding["id"]}");
        await me.SeeAsync("stack.title");
        await Expect(me.Page.GetByRole(AriaRole.Tab)).ToHaveCountAsync(0);
        await Expect(me.Link("stack.open")).ToHaveAttributeAsync("href", onboarding["quickCreateUrl"]);
    }

    private async Task<Visit> MintAsync(Manner manner)
    {
        var me = await chromium.VisitAsync(manner, isOpen: false);
        await me.OpenAsync($"/groups/{await me.Tenant.GroupAsync()}/connect/role");
        await me.Field("account.name").FillAsync("Main account");
        await me.Button("role.create").ClickAsync();
        await me.SeeAsync("stack.title");
        await Expect(me.Page.Locator(".eyebrow")).ToHaveTextAsync("Main account");
        await Expect(me.Field("account.name")).ToHaveCountAsync(0);
        return me;
    }

    private static Task<Reply> OnboardingAsync(Visit me) => me.Tenant.GetAsync("/v1/onboardings/" + me.Page.Url[(me.Page.Url.LastIndexOf('/') + 1)..]);

    private static async Task<string> CommandAsync(Visit me) => await me.Page.Locator("[role=tabpanel] pre").TextContentAsync() ?? "";

    private static async Task FinishAsync(Visit me, string key, string pasted)
    {
        await me.Field("paste.stackInfo", ("key", key)).FillAsync(pasted);
        await me.Button("paste.submit").ClickAsync();
        await me.SeeAsync("connected.title");
        await Expect(me.Page.Locator(".facts")).ToContainTextAsync("Main account");
    }
}
