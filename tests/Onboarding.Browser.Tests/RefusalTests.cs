using System.Text;
using System.Text.Json.Nodes;

namespace Onboarding.Browser.Tests;

/// <summary>Errors are shown where they occur, in the reader's language, and no input is lost.</summary>
[Collection(Connecting.Name)]
public sealed class RefusalTests(Chromium chromium)
{
    [Theory]
    [InlineData("en", "arn:aws:iam::111122223333:role/other", "not StackInfo")]
    [InlineData("ja", "arn:aws:iam::111122223333:role/other", "StackInfo ではなく")]
    [InlineData("en", "eyJ2IjoxLCJzdGFja0lkIjoiYXJuOmF3czpjbG91ZGZvcm1hdGlvbjp1cy1l", "The end of the value is missing")]
    [InlineData("ja", "こんにちは", "StackInfo の値ではありません")]
    [InlineData("en", "<img src=x onerror=alert(1)>", "That isn't a StackInfo value")]
    public async Task A_Wrong_Paste_Is_Named_And_The_Page_Says_Where_The_Right_Value_Is(string language, string pasted, string expected)
    {
        await using var me = await OpenOnboardingAsync(new Manner(language, ColorScheme.Light, 1280));
        var field = me.Field("paste.stackInfo", ("key", "OnboardingStackInfo"));
        await field.FillAsync(pasted);
        await me.Button("paste.submit").ClickAsync();
        await Expect(me.Page.Locator(".error:not(:empty)")).ToContainTextAsync(expected);
        await Expect(field).ToBeFocusedAsync();
        await Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(field).ToHaveValueAsync(pasted);
        await me.LookAsync("wrong-paste");
        me.ComplainedAboutNothing();
    }

