namespace Onboarding.Browser.Tests;

/// <summary>From the first visit to the last clean-up, step by step, with a screenshot and axe at each.</summary>
[Collection(Connecting.Name)]
public sealed class JourneyTests(Chromium chromium)
{
    public static TheoryData<string, ColorScheme, int> Manners => new()
    {
        { "en", ColorScheme.Light, 1280 },
        { "en", ColorScheme.Dark, 390 },
        { "ja", ColorScheme.Dark, 1280 },
        { "ja", ColorScheme.Light, 390 },
    };

    public static TheoryData<string, ColorScheme, int> TwoManners => new()
    {
        { "en", ColorScheme.Dark, 1280 },
        { "ja", ColorScheme.Light, 390 },
    };

    [Theory]
    [MemberData(nameof(Manners))]
    public async Task Connects_An_Account_With_A_Stack_And_Detaches_It(string language, ColorScheme scheme, int width)
    {
        var isJapanese = language == "ja";
        await using var me = await chromium.VisitAsync(new Manner(language, scheme, width));
        var account = Tenant.NewAwsAccountId();
        await PrepareAsync(me, isJapanese ? "本番環境" : "Production", isJapanese ? "メインアカウント" : "Main account");
        await ConnectAsync(me, account);
        await LookAroundAsync(me, account);
        await DetachAsync(me, account);
        me.ComplainedAboutNothing();
    }

    [Theory]
    [MemberData(nameof(TwoManners))]
    public async Task Connecting_An_Account_Again_By_Its_Id_Needs_No_Paste(string language, ColorScheme scheme, int width)
    {
        await using var me = await chromium.VisitAsync(new Manner(language, scheme, width), isOpen: false);
        var group = await me.Tenant.GroupAsync();
        var account = Tenant.NewAwsAccountId();
        await me.Tenant.ConnectAsync(group, awsAccountId: account);
        await me.OpenAsync($"/groups/{group}/connect/role");
        await me.Field("account.name").FillAsync("Main account");
        await me.Field("role.account").FillAsync(account[..4] + "-" + account[4..8] + "-" + account[8..]);
        await me.Page.Locator("select").Last.SelectOptionAsync("ap-northeast-1");
        await me.Button("role.create").ClickAsync();
        await me.SeeAsync("stack.title");
        await me.LookAsync("wait");

        var console = await AwsConsole.OpenedByAsync(me, () => me.Link("stack.open").ClickAsync());
        await Expect(me.Text(me.Say("progress.asking"))).ToBeVisibleAsync();
        await me.LookAsync("asking");
        await console.SignInAsync(account);
        await console.CreateStackAsync();
        await console.CloseAsync();

        await me.SeeAsync("connected.title");
        await Expect(me.Page.Locator(".facts")).ToContainTextAsync("ap-northeast-1");
        me.ComplainedAboutNothing();
    }

    [Theory]
    [Trait("Threat", "T40")]
    [MemberData(nameof(TwoManners))]
    public async Task The_Account_Id_Alone_Still_Needs_A_Paste_And_The_Page_Says_Why(string language, ColorScheme scheme, int width)
    {
        await using var me = await chromium.VisitAsync(new Manner(language, scheme, width), isOpen: false);
        var account = Tenant.NewAwsAccountId();
        var onboarding = await me.Tenant.MintForAccountAsync(account);
        await me.OpenAsync($"/onboardings/{onboarding["id"]}");
        await Expect(me.Text(me.Say("paste.why"))).ToBeVisibleAsync();
        await Expect(me.Text(me.Say("stack.unasked"))).ToBeVisibleAsync();
        await Expect(me.Text(onboarding["connectedFor"])).ToBeVisibleAsync();
        await me.LookAsync("paste-with-account");
        await me.Field("account.name").FillAsync("Main account");

        var console = await AwsConsole.OpenedByAsync(me, () => me.Link("stack.open").ClickAsync());
        await console.SignInAsync(account);
        await console.CreateStackAsync();
        var stackInfo = await console.CopyOutputAsync("OnboardingStackInfo");
        await console.CloseAsync();
        (await me.Tenant.GetAsync("/v1/accounts")).Expect(200).Body.GetProperty("accounts").GetArrayLength().ShouldBe(0);
        await me.Field("paste.stackInfo", ("key", "OnboardingStackInfo")).FillAsync(stackInfo);
        await me.Button("paste.submit").ClickAsync();

        await me.SeeAsync("connected.title");
        me.ComplainedAboutNothing();
    }

