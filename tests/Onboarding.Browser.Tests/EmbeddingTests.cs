using System.IO.Compression;
using System.Reflection;

namespace Onboarding.Browser.Tests;

/// <summary>What a vendor gets with one script tag and one element.</summary>
[Collection(Connecting.Name)]
public sealed class EmbeddingTests(Chromium chromium)
{
    /// <summary>All that it takes to connect an account.</summary>
    private const int MaxFirstBytes = 48 * 1024;

    /// <summary>What comes with the first account that is opened.</summary>
    private const int MaxAccountBytes = 7 * 1024;

    /// <summary>What comes when somebody is invited, or comes by an invitation.</summary>
    private const int MaxInvitationBytes = 6 * 1024;

    private static readonly string s_web = typeof(EmbeddingTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Web").Value!;

    private string Sandbox => chromium.Http.BaseAddress!.ToString().TrimEnd('/');

    [Theory]
    [InlineData("en")]
    [InlineData("ja")]
    public async Task A_Page_Of_Another_Origin_With_A_Strict_Policy_Works(string language)
    {
        await using var me = await chromium.VisitAsync(new Manner(language, ColorScheme.Light, 1280), isOpen: false);
        var account = Tenant.NewAwsAccountId();
        chromium.Vendor.Show(chromium.Http.BaseAddress!, language);
        await me.Page.GotoAsync(chromium.Vendor.Origin);
        await GiveTokenAsync(me);
        await me.LearnWordsAsync();
        await me.SeeAsync("first.title");
        await me.UnfoldAsync("first.group");
        await me.Field("group.name").FillAsync("Production");
        await me.Button("group.create").ClickAsync();
        await Expect(me.Title).ToHaveTextAsync("Production");
        await me.Link("accounts.connect").ClickAsync();
        await me.Link("next").ClickAsync();
        await me.Field("account.name").FillAsync("Main account");
        await Expect(me.Page.Locator("select")).ToHaveCountAsync(0);
        await me.Button("role.create").ClickAsync();
        await me.SeeAsync("stack.title");

        var id = me.Page.Url[(me.Page.Url.LastIndexOf('/') + 1)..];
        var stackInfo = await me.Tenant.StackInfoAsync(await me.Tenant.GetAsync($"/v1/onboardings/{id}"), account);
        await me.Field("paste.stackInfo", ("key", "OnboardingStackInfo")).FillAsync(stackInfo);
        await me.Button("paste.submit").ClickAsync();
        await me.SeeAsync("connected.title");
        me.ComplainedAboutNothing();
    }

    [Fact]
    public async Task The_Journey_Works_On_A_Page_That_Owns_Its_Fragment()
    {
        await using var me = await chromium.VisitAsync(isOpen: false);
        chromium.Vendor.Show(chromium.Http.BaseAddress!, "en", "no-history");
        var address = chromium.Vendor.Origin + "/#/settings";
        await me.Page.GotoAsync(address);
        await GiveTokenAsync(me);
        await me.LearnWordsAsync();
        await me.UnfoldAsync("first.group");
        await me.Field("group.name").FillAsync("Production");
        await me.Button("group.create").ClickAsync();
        await me.Link("accounts.connect").ClickAsync();
        await me.SeeAsync("steps.before");
        await me.Link("next").ClickAsync();
        await me.SeeAsync("role.title");
        await me.Page.ReloadAsync();
        await GiveTokenAsync(me);
        await me.Field("account.name").FillAsync("Main account");
        await me.Button("role.create").ClickAsync();
        await me.SeeAsync("stack.title");
        await me.Link("crumb.group").ClickAsync();
        await Expect(me.Title).ToHaveTextAsync("Production");
        me.Page.Url.ShouldBe(address);
        me.ComplainedAboutNothing();
    }

    [Fact]
    public async Task Requests_Go_Nowhere_But_To_The_Api_And_The_Page_Itself()
    {
        await using var me = await chromium.VisitAsync(isOpen: false);
        var asked = new List<string>();
        me.Page.Request += (_, request) => asked.Add(request.Url);
        var onboarding = await me.Tenant.MintAsync();
        await me.OpenAsync($"/onboardings/{onboarding["id"]}");
        asked.ShouldAllBe(url => url.StartsWith(Sandbox, StringComparison.Ordinal));
        asked.Where(url => !url.Contains("/web/", StringComparison.Ordinal)).Select(url => new Uri(url).AbsolutePath)
            .ShouldBe(["/", "/sandbox/tokens", $"/v1/onboardings/{onboarding["id"]}"]);
    }

    [Fact]
    public async Task The_Demo_Page_Is_Sent_With_A_Strict_Policy()
    {
        using var answer = await chromium.Http.GetAsync(new Uri("/", UriKind.Relative));
        var policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("default-src 'self'");
        policy.ShouldContain("require-trusted-types-for 'script'");
        policy.ShouldNotContain("unsafe");
    }

    [Fact]
    public async Task Both_Languages_Have_The_Same_Words_With_The_Same_Places()
    {
        await using var me = await chromium.VisitAsync();
        var english = await me.WordsInAsync("en");
        var japanese = await me.WordsInAsync("ja");
        japanese.Keys.Order(StringComparer.Ordinal).ShouldBe(english.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, text) in english)
            Places(japanese[key]).ShouldBe(Places(text), key);
    }

