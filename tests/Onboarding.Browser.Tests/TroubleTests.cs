namespace Onboarding.Browser.Tests;

/// <summary>The service is down, slow or broken; the token expires; someone reloads, goes back, or has two tabs.</summary>
[Collection(Reading.Name)]
public sealed class TroubleTests(Chromium chromium)
{
    [Theory]
    [InlineData("en", "down")]
    [InlineData("ja", "down")]
    [InlineData("en", "500")]
    [InlineData("ja", "html")]
    [InlineData("en", "html-200")]
    [InlineData("en", "throttled")]
    public async Task A_Failing_Service_Shows_A_Message_And_No_Input_Is_Lost(string language, string how)
    {
        await using var me = await chromium.VisitAsync(new Manner(language, ColorScheme.Light, 1280));
        await me.UnfoldAsync("first.group");
        await me.Field("group.name").FillAsync("Production");
        await me.Page.RouteAsync("**/v1/**", route => FailAsync(route, how));
        await me.Button("group.create").ClickAsync();
        var alert = me.Page.GetByRole(AriaRole.Alert);
        await Expect(alert).ToContainTextAsync(me.Say(how switch { "down" => "trouble.offline.title", "throttled" => "trouble.busy.title", _ => "trouble.strange.title" }));
        (await alert.InnerTextAsync()).ShouldNotMatch("Error|undefined|fetch|JSON|<|500|null");
        await Expect(me.Field("group.name")).ToHaveValueAsync("Production");
        await me.LookAsync("failing-" + how);

        await me.Page.UnrouteAllAsync();
        await me.Button("group.create").ClickAsync();
        await Expect(me.Title).ToHaveTextAsync("Production");
    }