    [Theory]
    [MemberData(nameof(TwoManners))]
    public async Task Connects_A_Manual_Role_Without_CloudFormation(string language, ColorScheme scheme, int width)
    {
        await using var me = await chromium.VisitAsync(new Manner(language, scheme, width), isOpen: false);
        var group = await me.Tenant.GroupAsync();
        await me.OpenAsync($"/groups/{group}/connect/role");
        await me.Field("account.name").FillAsync("Main account");
        await me.Button("role.create").ClickAsync();
        await me.SeeAsync("stack.title");
        await me.Tab("ways.manual").ClickAsync();
        await me.SeeAsync("hand.title");
        foreach (var summary in await me.Page.Locator(".document summary").AllAsync())
            await summary.ClickAsync();
        await me.LookAsync("by-hand");

        var values = await me.Page.Locator(".value code").AllTextContentsAsync();
        var policies = await me.Page.Locator("pre").AllTextContentsAsync();
        await me.Page.GetByRole(AriaRole.Button, new() { Name = me.Say("copy.what", ("what", me.Say("hand.externalId"))) }).ClickAsync();
        (await me.Page.EvaluateAsync<string>("navigator.clipboard.readText()")).ShouldBe(values[1]);

        var role = $"arn:aws:iam::{Tenant.NewAwsAccountId()}:role/{values[2]}";
        (await chromium.PutTrustPolicyAsync(role, policies[1])).Status.ShouldBeInRange(200, 204);
        await chromium.PutRolePolicyAsync(role, values[2], policies[0]);
        await me.Field("hand.role").FillAsync(role);
        await me.Button("paste.submit").ClickAsync();
        await me.SeeAsync("connected.title");
        await Expect(me.Page.Locator(".checks li.good")).ToHaveCountAsync(4);
        await me.LookAsync("by-hand-connected");
        me.ComplainedAboutNothing();
    }

    private static async Task PrepareAsync(Visit me, string groupName, string accountName)
    {
        await me.SeeAsync("first.title");
        await me.LookAsync("first-visit");

        await me.UnfoldAsync("first.group");
        await me.Field("group.name").FillAsync(groupName);
        await me.Choice("color.teal").CheckAsync(new() { Force = true });
        await me.Button("group.create").ClickAsync();
        await Expect(me.Text(me.Say("accounts.none"))).ToBeVisibleAsync();
        await me.LookAsync("empty-group");

        await me.Link("accounts.connect").ClickAsync();
        await me.SeeAsync("steps.before");
        await me.Page.Locator("summary").First.ClickAsync();
        await me.LookAsync("before");

        await me.Link("next").ClickAsync();
        await me.SeeAsync("role.title");
        await me.Field("account.name").FillAsync(accountName);
        await me.LookAsync("role");
        await me.Page.Locator("summary").First.ClickAsync();
        await me.Page.Locator("summary").Filter(new() { HasText = me.Say("role.further") }).ClickAsync();
        await me.LookAsync("role-in-full");
    }

    private static async Task ConnectAsync(Visit me, string account)
    {
        await me.Button("role.create").ClickAsync();
        await me.SeeAsync("stack.title");
        await me.LookAsync("stack");

        var console = await AwsConsole.OpenedByAsync(me, () => me.Link("stack.open").ClickAsync());
        await console.SignInAsync(account);
        await console.CreateStackAsync();
        var stackInfo = await console.CopyOutputAsync("OnboardingStackInfo");
        await console.CloseAsync();

        await me.Field("paste.stackInfo", ("key", "OnboardingStackInfo")).FillAsync(stackInfo);
        await me.Button("paste.submit").ClickAsync();
        await me.SeeAsync("connected.title");
        await Expect(me.Page.Locator(".checks li.good")).ToHaveCountAsync(5);
        await Expect(me.Title).ToBeFocusedAsync();
        await me.LookAsync("connected");
    }

    private static async Task LookAroundAsync(Visit me, string account)
    {
        await me.Link("connected.look").ClickAsync();
        await Expect(me.Page.Locator(".facts")).ToContainTextAsync(account);
        await me.LookAsync("account");

        await me.Link("crumb.group").ClickAsync();
        await Expect(me.Page.Locator(".row")).ToContainTextAsync(account);
        await me.LookAsync("group");
        await me.Page.Locator(".row a").ClickAsync();
    }

    private static async Task DetachAsync(Visit me, string account)
    {
        await me.Button("account.detach").ClickAsync();
        await Expect(me.Page.Locator("dialog")).ToContainTextAsync(account);
        await me.LookAsync("detach");
        await me.Page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = me.Say("account.detach"), Exact = true }).ClickAsync();
        await Expect(me.Text(me.Say("cleanup.title"))).ToBeVisibleAsync();
        // What was true before is no state of it now.
        await Expect(me.Page.Locator(".checks, .status.good")).ToHaveCountAsync(0);
        await me.LookAsync("cleanup");

        var again = await AwsConsole.OpenedByAsync(me, () => me.Link("cleanup.openStack").ClickAsync());
        await again.DeleteStackAsync();
        await again.CloseAsync();

        await me.OpenAsync();
        await Expect(me.Page.Locator(".notice.warn")).ToContainTextAsync(me.Say("cleanup.banner.one"));
        await me.LookAsync("groups");
    }
}