    [Fact]
    public async Task An_Old_Stack_Is_Refused_And_The_Right_One_Is_Taken_Afterwards()
    {
        await using var me = await OpenOnboardingAsync(Manner.English);
        var old = await me.Tenant.MintAsync();
        var field = me.Field("paste.stackInfo", ("key", "OnboardingStackInfo"));
        await field.FillAsync(await me.Tenant.StackInfoAsync(old, Tenant.NewAwsAccountId()));
        await me.Button("paste.submit").ClickAsync();
        await Expect(me.Page.Locator(".error:not(:empty)")).ToContainTextAsync("belongs to another connection");
        await Expect(me.Page.Locator(".checks li.bad")).ToHaveCountAsync(1);

        var current = await me.Tenant.GetAsync("/v1/onboardings/" + me.Page.Url[(me.Page.Url.LastIndexOf('/') + 1)..]);
        await field.FillAsync(await me.Tenant.StackInfoAsync(current, Tenant.NewAwsAccountId()));
        await me.Button("paste.submit").ClickAsync();
        await me.SeeAsync("connected.title");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ja")]
    public async Task A_Role_That_Does_Not_Insist_On_The_External_Id_Is_Refused_With_What_To_Change(string language)
    {
        await using var me = await chromium.VisitAsync(new Manner(language, ColorScheme.Light, 1280), isOpen: false);
        var onboarding = await me.Tenant.MintAsync(body: new JsonObject { ["profile"] = "full", ["method"] = "manual" });
        var role = $"arn:aws:iam::{Tenant.NewAwsAccountId()}:role/{onboarding["roleName"]}";
        var policy = JsonNode.Parse(onboarding.Body.GetProperty("trustPolicy").GetRawText())!;
        policy["Statement"]![0]!["Condition"]!.AsObject().Remove("StringEquals");
        await chromium.PutTrustPolicyAsync(role, policy.ToJsonString());

        await me.OpenAsync($"/onboardings/{onboarding["id"]}");
        await me.Field("account.name").FillAsync("Main account");
        await me.Field("hand.role").FillAsync(role);
        await me.Button("paste.submit").ClickAsync();
        var alert = me.Page.GetByRole(AriaRole.Alert);
        await Expect(alert).ToContainTextAsync(language == "ja" ? "ロールの信頼ポリシーにより、第三者もロールを使用できます" : "trust policy lets others use it");
        await Expect(me.Page.Locator(".checks li.bad")).ToContainTextAsync(me.Say("check.enforced"));
        await Expect(me.Page.Locator(".checks li.good")).ToHaveCountAsync(2);
        await Expect(me.Button("paste.submit")).ToBeFocusedAsync();
        await me.LookAsync("not-enforced");
    }

    [Fact]
    public async Task A_Stack_In_A_Region_That_Is_Not_Allowed_Shows_No_Check_As_Passed()
    {
        await using var me = await OpenOnboardingAsync(Manner.English);
        var onboarding = await me.Tenant.GetAsync("/v1/onboardings/" + me.Page.Url[(me.Page.Url.LastIndexOf('/') + 1)..]);
        var stackInfo = JsonNode.Parse(Convert.FromBase64String(await me.Tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId())))!;
        stackInfo["stackId"] = stackInfo["stackId"]!.GetValue<string>().Replace($":{onboarding["region"]}:", ":af-south-1:", StringComparison.Ordinal);
        await me.Field("paste.stackInfo", ("key", "OnboardingStackInfo")).FillAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(stackInfo.ToJsonString())));
        await me.Button("paste.submit").ClickAsync();
        await Expect(me.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("af-south-1");
        await Expect(me.Page.Locator(".checks li.bad")).ToContainTextAsync(me.Say("check.stack"));
        await Expect(me.Page.Locator(".checks li.good")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_Refusal_Unfolds_The_Field_That_It_Is_About()
    {
        await using var me = await chromium.VisitAsync(isOpen: false);
        var account = Tenant.NewAwsAccountId();
        await me.Tenant.ConnectAsync(awsAccountId: account);
        var onboarding = await me.Tenant.MintForAccountAsync(account);
        await me.OpenAsync($"/onboardings/{onboarding["id"]}");
        await me.Field("account.name").FillAsync("Main account");
        var summary = me.Page.Locator("summary").Filter(new() { HasText = me.Say("wait.paste") });
        var field = me.Field("paste.stackInfo", ("key", "OnboardingStackInfo"));
        await summary.ClickAsync();
        await field.FillAsync("Hello");
        await summary.ClickAsync();
        await Expect(field).ToBeHiddenAsync();
        await me.Button("wait.start").ClickAsync();
        await Expect(field).ToBeFocusedAsync();
        await Expect(me.Page.Locator(".error:not(:empty)")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_Is_Left_Empty_Is_Named_Before_Anything_Is_Sent()
    {
        await using var me = await chromium.VisitAsync(isOpen: false);
        await me.OpenAsync($"/groups/{await me.Tenant.GroupAsync()}/connect/role");
        await me.Button("role.create").ClickAsync();
        await Expect(me.Field("account.name")).ToBeFocusedAsync();
        await Expect(me.Text(me.Say("account.name.missing"))).ToBeVisibleAsync();
        await me.Field("account.name").FillAsync("Main account");
        await me.Field("role.account").FillAsync("12345");
        await me.Button("role.create").ClickAsync();
        await Expect(me.Text(me.Say("role.account.wrong"))).ToBeVisibleAsync();
        await me.LookAsync("account-number-wrong");
    }

    [Fact]
    public async Task An_Invalid_Permissions_Boundary_Is_Refused_At_Its_Field()
    {
        await using var me = await chromium.VisitAsync(isOpen: false);
        await me.OpenAsync($"/groups/{await me.Tenant.GroupAsync()}/connect/role");
        await me.Field("account.name").FillAsync("Main account");
        await me.Page.Locator("summary").Filter(new() { HasText = me.Say("role.further") }).ClickAsync();
        await me.Field("role.boundary").FillAsync("Boundary");
        await me.Button("role.create").ClickAsync();
        await Expect(me.Field("role.boundary")).ToBeFocusedAsync();
        await Expect(me.Page.Locator(".error:not(:empty)")).ToContainTextAsync("permissionsBoundaryArn");
    }

    private async Task<Visit> OpenOnboardingAsync(Manner manner)
    {
        var me = await chromium.VisitAsync(manner, isOpen: false);
        await me.OpenAsync($"/onboardings/{(await me.Tenant.MintAsync())["id"]}");
        await me.Field("account.name").FillAsync("Main account");
        return me;
    }
}
