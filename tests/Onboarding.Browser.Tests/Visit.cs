using System.Text.Json;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;

namespace Onboarding.Browser.Tests;

/// <summary>One person at the page, in a browser context of their own.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private static readonly TimeSpan s_axeMayTake = TimeSpan.FromSeconds(30);
    private static readonly string s_axe = new BundledAxeScriptProvider().GetScript();

    private readonly Chromium _chromium;
    private readonly Manner _manner;
    private readonly List<string> _faults = [];
    private Dictionary<string, string> _words = [];
    private int _shots;

    private Visit(Chromium chromium, Manner manner, Tenant tenant, IBrowserContext context, IPage page)
    {
        _chromium = chromium;
        _manner = manner;
        Tenant = tenant;
        Context = context;
        Page = page;
        Watch(page);
    }

    public Tenant Tenant { get; }

    public IBrowserContext Context { get; }

    public IPage Page { get; private set; }

    public Chromium Chromium => _chromium;

    public ILocator Title => Page.Locator("aws-onboarding h2");

    public static async Task<Visit> BeginAsync(Chromium chromium, Manner manner, Tenant tenant)
    {
        var context = await chromium.Browser.NewContextAsync(new()
        {
            BaseURL = chromium.Http.BaseAddress!.ToString(),
            Locale = manner.Language == "ja" ? "ja-JP" : "en-US",
            ColorScheme = manner.Scheme,
            // Drawing what moves would keep a core busy while a test waits.
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = manner.Width, Height = 900 },
            TimezoneId = "Asia/Tokyo",
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        context.SetDefaultTimeout(30_000);
        return new Visit(chromium, manner, tenant, context, await context.NewPageAsync());
    }

    /// <summary>Opens the demo page at a place in the element.</summary>
    public async Task OpenAsync(string path = "/")
    {
        await Page.GotoAsync(Address(path));
        await Expect(Title).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await LearnWordsAsync();
    }

    /// <summary>Reads the words of the visit's language from the page's own dictionary.</summary>
    public async Task LearnWordsAsync() => _words = await WordsInAsync(_manner.Language);

    /// <summary>All words of a language.</summary>
    public async Task<Dictionary<string, string>> WordsInAsync(string language) =>
        (await Page.EvaluateAsync("async ([from, language]) => { const { wordsIn } = await import(from); return { ...await wordsIn(language), ...await wordsIn(language, 'access/'), ...await wordsIn(language, 'invitation/') }; }", new[] { _chromium.Http.BaseAddress + "web/onboarding/words.js", language }))!
            .Value.Deserialize<Dictionary<string, string>>()!;

    /// <summary>Opens another tab of the same person.</summary>
    public async Task<Visit> AnotherTabAsync(string path)
    {
        var other = new Visit(_chromium, _manner, Tenant, Context, await Context.NewPageAsync());
        await other.OpenAsync(path);
        return other;
    }

    /// <summary>The page's words for a key, with values at their places.</summary>
    public string Say(string key, params (string Place, string Value)[] values) =>
        values.Aggregate(_words[key], (text, v) => text.Replace("{" + v.Place + "}", v.Value, StringComparison.Ordinal));

    public ILocator Button(string key) => Page.GetByRole(AriaRole.Button, new() { Name = Say(key), Exact = true });

    public ILocator Link(string key) => Page.GetByRole(AriaRole.Link, new() { NameRegex = Begins(Say(key)) });

    public ILocator Field(string key, params (string Place, string Value)[] values) =>
        Page.GetByRole(AriaRole.Textbox, new() { NameRegex = Begins(Say(key, values)) });

    public ILocator Choice(string key) => Page.GetByRole(AriaRole.Radio, new() { NameRegex = Begins(Say(key)) });

    public ILocator Tab(string key) => Page.GetByRole(AriaRole.Tab, new() { Name = Say(key), Exact = true });

    public ILocator Text(string text) => Page.Locator("aws-onboarding").GetByText(text).First;

    /// <summary>Opens what is folded away under a word.</summary>
    public Task UnfoldAsync(string key) => Page.Locator("aws-onboarding summary").Filter(new() { HasTextRegex = new("^" + Regex.Escape(Say(key)) + "$", RegexOptions.None, TimeSpan.FromSeconds(1)) }).First.ClickAsync();

    public Task SeeAsync(string titleKey) => Expect(Title).ToHaveTextAsync(Say(titleKey));

    /// <summary>Keeps a screenshot, and checks the page with axe, which must find nothing.</summary>
    public async Task LookAsync(string step)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots", _manner.ToString()));
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder.FullName, $"{++_shots:00}-{step}.png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });
        (await ViolationsAsync().WaitAsync(s_axeMayTake)).ShouldBeEmpty(step);
        var overflow = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        overflow.ShouldBe(0, $"{step}: the page is wider than the screen.");
    }

    /// <summary>What the browser complained about that no test provoked.</summary>
    public void ComplainedAboutNothing() => _faults.ShouldBeEmpty();

    public async ValueTask DisposeAsync() => await Context.DisposeAsync();

    // Once for each document: loading axe takes longer than its look.
    private async Task<string[]> ViolationsAsync()
    {
        if (!await Page.EvaluateAsync<bool>("'axe' in window"))
            await Page.EvaluateAsync(s_axe);
        return await Page.EvaluateAsync<string[]>(
            "async () => (await axe.run({ resultTypes: ['violations'] })).violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html}`))");
    }

    private string Address(string path) => $"/?tenant={Tenant.Name}&language={_manner.Language}#onboarding:{path}";

    private static Regex Begins(string text) => new("^" + Regex.Escape(text), RegexOptions.None, TimeSpan.FromSeconds(1));

    private void Watch(IPage page)
    {
        page.PageError += (_, error) => _faults.Add(error);
        page.Console += (_, message) =>
        {
            // An answer of the API that is no success is the service's business, and is shown.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                _faults.Add(message.Text);
        };
    }
}
