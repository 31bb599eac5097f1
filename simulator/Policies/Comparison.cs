using System.Globalization;
using System.Net;

namespace Onboarding.Simulator.Policies;

/// <summary>How an operator compares the policy's value with the request's; null when either has no such form.</summary>
/// <param name="TakesVariables">Only string and ARN operators replace <c>${…}</c>.</param>
/// <param name="Compare">Policy's value, request's value.</param>
internal sealed record Comparison(bool TakesVariables, Func<PolicyText, string, bool?> Compare)
{
    public static readonly Comparison StringEquals =
        new(true, (policy, request) => string.Equals(policy.Literal, request, StringComparison.Ordinal));

    public static readonly Comparison StringEqualsIgnoreCase =
        new(true, (policy, request) => string.Equals(policy.Literal, request, StringComparison.OrdinalIgnoreCase));

    public static readonly Comparison StringLike = new(true, (policy, request) => policy.Matches(request));

    /// <summary><c>ArnEquals</c> and <c>ArnLike</c> behave alike.</summary>
    public static readonly Comparison ArnLike = new(true, (policy, request) => ArnMatch.Matches(policy, request));

    public static readonly Comparison Bool = new(false, (policy, request) =>
        bool.TryParse(policy.Literal, out var wanted) && bool.TryParse(request, out var present) ? wanted == present : null);

    public static readonly Comparison IpAddress = new(false, (policy, request) =>
        ParseRange(policy.Literal) is { } range && IPAddress.TryParse(request, out var address) ? range.Contains(address) : null);

    public static Comparison Numeric(Func<int, bool> accepts) => new(false, (policy, request) =>
        ParseNumber(policy.Literal) is { } wanted && ParseNumber(request) is { } present ? accepts(present.CompareTo(wanted)) : null);

    public static Comparison Date(Func<int, bool> accepts) => new(false, (policy, request) =>
        ParseDate(policy.Literal) is { } wanted && ParseDate(request) is { } present ? accepts(present.CompareTo(wanted)) : null);

    /// <summary>ISO 8601 (a date, or a date and time in UTC), or seconds since 1970.</summary>
    public static DateTimeOffset? ParseDate(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
        string[] formats = ["yyyy", "yyyy-MM", "yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];
        return DateTimeOffset.TryParseExact(
            text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? date
            : null;
    }

    private static decimal? ParseNumber(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static IPNetwork? ParseRange(string text)
    {
        if (IPAddress.TryParse(text, out var one)) return new IPNetwork(one, one.GetAddressBytes().Length * 8);
        return IPNetwork.TryParse(text, out var range) ? range : null;
    }
}
