using System.Text.Json.Nodes;

namespace Onboarding.Browser.Tests;

/// <summary>Groups and what is in them.</summary>
[Collection(Reading.Name)]
public sealed class GroupTests(Chromium chromium)
{
    [Fact]
    public async Task A_Group_Gets_Another_Name_And_Colour_And_Goes_When_It_Is_Empty()
    {
        await using var me = await chromium.VisitAsync(isOpen: false);
        await me.Tenant.GroupAsync("Production");
        await me.OpenAsync();
        await me.Link("groups.title").Or(me.Page.Locator(".card")).First.ClickAsync();

        await me.Button("group.edit").ClickAsync();
        await me.Field("group.name").FillAsync("Staging");
        await me.Choice("color.purple").CheckAsync(new() { Force = true });
        await me.Button("save").ClickAsync();
        await Expect(me.Title).ToHaveTextAsync("Staging");
        var group = (await me.Tenant.GetAsync("/v1/groups")).Body.GetProperty("groups")[0];
        group.GetProperty("color").GetString().ShouldBe("#7c3aed");

        await me.Button("group.delete").ClickAsync();
        await me.Page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = me.Say("group.delete"), Exact = true }).ClickAsync();
        await me.SeeAsync("first.title");
        me.ComplainedAboutNothing();
    }

    [Fact]
    public async Task A_Group_With_Accounts_Stays_And_Says_Why()
    {
        await using var me = await chromium.VisitAsync(isOpen: false);
        var group = await me.Tenant.GroupAsync();
        await me.Tenant.ConnectAsync(group);
        await me.OpenAsync($"/groups/{group}");
        await me.Button("group.delete").ClickAsync();
        await Expect(me.Button("cancel")).ToBeFocusedAsync();
        await me.Page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = me.Say("group.delete"), Exact = true }).ClickAsync();
        await Expect(me.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The group still has accounts");
        await me.LookAsync("group-not-empty");
        await me.Page.Keyboard.PressAsync("Escape");
        await Expect(me.Button("group.delete")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task An_Account_Gets_Another_Name_And_Moves_To_Another_Group()
    {
        await using var me = await chromium.VisitAsync(Manner.Japanese, isOpen: false);
        var from = await me.Tenant.GroupAsync("From");
        await me.Tenant.GroupAsync("To");
        var account = await me.Tenant.ConnectAsync(from, "Before");
        await me.OpenAsync($"/accounts/{account["id"]}");
        await me.Button("account.change").ClickAsync();
        await me.Field("account.name").FillAsync("移動後");
        await me.Page.Locator("dialog select").SelectOptionAsync("To");
        await me.LookAsync("change-account");
        await me.Button("save").ClickAsync();
        await Expect(me.Title).ToHaveTextAsync("移動後");
        await me.Link("crumb.group").ClickAsync();
        await Expect(me.Title).ToHaveTextAsync("To");
        await Expect(me.Page.Locator(".row")).ToContainTextAsync("移動後");
    }

    [Fact]
    public async Task An_Account_Stays_In_A_Group_From_A_Later_Page_Of_The_List()
    {
        await using var me = await chromium.VisitAsync(isOpen: false);
        var own = await me.Tenant.GroupAsync("Its own");
        await me.Tenant.GroupAsync("Another");
        var account = await me.Tenant.ConnectAsync(own, "Before");
        await me.Page.RouteAsync("**/v1/groups", async route =>
        {
            var answer = await route.FetchAsync();
            var body = JsonNode.Parse(await answer.TextAsync())!;
            body["groups"] = new JsonArray([.. body["groups"]!.AsArray().Where(group => group!["id"]!.GetValue<string>() != own).Select(group => group!.DeepClone())]);
            body["cursor"] = "more";
            await route.FulfillAsync(new() { Response = answer, Body = body.ToJsonString() });
        });
        await me.OpenAsync($"/accounts/{account["id"]}");
        await me.Button("account.change").ClickAsync();
        await Expect(me.Page.Locator("dialog option")).ToHaveTextAsync(["Its own", "Another"]);
        await Expect(me.Page.Locator("dialog select")).ToHaveValueAsync(own);
        await me.Field("account.name").FillAsync("After");
        var change = await me.Page.RunAndWaitForRequestAsync(() => me.Button("save").ClickAsync(), request => request.Method == "PATCH");
        change.PostData.ShouldBe("{\"name\":\"After\"}");
        await Expect(me.Title).ToHaveTextAsync("After");
        (await me.Tenant.GetAsync($"/v1/accounts/{account["id"]}"))["groupId"].ShouldBe(own);
    }

    [Fact]
    public async Task The_Move_Dialog_Opens_Once_And_Not_After_Leaving_The_Account()
    {
        await using var me = await chromium.VisitAsync(isOpen: false);
        var account = await me.Tenant.ConnectAsync();
        await me.OpenAsync($"/accounts/{account["id"]}");
        var answers = new[] { new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource() };
        var asked = -1;
        await me.Page.RouteAsync("**/v1/groups", async route =>
        {
            await answers[Math.Min(++asked, 2)].Task;
            await route.ContinueAsync();
        });
        await me.Button("account.change").DblClickAsync();
        answers[0].SetResult();
        await Expect(me.Page.Locator("dialog")).ToHaveCountAsync(1);
        await me.Page.RunAndWaitForResponseAsync(
            () =>
            {
                answers[1].SetResult();
                return Task.CompletedTask;
            },
            response => response.Url.EndsWith("/v1/groups", StringComparison.Ordinal));
        await Expect(me.Page.Locator("dialog")).ToHaveCountAsync(1);
        await me.Page.Keyboard.PressAsync("Escape");
        await Expect(me.Page.Locator("dialog")).ToHaveCountAsync(0);

        await me.Button("account.change").ClickAsync();
        await me.Link("crumb.group").ClickAsync();
        answers[2].SetResult();
        await Expect(me.Page.Locator(".row")).ToHaveCountAsync(1);
        await Expect(me.Page.Locator("dialog")).ToHaveCountAsync(0);
        me.ComplainedAboutNothing();
    }

    [Fact]
    public async Task A_Started_Connection_Can_Be_Resumed_And_Discarded()
    {
        await using var me = await chromium.VisitAsync(isOpen: false);
        var group = await me.Tenant.GroupAsync();
        var onboarding = await me.Tenant.MintAsync(group);
        await me.OpenAsync($"/groups/{group}");
        await me.LookAsync("unfinished");
        await me.Link("unfinished.continue").ClickAsync();
        await me.SeeAsync("stack.title");
        await Expect(me.Link("stack.open")).ToHaveAttributeAsync("href", onboarding["quickCreateUrl"]);

        await me.Button("onboarding.cancel").ClickAsync();
        await Expect(me.Button("unfinished.cancel.no")).ToBeFocusedAsync();
        await me.Page.Keyboard.PressAsync("Enter");
        await Expect(me.Page.Locator("dialog")).ToHaveCountAsync(0);
        await me.SeeAsync("stack.title");
        await me.Button("onboarding.cancel").ClickAsync();
        await me.Button("unfinished.cancel.yes").ClickAsync();
        await Expect(me.Text(me.Say("accounts.none"))).ToBeVisibleAsync();
        await me.OpenAsync($"/onboardings/{onboarding["id"]}");
        await me.SeeAsync("ended.cancelled.title");
        await me.LookAsync("cancelled");
    }

    [Fact]
    public async Task The_First_Account_Gets_A_Group_Automatically_And_Only_One()
    {
        await using var me = await chromium.VisitAsync();
        await me.LookAsync("first-visit");
        await me.Button("accounts.connect").DblClickAsync();
        await me.SeeAsync("steps.before");
        await me.LookAsync("before-you-start");
        var group = (await me.Tenant.GetAsync("/v1/groups")).Body.GetProperty("groups").EnumerateArray().ShouldHaveSingleItem();
        group.GetProperty("name").GetString().ShouldBe(me.Say("first.group.name"));
    }

    [Theory]
    [InlineData("en", ColorScheme.Dark, 1280)]
    [InlineData("ja", ColorScheme.Light, 390)]
    public async Task A_List_Of_Accounts_Is_Searched_Sorted_And_Narrowed_To_One_State(string language, ColorScheme scheme, int width)
    {
        await using var me = await chromium.VisitAsync(new Manner(language, scheme, width), isOpen: false);
        var group = await me.Tenant.GroupAsync();
        foreach (var name in (string[])["Beta", "alpha", "Gamma 10", "Gamma 9"])
            await me.Tenant.ConnectAsync(group, name);
        var accounts = (await me.Tenant.GetAsync($"/v1/accounts?groupId={group}")).Body.GetProperty("accounts").EnumerateArray().ToList();
        (await me.Tenant.DeleteAsync($"/v1/accounts/{accounts.Single(a => a.GetProperty("name").ValueEquals("Beta")).GetProperty("id")}")).Status.ShouldBeInRange(200, 204);
        await me.Page.RouteAsync($"**/v1/accounts?groupId={group}", route => route.ContinueAsync(new() { Url = route.Request.Url + "&limit=2" }));
        await me.Page.RouteAsync($"**/v1/accounts?groupId={group}&cursor=*", route => route.ContinueAsync(new() { Url = route.Request.Url + "&limit=2" }));
        await me.OpenAsync($"/groups/{group}");
        await Expect(me.Page.Locator(".row")).ToHaveCountAsync(2);

        var names = me.Page.Locator(".row th");
        await me.Page.Locator("#search").FillAsync("gamma");
        await Expect(names).ToHaveCountAsync(2);
        await Expect(me.Page.Locator("aws-onboarding").GetByText(me.Say("list.found", ("count", "2"), ("all", "4")))).ToBeVisibleAsync();
        await me.Page.Locator("#search").FillAsync("");
        if (width > 600)
        {
            var byName = me.Page.GetByRole(AriaRole.Button, new() { Name = me.Say("account.name") });
            await byName.ClickAsync();
            await Expect(names).ToHaveTextAsync(["alpha", "Beta", "Gamma 9", "Gamma 10"]);
            await byName.ClickAsync();
            await Expect(names).ToHaveTextAsync(["Gamma 10", "Gamma 9", "Beta", "alpha"]);
            await Expect(me.Page.Locator("th[aria-sort=descending]")).ToHaveTextAsync(me.Say("account.name"));
        }

        await me.LookAsync("accounts");
        await me.Page.Locator("#status").SelectOptionAsync("detached");
        await Expect(names).ToHaveTextAsync(["Beta"]);
        await me.Page.Locator("#status").SelectOptionAsync("closed");
        await Expect(me.Text(me.Say("list.nothing"))).ToBeVisibleAsync();
        await me.OpenAsync();
        await Expect(me.Page.Locator(".card .status")).ToHaveTextAsync(me.Say("groups.detached.one"));
        me.ComplainedAboutNothing();
    }

    [Fact]
    public async Task A_Long_List_Comes_Page_By_Page()
    {
        await using var me = await VisitLongListAsync();
        await Expect(me.Page.Locator(".card")).ToHaveCountAsync(2);
        await me.Button("more").ClickAsync();
        await Expect(me.Page.Locator(".card")).ToHaveCountAsync(3);
        await Expect(me.Button("more")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task More_Of_A_List_Comes_Once_However_Often_It_Is_Asked_For()
    {
        await using var me = await VisitLongListAsync();
        var isAnswered = new TaskCompletionSource();
        var asked = 0;
        await me.Page.RouteAsync("**/v1/groups?cursor=*", async route =>
        {
            asked++;
            await isAnswered.Task;
            await route.ContinueAsync();
        });
        await me.Button("more").DblClickAsync();
        isAnswered.SetResult();
        await Expect(me.Button("more")).ToHaveCountAsync(0);
        await Expect(me.Page.Locator(".card")).ToHaveCountAsync(3);
        asked.ShouldBe(1);
    }

    /// <summary>Three groups, two per page.</summary>
    private async Task<Visit> VisitLongListAsync()
    {
        var me = await chromium.VisitAsync(isOpen: false);
        for (var i = 0; i < 3; i++)
            await me.Tenant.GroupAsync($"Group {i}");
        await me.Page.RouteAsync("**/v1/groups", route => route.ContinueAsync(new() { Url = route.Request.Url + "?limit=2" }));
        await me.OpenAsync();
        return me;
    }
}