    [Fact]
    public async Task Another_Language_Keeps_What_Was_Typed()
    {
        await using var me = await chromium.VisitAsync();
        await me.UnfoldAsync("first.group");
        await me.Field("group.name").FillAsync("Production");
        await me.Page.Locator("#language").SelectOptionAsync("ja");
        await Expect(me.Title).ToHaveTextAsync((await me.WordsInAsync("ja"))["first.title"]);
        await Expect(me.Page.Locator("aws-onboarding input[required]")).ToHaveValueAsync("Production");
    }

    [Fact]
    public async Task Another_Tenant_Sees_Nothing_Of_The_First()
    {
        await using var me = await chromium.VisitAsync();
        await me.UnfoldAsync("first.group");
        await me.Field("group.name").FillAsync("Secret plans");
        await me.Button("group.create").ClickAsync();
        await Expect(me.Title).ToHaveTextAsync("Secret plans");
        await me.Page.Locator("#tenant").FillAsync(me.Tenant.Name + "-other");
        await me.Page.Keyboard.PressAsync("Tab");
        await me.SeeAsync("first.title");
        await me.UnfoldAsync("first.group");
        await Expect(me.Field("group.name")).ToHaveValueAsync("");
        await Expect(me.Page.GetByText("Secret plans")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_Way_To_A_Connection_Can_Be_Gone_By_Keyboard_Alone()
    {
        await using var me = await chromium.VisitAsync();
        await PressUntilAsync(me, me.Button("accounts.connect"));
        await me.SeeAsync("steps.before");
        await PressUntilAsync(me, me.Link("next"));
        await me.SeeAsync("role.title");
        await me.Page.Keyboard.PressAsync("Tab");
        await me.Page.Keyboard.TypeAsync("Main account");
        await me.Page.Keyboard.PressAsync("Enter");
        await me.SeeAsync("stack.title");
    }

    // How long it takes is measured on a quiet machine, by FirstView; here the page's clock is stopped, so that no timer can fire.
    [Fact]
    public async Task The_First_View_Waits_For_Nothing_But_Its_Answer()
    {
        await using var me = await chromium.VisitAsync(isOpen: false);
        await me.Page.Clock.InstallAsync(new() { TimeDate = DateTime.UnixEpoch });
        await me.Page.Clock.PauseAtAsync(DateTime.UnixEpoch.AddHours(1));
        var asked = new List<string>();
        me.Page.Request += (_, request) => asked.Add(new Uri(request.Url).AbsolutePath);

        await me.OpenAsync();

        // The words of the parts that come later are what the test itself has read.
        string[] readByTheTest = ["/web/onboarding/access/words", "/web/onboarding/invitation/words"];
        asked.SkipWhile(path => !path.StartsWith("/v1/", StringComparison.Ordinal)).Where(path => !Array.Exists(readByTheTest, words => path.StartsWith(words, StringComparison.Ordinal))).ShouldBe(["/v1/groups", "/v1/accounts", "/v1/accounts"], ignoreOrder: true);
    }

    // Every file that there is in one language belongs to what is loaded at first or to one of two parts, and nothing that is loaded at first is missing. The parts' words the test itself has read.
    [Theory]
    [InlineData("en", "ja")]
    [InlineData("ja", "en")]
    public async Task What_A_Visitor_Loads_Is_Small(string language, string other)
    {
        await using var me = await chromium.VisitAsync(new Manner(language, ColorScheme.Light, 1280));
        var loaded = await me.Page.EvaluateAsync<string[]>("performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname).filter((path) => /^\\/web\\/(?!demo|onboarding\\/(access|invitation)\\/words)/.test(path))");
        var module = Directory.EnumerateFiles(Path.Combine(s_web, "onboarding"), "*.js", SearchOption.AllDirectories)
            .Append(Path.Combine(s_web, "aws-onboarding.js"))
            .Where(file => !file.EndsWith($"words.{other}.js", StringComparison.Ordinal))
            .ToLookup(file => PartOf("/web/" + Path.GetRelativePath(s_web, file).Replace('\\', '/')), StringComparer.Ordinal);
        loaded.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .ShouldBe(module["first"].Select(file => "/web/" + Path.GetRelativePath(s_web, file).Replace('\\', '/')).Order(StringComparer.Ordinal));
        module["first"].Sum(Gzipped).ShouldBeLessThanOrEqualTo(MaxFirstBytes);
        module["account"].Sum(Gzipped).ShouldBeLessThanOrEqualTo(MaxAccountBytes);
        module["invitation"].Sum(Gzipped).ShouldBeLessThanOrEqualTo(MaxInvitationBytes);
    }

    private static string PartOf(string path) => path switch
    {
        "/web/onboarding/views/account.js" => "account",
        _ when path.StartsWith("/web/onboarding/access/", StringComparison.Ordinal) => "account",
        _ when path.StartsWith("/web/onboarding/invitation/", StringComparison.Ordinal) => "invitation",
        _ => "first",
    };

    [Fact]
    public async Task The_Chosen_Color_Stays_Visible_With_Forced_Colors()
    {
        await using var me = await chromium.VisitAsync();
        await me.Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        await me.UnfoldAsync("first.group");
        var borders = await me.Page.Locator(".option").EvaluateAllAsync<string[]>("(options) => options.map((option) => getComputedStyle(option).border)");
        borders[0].ShouldStartWith("2px solid");
        borders.Count(border => border == borders[0]).ShouldBe(1);
        await me.Choice("color.pink").CheckAsync(new() { Force = true });
        await Expect(me.Page.Locator(".option").Filter(new() { HasText = me.Say("color.pink") })).ToHaveCSSAsync("border", borders[0]);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task A_Placeholder_Is_As_Legible_As_A_Hint(ColorScheme scheme)
    {
        await using var me = await chromium.VisitAsync(new Manner("en", scheme, 1280), isOpen: false);
        await me.OpenAsync($"/groups/{await me.Tenant.GroupAsync()}/connect/role");
        const string Look = "(element) => { const { color, opacity } = getComputedStyle(element, element.matches('input') ? '::placeholder' : null); return `${color} ${opacity}`; }";
        (await me.Field("role.account").EvaluateAsync<string>(Look)).ShouldBe(await me.Page.Locator(".field .hint").First.EvaluateAsync<string>(Look));
    }

    private static async Task PressUntilAsync(Visit me, ILocator target)
    {
        for (var i = 0; i < 30; i++)
        {
            await me.Page.Keyboard.PressAsync("Tab");
            if (await target.EvaluateAsync<bool>("(element) => element === element.getRootNode().activeElement"))
            {
                await me.Page.Keyboard.PressAsync("Enter");
                return;
            }
        }

        throw new InvalidOperationException("The Tab key does not lead there.");
    }

    private static async Task GiveTokenAsync(Visit me) =>
        await me.Page.EvaluateAsync("(token) => { document.querySelector('aws-onboarding').token = token; }", me.Tenant.Token);

    private static string[] Places(string text) =>
        [.. text.Split('{').Skip(1).Select(part => part[..part.IndexOf('}', StringComparison.Ordinal)]).Order(StringComparer.Ordinal)];

    private static long Gzipped(string file)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(File.ReadAllBytes(file));
        return packed.Length;
    }
}
