using System.Text.Json.Nodes;

namespace Onboarding.Browser.Tests;

/// <summary>A connected account: checking it, what it sees, and what was decided about it.</summary>
[Collection(Reading.Name)]
public sealed class AccountTests(Chromium chromium)
{
    public static TheoryData<string, ColorScheme, int> TwoManners => new()
    {
        { "en", ColorScheme.Light, 1280 },
        { "ja", ColorScheme.Dark, 390 },
    };

    [Theory]
    [MemberData(nameof(TwoManners))]
    public async Task A_Check_That_Fails_Says_Why_And_Another_One_Sees_That_It_Was_Put_Right(string language, ColorScheme scheme, int width)
    {
        await using var me = await chromium.VisitAsync(new Manner(language, scheme, width), isOpen: false);
        var (account, policy) = await ConnectByHandAsync(me);
        await me.OpenAsync($"/accounts/{account["id"]}");
        await me.Button("progress.now").ClickAsync();
        await Expect(me.Page.GetByRole(AriaRole.Status)).ToContainTextAsync(me.Say("check.passed"));
        await Expect(me.Button("progress.now")).ToBeFocusedAsync();
        await me.LookAsync("checked");

        var weakened = JsonNode.Parse(policy)!;
        weakened["Statement"]![0]!["Condition"]!.AsObject().Remove("StringEquals");
        await chromium.PutTrustPolicyAsync(account["roleArn"], weakened.ToJsonString());
        await me.Button("progress.now").ClickAsync();
        var alert = me.Page.GetByRole(AriaRole.Alert);
        await Expect(alert).ToContainTextAsync(me.Say("reason.external-id-not-enforced"));
        await Expect(me.Page.Locator(".checks li.bad")).ToContainTextAsync(me.Say("check.enforced"));
        await Expect(me.Page.Locator(".title-row .status").First).ToHaveTextAsync(me.Say("status.degraded"));
        // The remedy goes the whole way: the role, and the policy that it must have.
        await Expect(me.Link("cleanup.openRole")).ToHaveAttributeAsync("href", $"https://us-east-1.console.aws.amazon.com/iam/home#/roles/details/{account["roleArn"].Split('/')[^1]}");
        var right = await me.Page.Locator("pre").First.TextContentAsync();
        JsonNode.DeepEquals(JsonNode.Parse(right!), JsonNode.Parse(policy)).ShouldBeTrue(right);
        await me.UnfoldAsync("evidence.title");
        await Expect(me.Page.Locator(".evidence .wrong").First).ToHaveTextAsync(me.Say("answer.allowed"));
        await Expect(me.Page.Locator(".evidence .right").First).ToHaveTextAsync(me.Say("answer.expected", ("answer", me.Say("answer.allowed"))));
        await me.LookAsync("degraded");
        await me.Page.ReloadAsync();
        await Expect(me.Page.Locator("pre")).ToHaveCountAsync(0);
        await me.Button("remedy.show").ClickAsync();
        await Expect(me.Page.Locator("pre").First).ToHaveTextAsync(right!);

        await chromium.PutTrustPolicyAsync(account["roleArn"], policy);
        await alert.GetByRole(AriaRole.Button, new() { Name = me.Say("progress.now") }).ClickAsync();
        await Expect(me.Page.Locator(".title-row .status").First).ToHaveTextAsync(me.Say("status.active"));
        await Expect(alert).ToHaveCountAsync(0);
        await Expect(me.Button("progress.now")).ToBeFocusedAsync();

        await me.UnfoldAsync("checks.past");
        await Expect(me.Page.Locator(".plain .document")).ToHaveCountAsync(4);
        await me.Page.Locator(".plain .document summary").Filter(new() { HasText = me.Say("check.state.bad") }).ClickAsync();
        await Expect(me.Page.Locator(".plain .document[open]")).ToContainTextAsync(me.Say("reason.external-id-not-enforced"));
        await me.UnfoldAsync("history.title");
        await Expect(me.Page.Locator(".decision")).ToContainTextAsync([
            me.Say("history.minted"), me.Say("history.registered"), me.Say("history.checked"), me.Say("history.degraded"), me.Say("history.recovered"),
        ]);
        await me.LookAsync("past");
        me.ComplainedAboutNothing();
    }

