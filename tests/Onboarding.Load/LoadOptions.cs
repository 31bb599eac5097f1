using System.Globalization;

namespace Onboarding.Load;

/// <summary>What the command line asks for.</summary>
/// <param name="Onboardings">How many whole onboardings to begin.</param>
/// <param name="Tenants">Of how many tenants.</param>
/// <param name="Concurrency">How many run concurrently.</param>
/// <param name="Faults">Whether AWS and the functions' processes fail meanwhile.</param>
/// <param name="Noisy">Whether to measure a tenant next to a noisy one instead.</param>
/// <param name="Attack">An attack of one tenant on the others to play instead; null for none.</param>
/// <param name="Endpoint">A running sandbox; null to start one.</param>
internal sealed record LoadOptions(int Onboardings = 2000, int Tenants = 24, int Concurrency = 16, bool Faults = true, bool Noisy = false, string? Attack = null, Uri? Endpoint = null)
{
    public const string Usage = """
        dotnet run -c Release --project tests/Onboarding.Load -- [options]

          --onboardings N   whole onboardings to begin (default 2000)
          --tenants N       tenants that they belong to (default 24)
          --concurrency N   at once (default 16)
          --no-faults       let nothing fail
          --noisy           measure a tenant's registration beside another tenant's missing roles, instead
          --attack NAME     play what one tenant can do to others, instead: frozen, list or flood
          --endpoint URL    a running sandbox that nobody else uses, instead of one of its own
        """;

    /// <summary>Reads the command line; null when it cannot be read.</summary>
    public static LoadOptions? Parse(string[] args) => Read(new LoadOptions(), args);

    private static LoadOptions? Read(LoadOptions options, string[] args) => args switch
    {
        [] => options,
        ["--no-faults", .. var rest] => Read(options with { Faults = false }, rest),
        ["--noisy", .. var rest] => Read(options with { Noisy = true }, rest),
        ["--attack", "frozen" or "list" or "flood", .. var rest] => Read(options with { Attack = args[1] }, rest),
        ["--onboardings", var n, .. var rest] when Count(n) is { } count => Read(options with { Onboardings = count }, rest),
        ["--tenants", var n, .. var rest] when Count(n) is { } count => Read(options with { Tenants = count }, rest),
        ["--concurrency", var n, .. var rest] when Count(n) is { } count => Read(options with { Concurrency = count }, rest),
        ["--endpoint", var url, .. var rest] when Uri.TryCreate(url, UriKind.Absolute, out var endpoint) => Read(options with { Endpoint = endpoint }, rest),
        _ => null,
    };

    private static int? Count(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : null;
}