    [Fact]
    public async Task A_Page_That_Cannot_Be_Shown_Can_Be_Tried_Again()
    {
        await using var me = await chromium.VisitAsync();
        await me.Page.RouteAsync("**/v1/**", route => FailAsync(route, "500"));
        await me.Page.ReloadAsync();
        await Expect(me.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(me.Say("trouble.strange.title"));
        await me.LookAsync("nothing-to-show");
        await me.Page.UnrouteAllAsync();
        await me.Button("tryAgain").ClickAsync();
        await me.SeeAsync("first.title");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ja")]
    public async Task What_Does_Not_Exist_Is_Not_Tried_Again_And_Its_Error_Can_Be_Quoted(string language)
    {
        await using var me = await chromium.VisitAsync(new Manner(language, ColorScheme.Light, 1280));
        var answer = me.Page.WaitForResponseAsync("**/v1/accounts/*");
        await me.Page.EvaluateAsync("location.hash = '#onboarding:/accounts/aaaaaaaaaaaaaaaaaaaaaaaa'");
        var instance = (await (await answer).JsonAsync())!.Value.GetProperty("instance").GetString()!;
        var id = instance[(instance.LastIndexOf(':') + 1)..];
        await Expect(me.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(id);
        await Expect(me.Button("tryAgain")).ToHaveCountAsync(0);
        await me.Page.GetByRole(AriaRole.Button, new() { Name = me.Say("copy.what", ("what", me.Say("trouble.id"))) }).ClickAsync();
        (await me.Page.EvaluateAsync<string>("navigator.clipboard.readText()")).ShouldBe(id);
        await me.LookAsync("not-found");
        await me.Link("toStart").ClickAsync();
        await me.SeeAsync("first.title");
    }

    [Fact]
    public async Task A_Promised_Token_That_Does_Not_Come_Is_Reported_After_Ten_Seconds()
    {
        await using var me = await chromium.VisitAsync();
        await me.Page.Clock.InstallAsync();
        await me.Page.EvaluateAsync("addEventListener('token-required', (e) => { e.stopImmediatePropagation(); e.preventDefault(); document.title = 'asked'; }, true)");
        await me.Page.EvaluateAsync("document.querySelector('aws-onboarding').token = 'run.out.token'");
        await me.Button("accounts.connect").ClickAsync();
        await Expect(me.Page).ToHaveTitleAsync("asked");
        await me.Page.Clock.FastForwardAsync(9_000);
        await Expect(me.Page.GetByText(me.Say("signIn.late"))).ToHaveCountAsync(0);
        await me.Page.Clock.FastForwardAsync(1_500);
        await Expect(me.Text(me.Say("signIn.late"))).ToBeVisibleAsync();
        await me.LookAsync("no-token");
        await me.Page.EvaluateAsync("(token) => { document.querySelector('aws-onboarding').token = token; }", me.Tenant.Token);
        await me.SeeAsync("steps.before");
        await Expect(me.Page.GetByText(me.Say("signIn.late"))).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_Page_Waits_For_A_Slow_Service_And_Says_So()
    {
        await using var me = await chromium.VisitAsync();
        await me.Page.Clock.InstallAsync();
        var isAnswered = new TaskCompletionSource();
        await me.Page.RouteAsync("**/v1/groups", async route =>
        {
            await isAnswered.Task;
            await route.ContinueAsync();
        });
        await me.UnfoldAsync("first.group");
        await me.Field("group.name").FillAsync("Production");
        await me.Button("group.create").ClickAsync();
        await me.Page.Clock.FastForwardAsync(5_000);
        await Expect(me.Page.Locator(".slow")).ToBeVisibleAsync();
        isAnswered.SetResult();
        await Expect(me.Title).ToHaveTextAsync("Production");
        await Expect(me.Page.Locator(".slow")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task An_Expired_Token_Is_Requested_Again_And_The_Request_Continues()
    {
        await using var me = await chromium.VisitAsync();
        await me.UnfoldAsync("first.group");
        await me.Field("group.name").FillAsync("Production");
        await me.Page.EvaluateAsync("document.querySelector('aws-onboarding').token = 'run.out.token'");
        await me.Button("group.create").ClickAsync();
        await Expect(me.Title).ToHaveTextAsync("Production");
        (await me.Tenant.GetAsync("/v1/groups")).Body.GetProperty("groups").GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ja")]
    public async Task Without_An_Answer_To_Token_Required_The_Page_Asks_To_Sign_In_And_Then_Continues(string language)
    {
        await using var me = await chromium.VisitAsync(new Manner(language, ColorScheme.Light, 1280));
        await me.UnfoldAsync("first.group");
        await me.Field("group.name").FillAsync("Production");
        await me.Page.EvaluateAsync("addEventListener('token-required', (e) => e.stopImmediatePropagation(), true)");
        await me.Page.EvaluateAsync("document.querySelector('aws-onboarding').token = 'run.out.token'");
        await me.Button("group.create").ClickAsync();
        await Expect(me.Text(me.Say("signIn.title"))).ToBeVisibleAsync();
        await me.LookAsync("sign-in");
        await me.Page.EvaluateAsync("(token) => { document.querySelector('aws-onboarding').token = token; }", me.Tenant.Token);
        await Expect(me.Title).ToHaveTextAsync("Production");
        await Expect(me.Page.GetByText(me.Say("signIn.title"))).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_Message_About_A_Missing_Token_Stays_When_The_Language_Changes()
    {
        await using var me = await chromium.VisitAsync();
        var japanese = await me.WordsInAsync("ja");
        await me.Page.EvaluateAsync("addEventListener('token-required', (e) => { e.stopImmediatePropagation(); e.preventDefault(); document.title = 'asked'; }, true)");
        await me.Page.EvaluateAsync("document.querySelector('aws-onboarding').token = 'run.out.token'");
        await me.UnfoldAsync("first.group");
        await me.Field("group.name").FillAsync("Production");
        await me.Button("group.create").ClickAsync();
        await Expect(me.Page).ToHaveTitleAsync("asked");
        await Expect(me.Page.GetByText(me.Say("signIn.title"))).ToHaveCountAsync(0);
        await me.Page.EvaluateAsync("document.querySelector('aws-onboarding').token = null");
        await me.Page.SetViewportSizeAsync(390, 500);
        await me.Button("group.create").ScrollIntoViewIfNeededAsync();
        await Expect(me.Text(me.Say("signIn.title"))).ToBeInViewportAsync();

        await me.Page.Locator("#language").SelectOptionAsync("ja");
        await Expect(me.Text(japanese["signIn.title"])).ToBeVisibleAsync();
        await me.Page.EvaluateAsync("(token) => { document.querySelector('aws-onboarding').token = token; }", me.Tenant.Token);
        await Expect(me.Title).ToHaveTextAsync(japanese["first.title"]);
        await Expect(me.Page.GetByText(japanese["signIn.title"])).ToHaveCountAsync(0);
        await Expect(me.Page.GetByText(japanese["loading"])).ToHaveCountAsync(0);
    }

    [Fact]
    [Trait("Threat", "T6")]
    public async Task A_Reload_Comes_Back_Into_The_Same_Connection_With_What_Was_Typed()
    {
        await using var me = await chromium.VisitAsync(isOpen: false);
        var onboarding = await me.Tenant.MintAsync();
        await me.OpenAsync($"/onboardings/{onboarding["id"]}");
        await me.Field("account.name").FillAsync("Main account");
        await me.Page.ReloadAsync();
        await Expect(me.Link("stack.open")).ToHaveAttributeAsync("href", onboarding["quickCreateUrl"]);
        await Expect(me.Field("account.name")).ToHaveValueAsync("Main account");
        (await me.Tenant.GetAsync($"/v1/groups/{onboarding["groupId"]}/onboardings")).Body.GetProperty("onboardings").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Neither_Token_Nor_External_Id_Is_Ever_Stored_In_The_Browser()
    {
        await using var me = await chromium.VisitAsync(isOpen: false);
        var onboarding = await me.Tenant.MintAsync();
        var stackInfo = await me.Tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());
        await me.OpenAsync($"/onboardings/{onboarding["id"]}");
        await me.Field("paste.stackInfo", ("key", "OnboardingStackInfo")).FillAsync(stackInfo);
        var stored = await me.Page.EvaluateAsync<string>("JSON.stringify([{ ...sessionStorage }, { ...localStorage }, document.cookie, location.href])");
        stored.ShouldNotContain(onboarding["externalId"]);
        stored.ShouldNotContain(stackInfo);
        stored.ShouldNotContain("eyJ");
    }

    [Fact]
    public async Task The_Back_Button_Goes_Back_And_Forward_Without_Minting_Twice()
    {
        await using var me = await chromium.VisitAsync(isOpen: false);
        var group = await me.Tenant.GroupAsync();
        await me.OpenAsync($"/groups/{group}/connect");
        await me.Link("next").ClickAsync();
        await me.Field("account.name").FillAsync("Main account");
        await me.Page.GoBackAsync();
        await me.SeeAsync("steps.before");
        await me.Page.GoForwardAsync();
        await Expect(me.Field("account.name")).ToHaveValueAsync("Main account");
        await me.Button("role.create").ClickAsync();
        await me.SeeAsync("stack.title");
        await me.Page.GoBackAsync();
        await me.SeeAsync("role.title");
        await me.Page.GoForwardAsync();
        await me.SeeAsync("stack.title");
        await Expect(me.Page.Locator(".eyebrow")).ToHaveTextAsync("Main account");
        (await me.Tenant.GetAsync($"/v1/groups/{group}/onboardings")).Body.GetProperty("onboardings").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_Fragment_Of_The_Host_Page_Does_Not_Navigate()
    {
        await using var me = await chromium.VisitAsync(isOpen: false);
        var group = await me.Tenant.GroupAsync();
        await me.OpenAsync($"/groups/{group}/connect/role");
        await me.Field("account.name").FillAsync("Main account");
        await me.Page.EvaluateAsync("location.hash = '#main'");
        await Expect(me.Field("account.name")).ToBeFocusedAsync();
        await me.Page.RunAndWaitForResponseAsync(() => me.Page.EvaluateAsync("document.querySelector('aws-onboarding').refresh()"), response => response.Url.EndsWith("/v1/profiles", StringComparison.Ordinal));
        await me.SeeAsync("role.title");
        await me.Page.GoBackAsync();
        await Expect(me.Field("account.name")).ToHaveValueAsync("Main account");
        await me.Page.EvaluateAsync("location.hash = ''");
        await me.SeeAsync("groups.title");
    }

    [Fact]
    public async Task Two_Tabs_Finish_One_Connection_Once()
    {
        await using var one = await chromium.VisitAsync(isOpen: false);
        var onboarding = await one.Tenant.MintAsync();
        var stackInfo = await one.Tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId());
        await one.OpenAsync($"/onboardings/{onboarding["id"]}");
        var other = await one.AnotherTabAsync($"/onboardings/{onboarding["id"]}");
        foreach (var tab in (Visit[])[one, other])
        {
            await tab.Field("account.name").FillAsync("Main account");
            await tab.Field("paste.stackInfo", ("key", "OnboardingStackInfo")).FillAsync(stackInfo);
            await tab.Button("paste.submit").ClickAsync();
            await tab.SeeAsync("connected.title");
        }

        (await one.Tenant.GetAsync("/v1/accounts")).Body.GetProperty("accounts").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_Tab_Whose_Connection_Was_Discarded_In_Another_Says_So()
    {
        await using var me = await chromium.VisitAsync(isOpen: false);
        var onboarding = await me.Tenant.MintAsync();
        await me.OpenAsync($"/onboardings/{onboarding["id"]}");
        await me.Field("account.name").FillAsync("Main account");
        await me.Field("paste.stackInfo", ("key", "OnboardingStackInfo")).FillAsync(await me.Tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId()));
        (await me.Tenant.DeleteAsync($"/v1/onboardings/{onboarding["id"]}")).Expect(204);
        await me.Button("paste.submit").ClickAsync();
        await me.SeeAsync("ended.cancelled.title");
    }

    [Fact]
    public async Task A_Role_That_Is_Not_There_Yet_Is_Waited_For_Also_After_A_Reload()
    {
        await using var me = await chromium.VisitAsync(isOpen: false);
        var account = Tenant.NewAwsAccountId();
        await me.Tenant.ConnectAsync(awsAccountId: account);
        var onboarding = await me.Tenant.MintForAccountAsync(account);
        await me.OpenAsync($"/onboardings/{onboarding["id"]}");
        await me.Field("account.name").FillAsync("Main account");
        await (await AwsConsole.OpenedByAsync(me, () => me.Link("stack.open").ClickAsync())).CloseAsync();
        await me.SeeAsync("progress.notYet");
        await me.LookAsync("not-yet");

        await me.Page.ReloadAsync();
        await me.SeeAsync("progress.asking");
        await me.Tenant.StackInfoAsync(onboarding, account);
        await me.SeeAsync("connected.title");
    }

    [Fact]
    public async Task Waiting_For_A_Role_Does_Not_Interrupt_Another_View()
    {
        await using var me = await chromium.VisitAsync(isOpen: false);
        var account = Tenant.NewAwsAccountId();
        await me.Tenant.ConnectAsync(awsAccountId: account);
        var onboarding = await me.Tenant.MintForAccountAsync(account);
        await me.OpenAsync($"/onboardings/{onboarding["id"]}");
        await me.Page.RouteAsync("**/registration", route => route.FulfillAsync(new()
        {
            Status = 202,
            ContentType = "application/json",
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Retry-After"] = "600" },
            Body = """{"status":"verifying","code":"role-not-assumable","detail":"As AWS says it.","hint":"Wait."}""",
        }));
        await me.Page.EvaluateAsync("""
            () => {
              window.told = [];
              const live = document.querySelector('aws-onboarding').shadowRoot.querySelector('[role=status]');
              new MutationObserver(() => told.push(live.textContent)).observe(live, { childList: true });
            }
            """);
        await me.Field("account.name").FillAsync("Main account");
        await me.Button("wait.start").ClickAsync();
        await me.SeeAsync("progress.notYet");
        await Expect(me.Title).ToBeFocusedAsync();
        await me.Page.Locator("summary").Filter(new() { HasText = me.Say("progress.why") }).ClickAsync();
        await Expect(me.Text("As AWS says it.")).ToBeVisibleAsync();

        // The copy button below has the focus; somebody comes back from the console.
        var copy = me.Page.GetByRole(AriaRole.Button, new() { Name = me.Say("copy.what", ("what", "ConnectedFor")) });
        await copy.FocusAsync();
        await me.Page.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))");
        await me.SeeAsync("progress.notYet");
        await Expect(me.Text("As AWS says it.")).ToBeVisibleAsync();
        await Expect(copy).ToBeFocusedAsync();
        await me.Button("progress.now").ClickAsync();
        await me.SeeAsync("progress.notYet");
        await Expect(me.Title).ToBeFocusedAsync();
        await me.Button("progress.edit").ClickAsync();
        await Expect(me.Field("account.name")).ToBeFocusedAsync();
        (await me.Page.EvaluateAsync<string[]>("window.told")).ShouldBe([me.Say("progress.asking"), me.Say("progress.notYet")]);
    }

    private static Task FailAsync(IRoute route, string how) => how switch
    {
        "down" => route.AbortAsync("connectionrefused"),
        "html" => route.FulfillAsync(new() { Status = 502, ContentType = "text/html", Body = "<html><h1>502 Bad Gateway</h1></html>" }),
        "html-200" => route.FulfillAsync(new() { Status = 200, ContentType = "text/html", Body = "<html>Sign in to the Wi-Fi</html>" }),
        "throttled" => route.FulfillAsync(new() { Status = 429, ContentType = "application/json", Body = """{"message":"Too Many Requests"}""" }),
        _ => route.FulfillAsync(new() { Status = 500, ContentType = "application/json", Body = """{"message":"Internal Server Error"}""" }),
    };
}