    [Theory]
    [MemberData(nameof(TwoManners))]
    public async Task The_Users_That_The_Connection_Sees_Are_Listed_With_Their_Address_And_Type(string language, ColorScheme scheme, int width)
    {
        await using var me = await chromium.VisitAsync(new Manner(language, scheme, width), isOpen: false);
        var account = await me.Tenant.ConnectAsync();
        await PutUserAsync(account, "hanako", hasPassword: true, "hanako@example.com");
        await PutUserAsync(account, "old-console-user", hasPassword: true);
        await PutUserAsync(account, "nightly-backup-of-the-production-database", hasPassword: false);
        await me.OpenAsync($"/accounts/{account["id"]}");
        await me.UnfoldAsync("users.open");
        var rows = me.Page.Locator(".users tbody tr");
        await Expect(rows).ToHaveCountAsync(3);
        await Expect(rows.Filter(new() { HasText = "hanako" })).ToContainTextAsync(me.Say("users.human"));
        await Expect(rows.Filter(new() { HasText = "hanako" })).ToContainTextAsync("hanako@example.com");
        await Expect(rows.Filter(new() { HasText = "old-console-user" })).ToContainTextAsync(me.Say("users.unknown"));
        await Expect(rows.Filter(new() { HasText = "nightly" })).ToContainTextAsync(me.Say("users.system"));
        await me.LookAsync("users");
        me.ComplainedAboutNothing();
    }

