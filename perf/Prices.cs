namespace Onboarding.Perf;

/// <summary>AWS's list prices in us-east-1, US dollars, November 2026; <c>docs/deploy.md</c> names their pages.</summary>
internal static class Prices
{
    /// <summary>A write unit, on demand.</summary>
    public const double Write = 0.625e-6;

    /// <summary>A read unit, on demand.</summary>
    public const double Read = 0.125e-6;

    /// <summary>A gigabyte in the table, a month.</summary>
    public const double StoredGigabyte = 0.25;

    /// <summary>A gigabyte-second of Lambda on x86.</summary>
    public const double GigabyteSecond = 0.0000166667;
}
