using System.Globalization;
using Onboarding.Functions.Audit;

namespace Onboarding.Functions.Accounts;

/// <summary>Checks that found just what the last kept one found. Their evidence is not kept; how many there were, and the time of the last, is.</summary>
/// <param name="Count">How many, from 1.</param>
/// <param name="LastAt">When the last one ran.</param>
internal sealed record UnchangedChecks(int Count, DateTimeOffset LastAt)
{
    // The names under which an audit entry states them.
    private const string CountFact = "unchangedChecks";
    private const string SinceFact = "unchangedSince";
    private const string UntilFact = "unchangedUntil";

    /// <summary>One more.</summary>
    public static UnchangedChecks After(UnchangedChecks? before, DateTimeOffset at) => new((before?.Count ?? 0) + 1, at);

    /// <summary>States in the next audit entry what was not written with each check: since when, until when and how often the account was found as its last kept check found it.</summary>
    public static Decision State(Decision decision, AccountRecord account) => account.Schedule.Unchanged is { } unchanged
        ? decision.With(CountFact, unchanged.Count.ToString(CultureInfo.InvariantCulture))
            .With(SinceFact, UtcTime.Of(account.LastCheck.At).ToString())
            .With(UntilFact, UtcTime.Of(unchanged.LastAt).ToString())
        : decision;

    /// <summary>Reads what an audit entry states; null when it states nothing.</summary>
    public static UnchangedChecks? Of(AuditEntry entry) =>
        entry.Facts is { } facts
        && facts.TryGetValue(CountFact, out var count) && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && facts.TryGetValue(UntilFact, out var until) && DateTimeOffset.TryParse(until, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var last)
            ? new UnchangedChecks(number, last)
            : null;
}
