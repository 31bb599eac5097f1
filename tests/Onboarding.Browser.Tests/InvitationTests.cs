using System.Text.RegularExpressions;
namespace Onboarding.Browser.Tests;

/// <summary>Someone asks a colleague with permissions in AWS, but without a sign-in, to complete a connection.</summary>
[Collection(Connecting.Name)]
public sealed class InvitationTests(Chromium chromium)
{
    public static TheoryData<string, ColorScheme, int> Manners => new()
    {
        { "en", ColorScheme.Light, 320 },
        { "ja", ColorScheme.Dark, 1280 },
    };

    [Theory]
    [Trait("Threat", "T55")]
    [MemberData(nameof(Manners))]
    public async Task A_Colleague_Is_Sent_A_Link_And_Connects_The_Account_Without_A_Sign_In(string language, ColorScheme scheme, int width)
    {
        var manner = new Manner(language, scheme, width);
        await using var me = await chromium.VisitAsync(manner, isOpen: false);
        var onboarding = await me.Tenant.MintAsync();
        await me.OpenAsync($"/onboardings/{onboarding["id"]}");
        var url = await InviteAsync(me, language == "ja" ? "本番アカウントの接続をお願いします。" : "Please connect <b>production</b>.");

        await using var colleague = await Visit.BeginAsync(chromium, manner, me.Tenant);
        var requests = new List<IRequest>();
        colleague.Context.Request += (_, request) => requests.Add(request);
        await VisitAsync(colleague, url);
        await Expect(colleague.Title).ToHaveTextAsync(colleague.Say("ask.title", ("brand", "Onboarding")));
        await Expect(colleague.Page.Locator("aws-onboarding .facts")).ToContainTextAsync(me.Tenant.Name);
        await Expect(colleague.Page.Locator("aws-onboarding blockquote")).ToHaveTextAsync(language == "ja" ? "本番アカウントの接続をお願いします。" : "Please connect <b>production</b>.");
        // Who asks is confirmed before there is any way into AWS.
        await Expect(colleague.Page.Locator("aws-onboarding a")).ToHaveCountAsync(0);
        await colleague.LookAsync("invited");

        await colleague.Button("ask.yes").PressAsync("Enter");
        await colleague.SeeAsync("stack.title");
        await Expect(colleague.Text(colleague.Say("connect.title", ("brand", "Onboarding")))).ToBeVisibleAsync();
        await colleague.LookAsync("steps");
        var console = await AwsConsole.OpenedByAsync(colleague, () => colleague.Link("stack.open").ClickAsync());
        await console.SignInAsync(Tenant.NewAwsAccountId());
        await console.CreateStackAsync();
        var stackInfo = await console.CopyOutputAsync("OnboardingStackInfo");
        await console.CloseAsync();
        await colleague.Field("account.name").FillAsync("Production");
        await colleague.Field("paste.stackInfo", ("key", "OnboardingStackInfo")).FillAsync(stackInfo);
        await colleague.Button("paste.submit").ClickAsync();
        await colleague.SeeAsync("done.title");
        await colleague.LookAsync("connected");

        (await me.Tenant.GetAsync("/v1/accounts")).Expect(200).Body.GetProperty("accounts")[0].GetProperty("name").GetString().ShouldBe("Production");
        await colleague.Page.ReloadAsync();
        await colleague.SeeAsync("gone.title");
        await colleague.LookAsync("used");
        ShouldStayWithTheApi(requests, url.Split('#')[1]);
        colleague.ComplainedAboutNothing();
        me.ComplainedAboutNothing();
    }

    [Theory]
    [Trait("Threat", "T55")]
    [InlineData("en")]
    [InlineData("ja")]
    public async Task An_Unconfirmed_Requester_Gets_No_Link_And_A_Revoked_Invitation_Shows_Nothing(string language)
    {
        var manner = new Manner(language, ColorScheme.Light, 390);
        await using var me = await chromium.VisitAsync(manner, isOpen: false);
        var onboarding = await me.Tenant.MintAsync();
        await me.OpenAsync($"/onboardings/{onboarding["id"]}");
        var url = await InviteAsync(me, null);
        await using var stranger = await Visit.BeginAsync(chromium, manner, me.Tenant);
        await VisitAsync(stranger, url);

        await stranger.Button("ask.no").ClickAsync();
        await stranger.SeeAsync("declined.title");
        await Expect(stranger.Title).ToBeFocusedAsync();
        await stranger.LookAsync("declined");
        await me.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^" + me.Say("invite.revoke"), RegexOptions.None, TimeSpan.FromSeconds(1)) }).ClickAsync();
        await Expect(me.Page.Locator(".invitations")).ToContainTextAsync(me.Say("invite.revoked"));
        await me.LookAsync("revoked");
        await stranger.Page.ReloadAsync();
        await stranger.SeeAsync("gone.title");

        await VisitAsync(stranger, url[..^1]);
        await stranger.SeeAsync("gone.title");
        me.ComplainedAboutNothing();
    }

    private static async Task<string> InviteAsync(Visit me, string? note)
    {
        await me.Page.Locator("details.invite > summary").ClickAsync();
        if (note is not null)
            await me.Field("invite.note").FillAsync(note);
        await me.Button("invite.create").ClickAsync();
        var link = me.Page.Locator("details.invite .value code");
        await Expect(link).ToBeVisibleAsync();
        await Expect(me.Page.Locator(".invitations")).ToContainTextAsync(me.Say("invite.active"));
        await me.LookAsync("invite");
        return (await link.TextContentAsync())!;
    }

    private static async Task VisitAsync(Visit visit, string url)
    {
        // Otherwise, only the fragment changes, and the page would stay unchanged.
        await visit.Page.GotoAsync("about:blank");
        await visit.Page.GotoAsync(url);
        await Expect(visit.Title).ToBeVisibleAsync();
        await visit.LearnWordsAsync();
    }

    private static void ShouldStayWithTheApi(IReadOnlyList<IRequest> requests, string token)
    {
        requests.ShouldContain(r => r.Url.EndsWith($"/v1/invitations/{token}", StringComparison.Ordinal));
        foreach (var request in requests)
        {
            request.Headers.ShouldNotContainKey("authorization");
            if (request.Headers.TryGetValue("referer", out var referrer))
                referrer.ShouldNotContain(token[24..]);
            if (!new Uri(request.Url).AbsolutePath.StartsWith("/v1/invitations/", StringComparison.Ordinal))
                request.Url.Split('#')[0].ShouldNotContain(token[24..]);
        }
    }
}
