using System.Text.Json.Nodes;

namespace Onboarding.Browser.Tests;

/// <summary>The step in which somebody waits: one heading for each state, no tick for what is not known, and what to do when it takes too long.</summary>
[Collection(Connecting.Name)]
public sealed class WaitingTests(Chromium chromium)
{
    public static TheoryData<string, ColorScheme, int> TwoManners => JourneyTests.TwoManners;

    [Theory]
    [MemberData(nameof(TwoManners))]
    public async Task Waiting_Shows_One_Heading_Folds_What_Is_Done_And_Ticks_Nothing_Unknown(string language, ColorScheme scheme, int width)
    {
        await using var me = await WaitAsync(new Manner(language, scheme, width));
        await me.SeeAsync("progress.notYet");
        await Expect(me.Page.Locator("aws-onboarding h2")).ToHaveCountAsync(1);
        await Expect(me.Page.Locator(".stepper [aria-current]")).ToContainTextAsync(me.Say("steps.console"));
        await Expect(me.Page.Locator(".progress .icon-check")).ToHaveCountAsync(0);
        await Expect(me.Page.Locator(".stage").First).Not.ToHaveAttributeAsync("open", "");
        await Expect(me.Page.Locator(".stage").Nth(1)).ToHaveAttributeAsync("open", "");
        await Expect(me.Page.Locator(".stage").Last).ToBeHiddenAsync();
        var top = await me.Page.Locator(".progress").BoundingBoxAsync();
        var first = await me.Page.Locator(".stage").First.BoundingBoxAsync();
        top!.Y.ShouldBeLessThan(first!.Y);
        await me.LookAsync("waiting");
        me.ComplainedAboutNothing();
    }

    [Theory]
    [MemberData(nameof(TwoManners))]
    public async Task After_Three_Minutes_The_Likely_Causes_Are_Listed_With_A_Link_To_The_Stacks(string language, ColorScheme scheme, int width)
    {
        await using var me = await WaitAsync(new Manner(language, scheme, width), page => page.Clock.InstallAsync());
        await me.SeeAsync("progress.notYet");
        await Expect(me.Text(me.Say("late.title"))).ToHaveCountAsync(0);

        await me.Page.Clock.FastForwardAsync(181_000);

        await Expect(me.Text(me.Say("late.title"))).ToBeVisibleAsync();
        await Expect(me.Page.Locator(".causes li")).ToHaveCountAsync(4);
        var link = me.Page.Locator(".progress a");
        (await link.GetAttributeAsync("href"))!.ShouldStartWith("https://us-east-1.console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks?filteringStatus=active&filteringText=onboarding-connect-");
        await me.LookAsync("late");
        me.ComplainedAboutNothing();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ja")]
    public async Task A_Rolled_Back_Stack_Is_Distinguished_From_One_In_Progress_With_A_Link_To_Its_Events(string language)
    {
        await using var me = await chromium.VisitAsync(new Manner(language, ColorScheme.Light, 1280), isOpen: false);
        var onboarding = await me.Tenant.MintAsync();
        var stackInfo = await me.Tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());
        var stackId = Tenant.Claim(stackInfo)["stackId"]!.GetValue<string>();
        await chromium.PutStackStatusAsync(stackId, "ROLLBACK_COMPLETE");
        await me.OpenAsync($"/onboardings/{onboarding["id"]}");
        await me.Field("account.name").FillAsync("Main account");
        await me.Field("paste.stackInfo", ("key", "OnboardingStackInfo")).FillAsync("OnboardingStackInfo\t" + stackInfo);
        await me.Button("paste.submit").ClickAsync();

        await Expect(me.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(me.Say("failed.text", ("status", "ROLLBACK_COMPLETE")));
        await Expect(me.Link("failed.events")).ToHaveAttributeAsync("href", $"https://us-east-1.console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/events?stackId={Uri.EscapeDataString(stackId)}");
        await me.LookAsync("rolled-back");

        await chromium.PutStackStatusAsync(stackId, "CREATE_IN_PROGRESS");
        await me.Button("paste.submit").ClickAsync();
        await me.SeeAsync("progress.almost");
        await Expect(me.Page.Locator(".stage[open]:visible")).ToHaveCountAsync(0);
        await me.LookAsync("almost");
        await chromium.PutStackStatusAsync(stackId, "CREATE_COMPLETE");
        await me.SeeAsync("connected.title");
        me.ComplainedAboutNothing();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ja")]
    public async Task A_Link_That_Expires_Within_A_Day_Says_So(string language)
    {
        await using var me = await chromium.VisitAsync(new Manner(language, ColorScheme.Light, 1280), isOpen: false);
        var onboarding = await me.Tenant.MintAsync();
        await me.OpenAsync($"/onboardings/{onboarding["id"]}");
        await Expect(me.Page.Locator(".notice.warn")).ToHaveCountAsync(0);

        // Links are valid for 72 hours.
        await me.Page.Clock.SetFixedTimeAsync(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(67));
        await me.Page.ReloadAsync();
        await Expect(me.Page.Locator(".notice.warn")).ToContainTextAsync(language == "ja" ? "4 時間後に期限が切れます" : "expires in 4 hours");
        await me.LookAsync("expires-soon");
        await me.OpenAsync($"/groups/{onboarding["groupId"]}");
        await Expect(me.Page.Locator(".line .status.warn")).ToBeVisibleAsync();
    }

    /// <summary>Somebody whose account is connected already connects it again, and nothing is there yet.</summary>
    private async Task<Visit> WaitAsync(Manner manner, Func<IPage, Task>? before = null)
    {
        var me = await chromium.VisitAsync(manner, isOpen: false);
        var account = Tenant.NewAwsAccountId();
        await me.Tenant.ConnectAsync(awsAccountId: account);
        var onboarding = await me.Tenant.MintForAccountAsync(account);
        if (before is not null)
            await before(me.Page);
        await me.Page.RouteAsync("**/registration", route => route.FulfillAsync(new()
        {
            Status = 202,
            ContentType = "application/json",
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Retry-After"] = "10" },
            Body = new JsonObject { ["status"] = "verifying", ["code"] = "role-not-assumable", ["detail"] = "As AWS says it.", ["hint"] = "Wait." }.ToJsonString(),
        }));
        await me.OpenAsync($"/onboardings/{onboarding["id"]}");
        await me.Field("account.name").FillAsync("Main account");
        await me.Button("wait.start").ClickAsync();
        return me;
    }
}
