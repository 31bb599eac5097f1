using System.Text.Json;

namespace Onboarding.Functions.Verification.ReadBack;

/// <summary>Keeps what one check found at a size that can be stored, answered and sent, whatever the customer's policies hold.</summary>
internal static class FindingBounds
{
    /// <summary>The most findings of a check.</summary>
    public const int MaxFindings = 20;

    /// <summary>The most bytes that they have as JSON, as they are stored and as they are answered. With its probes, a check then has less than 32 kB.</summary>
    public const int MaxBytes = 24 * 1024;

    private static readonly string[] s_severities = [FindingSeverity.Trust, FindingSeverity.Permission, FindingSeverity.Advice];

    /// <summary>Each finding once. Of too many, those that matter most stay, in their order, and how many more there are is a finding of its own.</summary>
    public static IReadOnlyList<Finding> Fit(IEnumerable<Finding> found)
    {
        var all = found.DistinctBy(f => string.Join('\n', [f.Code, .. f.Arguments]), StringComparer.Ordinal).ToList();
        var kept = new HashSet<Finding>(ReferenceEqualityComparer.Instance);
        var bytes = 0;
        foreach (var finding in all.OrderBy(f => Array.IndexOf(s_severities, FindingKinds.Find(f.Code)?.Severity)))
        {
            bytes += BytesOf(finding);
            if (bytes > MaxBytes || kept.Count == MaxFindings)
                break;
            kept.Add(finding);
        }

        return kept.Count == all.Count ? all : [.. all.Where(kept.Contains), Omitted(all.Count - kept.Count)];
    }

    private static int BytesOf(Finding finding) => Math.Max(
        JsonSerializer.SerializeToUtf8Bytes(finding, FunctionsJson.Api.Finding).Length,
        Math.Max(BytesOf(FindingView.Of(finding, Language.English)), BytesOf(FindingView.Of(finding, Language.Japanese))));

    private static int BytesOf(FindingView? view) => view is null ? 0 : JsonSerializer.SerializeToUtf8Bytes(view, AnswersJson.Default.FindingView).Length;

    /// <summary>Tells operators that a check was too large in spite of its bounds, and is kept without its findings.</summary>
    public static void Dropped(TenantId tenant, string connectionId, Check check)
    {
        Metrics.Add(Metric.FindingsDropped);
        Log.FindingsDropped(tenant, connectionId, check.Findings?.Count ?? 0);
    }

    /// <summary>Says that there were more findings.</summary>
    public static Finding Omitted(int count) => Finding.Of(FindingKinds.FindingsOmitted, $"{count}");
}
