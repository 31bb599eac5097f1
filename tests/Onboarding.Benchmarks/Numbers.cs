namespace Onboarding.Benchmarks;

/// <summary>Medians, and how they are held against a limit.</summary>
internal static class Numbers
{
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>One line of a table: a measurement and its floor, without a limit.</summary>
    public static string Line(string what, double ours, double floor, string unit) => Beside(what, ours, floor, unit) + " | |";

    /// <summary>One line of a table: a measurement and its limit.</summary>
    public static string Line(string what, double ours, double floor, string unit, double limit, bool atMost = true)
    {
        var ratio = ours / floor;
        var held = atMost ? ratio <= limit : ratio >= limit;
        return Beside(what, ours, floor, unit) + $" {(atMost ? "≤" : "≥")} {limit:0.00} | {(held ? "yes" : "NO")} |";
    }

    private static string Beside(string what, double ours, double floor, string unit) => $"| {what} | {ours:0.##} {unit} | {floor:0.##} {unit} | {ours / floor:0.00} |";

    public const string Header = "| what | ours | bare | ratio | limit | held |\n|---|---:|---:|---:|---:|---|";
}
