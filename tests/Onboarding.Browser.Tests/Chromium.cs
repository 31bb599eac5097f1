namespace Onboarding.Browser.Tests;

/// <summary>One Chromium and one sandbox for a collection of tests; each test is a tenant of its own in a browser context of its own.</summary>
public class Chromium : SandboxProcess, IAsyncLifetime
{
    private static readonly string[] s_flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright _playwright = null!;

    internal IBrowser Browser { get; private set; } = null!;

    /// <summary>A vendor's own site, which can call the API from another origin.</summary>
    internal VendorSite Vendor { get; } = VendorSite.Open();

    protected override IReadOnlyList<string> Options => ["--allow-origin", Vendor.Origin];

    async Task IAsyncLifetime.InitializeAsync()
    {
        var browser = InstalledBrowser.Found;
        await InitializeAsync();
        // Verifying waits inside one request, up to 17 s, for AWS to know a new role.
        SetDefaultExpectTimeout(30_000);
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = browser.Path,
            Args = s_flags,
            Env = browser.Libraries is { } libraries ? [KeyValuePair.Create("LD_LIBRARY_PATH", libraries)] : null,
        });
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
        Vendor.Dispose();
        await DisposeAsync();
    }

    /// <summary>Opens the demo page for a new tenant.</summary>
    internal async Task<Visit> VisitAsync(Manner? manner = null, string path = "/", bool isOpen = true)
    {
        var visit = await Visit.BeginAsync(this, manner ?? Manner.English, await TenantAsync());
        if (isOpen)
            await visit.OpenAsync(path);
        return visit;
    }
}

/// <summary>One half of the tests; the other half is <see cref="Reading"/>, which runs at the same time.</summary>
[CollectionDefinition(Name)]
public sealed class Connecting : ICollectionFixture<Chromium>
{
    public const string Name = "Browser, connecting";
}

/// <summary>The other half of the tests.</summary>
[CollectionDefinition(Name)]
public sealed class Reading : ICollectionFixture<Chromium>
{
    public const string Name = "Browser, reading";
}

/// <summary>The language, the colors and the screen width of a visit.</summary>
internal sealed record Manner(string Language, ColorScheme Scheme, int Width)
{
    public static readonly Manner English = new("en", ColorScheme.Light, 1280);
    public static readonly Manner Japanese = new("ja", ColorScheme.Light, 1280);

    public bool IsPhone => Width < 600;

    public override string ToString() => $"{Language}-{Scheme.ToString().ToLowerInvariant()}-{Width}";
}