    [Fact]
    public async Task Past_Checks_And_Users_Come_Page_By_Page()
    {
        await using var me = await chromium.VisitAsync(isOpen: false);
        var account = await me.Tenant.ConnectAsync();
        for (var i = 0; i < 3; i++)
        {
            await PutUserAsync(account, $"user-{i}", hasPassword: false);
            // A check that finds the same as the one before is shown as one with it.
            (await chromium.SendAsync(HttpMethod.Put, $"/sandbox/accounts/{account["awsAccountId"]}/summary", new JsonObject { ["AccountMFAEnabled"] = i % 2 })).Status.ShouldBeInRange(200, 204);
            (await me.Tenant.PostAsync($"/v1/accounts/{account["id"]}/checks", new JsonObject())).Expect(201);
        }

        await me.Page.RouteAsync("**/checks?limit=10*", route => route.ContinueAsync(new() { Url = route.Request.Url.Replace("limit=10", "limit=3", StringComparison.Ordinal) }));
        await me.Page.RouteAsync("**/users", route => route.ContinueAsync(new() { Url = route.Request.Url + "?limit=2" }));
        await me.OpenAsync($"/accounts/{account["id"]}");
        await me.UnfoldAsync("checks.past");
        await Expect(me.Page.Locator(".plain .document")).ToHaveCountAsync(3);
        await me.Button("more").ClickAsync();
        await Expect(me.Page.Locator(".plain .document")).ToHaveCountAsync(4);
        await Expect(me.Page.Locator(".plain .document summary").Last).ToBeFocusedAsync();
        await Expect(me.Button("more")).ToHaveCountAsync(0);

        await me.UnfoldAsync("users.open");
        await Expect(me.Page.Locator(".users tbody tr")).ToHaveCountAsync(2);
        await me.Button("more").ClickAsync();
        await Expect(me.Page.Locator(".users tbody tr")).ToHaveCountAsync(3);
        await Expect(me.Page.Locator(".users tbody tr").Last).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ja")]
    public async Task A_Check_That_Gets_No_Answer_Leaves_What_Was_Known_And_Can_Be_Tried_Again(string language)
    {
        await using var me = await chromium.VisitAsync(new Manner(language, ColorScheme.Light, 1280), isOpen: false);
        var account = await me.Tenant.ConnectAsync();
        await me.OpenAsync($"/accounts/{account["id"]}");
        await me.Page.RouteAsync("**/checks", route => route.AbortAsync("connectionrefused"));
        await me.Button("progress.now").ClickAsync();
        await Expect(me.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(me.Say("trouble.offline.title"));
        await Expect(me.Page.Locator(".checks li.good")).ToHaveCountAsync(5);
        await me.LookAsync("check-without-answer");

        await me.Page.UnrouteAllAsync();
        await me.Page.EvaluateAsync("document.querySelector('aws-onboarding').token = 'run.out.token'");
        await me.Button("progress.now").ClickAsync();
        await Expect(me.Page.GetByRole(AriaRole.Status)).ToContainTextAsync(me.Say("check.passed"));
        await Expect(me.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_List_That_Gets_No_Answer_Can_Be_Tried_Again()
    {
        await using var me = await chromium.VisitAsync(isOpen: false);
        var account = await me.Tenant.ConnectAsync();
        await me.OpenAsync($"/accounts/{account["id"]}");
        await me.Page.RouteAsync("**/users", route => route.AbortAsync("connectionrefused"));
        await me.UnfoldAsync("users.open");
        await Expect(me.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(me.Say("trouble.offline.title"));
        await me.LookAsync("list-without-answer");
        await me.Page.UnrouteAllAsync();
        await me.Button("tryAgain").ClickAsync();
        await Expect(me.Text(me.Say("users.none"))).ToBeVisibleAsync();
    }

    // The service's findings about a role that differs from its template: the page shows the service's own words.
    [Theory]
    [MemberData(nameof(TwoManners))]
    public async Task Findings_And_A_Newer_Template_Are_Shown_And_A_Closed_Account_Says_That_It_Has_Ended(string language, ColorScheme scheme, int width)
    {
        await using var me = await chromium.VisitAsync(new Manner(language, scheme, width), isOpen: false);
        var account = await me.Tenant.ConnectAsync();
        await ChangeAnswerAsync(me, account, answer =>
        {
            answer["lastCheck"]!["findings"] = new JsonArray(
                Finding("permission-extra", "permission", "The role allows s3:GetObject, which the template does not."),
                Finding("root-without-mfa", "advice", "The root user has no MFA."));
            answer["templateUpdate"] = new JsonObject
            {
                ["version"] = "2",
                ["text"] = "Version 2 of the template adds iam:ListGroups.",
                ["parts"] = new JsonArray(
                    Part(null, isGranted: true, added: "iam:ListGroups"),
                    Part("Backups", isGranted: false, removed: "s3:GetObject", changed: "ReadBuckets")),
                ["updateUrl"] = "https://us-east-1.console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/update/template",
            };
        });
        await me.OpenAsync($"/accounts/{account["id"]}");
        await Expect(me.Text(me.Say("findings.title"))).ToBeVisibleAsync();
        await Expect(me.Page.Locator(".findings .status")).ToHaveTextAsync([me.Say("findings.permission"), me.Say("findings.advice")]);
        await Expect(me.Link("update.open")).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("stacks/update", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(me.Page.Locator(".change")).ToHaveTextAsync([
            $"{me.Say("update.always")}{me.Say("update.added")}Does iam:ListGroups (iam:ListGroups)",
            $"{me.Say("update.offered", ("feature", "Backups"))}{me.Say("update.removed")}Does s3:GetObject (s3:GetObject){me.Say("update.changed")}ReadBuckets",
        ]);
        await me.LookAsync("findings");

        await me.Page.UnrouteAllAsync();
        await ChangeAnswerAsync(me, account, answer => answer["status"] = "closed");
        await me.Page.ReloadAsync();
        await Expect(me.Text(me.Say("closed.title"))).ToBeVisibleAsync();
        await Expect(me.Button("progress.now")).ToHaveCountAsync(0);
        await Expect(me.Button("account.detach")).ToHaveCountAsync(0);
        await me.LookAsync("closed");
    }

    [Theory]
    [MemberData(nameof(TwoManners))]
    public async Task A_Connection_That_The_Service_Continues_Keeps_Its_Name(string language, ColorScheme scheme, int width)
    {
        await using var me = await chromium.VisitAsync(new Manner(language, scheme, width), isOpen: false);
        var onboarding = await me.Tenant.MintAsync(body: new JsonObject { ["profile"] = "full", ["method"] = "manual" });
        var role = $"arn:aws:iam::{Tenant.NewAwsAccountId()}:role/{onboarding["roleName"]}";
        (await me.Tenant.PostAsync($"/v1/onboardings/{onboarding["id"]}/registration", new JsonObject { ["accountName"] = "メイン Account", ["roleArn"] = role })).Expect(202);
        await me.OpenAsync($"/onboardings/{onboarding["id"]}");
        await Expect(me.Page.Locator(".eyebrow")).ToHaveTextAsync("メイン Account");
        await Expect(me.Field("account.name")).ToHaveCountAsync(0);
        await me.SeeAsync("verifying.title");
        await me.LookAsync("verifying");
    }

    [Fact]
    public async Task A_Connection_That_The_Service_Has_Stopped_Trying_Says_Why()
    {
        await using var me = await chromium.VisitAsync(isOpen: false);
        var onboarding = await me.Tenant.MintAsync(body: new JsonObject { ["profile"] = "full", ["method"] = "manual" });
        var role = $"arn:aws:iam::{Tenant.NewAwsAccountId()}:role/{onboarding["roleName"]}";
        (await me.Tenant.PostAsync($"/v1/onboardings/{onboarding["id"]}/registration", new JsonObject { ["accountName"] = "Main account", ["roleArn"] = role })).Expect(202);
        await me.Page.Clock.InstallAsync();
        await me.OpenAsync($"/onboardings/{onboarding["id"]}");
        await me.SeeAsync("verifying.title");

        await me.Page.RouteAsync($"**/v1/onboardings/{onboarding["id"]}", async route =>
        {
            var answer = await route.FetchAsync();
            var body = JsonNode.Parse(await answer.TextAsync())!;
            body["status"] = "pending";
            body["lastRefusal"] = new JsonObject { ["code"] = "external-id-not-enforced", ["title"] = "The role does not require the external ID" };
            await route.FulfillAsync(new() { Response = answer, Body = body.ToJsonString() });
        });
        await me.Page.Clock.FastForwardAsync(10_000);
        await Expect(me.Page.Locator(".found")).ToContainTextAsync(me.Say("refused.text"));
        await me.SeeAsync("hand.title");
    }

    [Theory]
    [MemberData(nameof(TwoManners))]
    public async Task The_Reason_Of_The_Last_Refusal_Is_Still_Shown_After_A_Reload(string language, ColorScheme scheme, int width)
    {
        await using var me = await chromium.VisitAsync(new Manner(language, scheme, width), isOpen: false);
        var onboarding = await me.Tenant.MintAsync();
        var old = await me.Tenant.MintAsync();
        (await me.Tenant.RegisterAsync(onboarding, await me.Tenant.StackInfoAsync(old, Tenant.NewAwsAccountId()))).Expect(422);
        await me.OpenAsync($"/onboardings/{onboarding["id"]}");
        await Expect(me.Page.Locator(".found")).ToContainTextAsync(language == "ja" ? "別の接続手続きのものです" : "belongs to another connection");
        await Expect(me.Page.Locator(".found")).ToContainTextAsync(me.Say("refused.text"));
        await Expect(me.Page.Locator(".found .checks li.bad")).ToContainTextAsync(me.Say("check.created"));
        await me.LookAsync("refused-before");
    }

    private static JsonObject Finding(string code, string severity, string text) =>
        new() { ["code"] = code, ["severity"] = severity, ["text"] = text, ["hint"] = "Put it back as the template has it." };

    private static JsonObject Part(string? title, bool isGranted, string? added = null, string? removed = null, string? changed = null) => new()
    {
        ["title"] = title,
        ["isGranted"] = isGranted,
        ["added"] = Permissions(added),
        ["removed"] = Permissions(removed),
        ["changed"] = changed is null ? [] : new JsonArray(changed),
    };

    private static JsonArray Permissions(string? action) => action is null ? [] : [new JsonObject { ["action"] = action, ["description"] = "Does " + action }];

    private static async Task ChangeAnswerAsync(Visit me, Reply account, Action<JsonNode> change) => await me.Page.RouteAsync($"**/v1/accounts/{account["id"]}", async route =>
    {
        var answer = await route.FetchAsync();
        var body = JsonNode.Parse(await answer.TextAsync())!;
        change(body);
        await route.FulfillAsync(new() { Response = answer, Body = body.ToJsonString() });
    });

    /// <summary>Connects a manual role, whose trust policy can be changed and restored.</summary>
    private static async Task<(Reply Account, string TrustPolicy)> ConnectByHandAsync(Visit me)
    {
        var onboarding = await me.Tenant.MintAsync(body: new JsonObject { ["profile"] = "full", ["method"] = "manual" });
        var account = await me.Tenant.RegisterByArnAsync(onboarding, await me.Tenant.RoleByHandAsync(onboarding), "Main account");
        return (account.Expect(201), onboarding.Body.GetProperty("trustPolicy").GetRawText());
    }

    private async Task PutUserAsync(Reply account, string name, bool hasPassword, string? email = null)
    {
        var tags = new JsonObject();
        if (email is not null)
            tags["email"] = email;
        var user = new JsonObject { ["tags"] = tags, ["hasPassword"] = hasPassword, ["accessKeys"] = 0 };
        (await chromium.SendAsync(HttpMethod.Put, $"/sandbox/accounts/{account["awsAccountId"]}/users/{name}", user)).Expect(204);
    }
}
