using System.Globalization;

namespace Onboarding.Functions.Http;

/// <summary>The choice between Japanese and English by the <c>Accept-Language</c> header (RFC 9110, section 12.5.4).</summary>
internal static class AcceptLanguage
{
    public static Language Choose(string? header)
    {
        var best = Language.English;
        var bestQuality = 0.0;
        foreach (var item in (header ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = item.Split(';', StringSplitOptions.TrimEntries);
            var quality = Quality(parts);
            if (quality > bestQuality && Find(parts[0]) is { } language)
                (best, bestQuality) = (language, quality);
        }

        return best;
    }

    private static Language? Find(string tag) => tag.Split('-')[0].ToLowerInvariant() switch
    {
        "ja" => Language.Japanese,
        "en" or "*" => Language.English,
        _ => null,
    };

    private static double Quality(string[] parts)
    {
        var weight = Array.Find(parts, p => p.StartsWith("q=", StringComparison.OrdinalIgnoreCase));
        if (weight is null)
            return 1;
        return double.TryParse(weight.AsSpan(2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : 0;
    }
}
