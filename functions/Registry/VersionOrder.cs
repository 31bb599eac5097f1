using System.Globalization;

namespace Onboarding.Functions.Registry;

/// <summary>Puts template versions in their order as numbers, which DynamoDB can compare: as texts, 1.10.0 would come before 1.9.0.</summary>
internal static class VersionOrder
{
    private const int MaxPart = 9999;
    private const int Parts = 4;

    /// <summary>The number of a version.</summary>
    /// <param name="version">Two to four numbers between dots, each at most 9,999.</param>
    /// <returns>A number that is greater for a later version; null when the text is no version.</returns>
    public static long? Of(string version)
    {
        var parts = version.Split('.');
        if (parts.Length is < 2 or > Parts)
            return null;
        var order = 0L;
        for (var i = 0; i < Parts; i++)
        {
            var part = 0;
            if (i < parts.Length && !(parts[i].Length is > 0 and <= 4 && int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out part)))
                return null;
            order = (order * (MaxPart + 1)) + part;
        }

        return order;
    }
}
