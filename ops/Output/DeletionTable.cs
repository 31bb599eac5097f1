using Onboarding.Ops.Commands;
using Onboarding.Ops.Texts;
using Spectre.Console.Rendering;

namespace Onboarding.Ops.Output;

/// <summary>What went, or would go, and what stays: said once, however many there are.</summary>
internal static class DeletionTable
{
    /// <summary>So many different lines say what went or stays; the roles are different ones.</summary>
    private const int MostLines = 6;

    public static IRenderable Of(bool executed, IReadOnlyList<DeletionResult> results, Language language, DateTimeOffset now)
    {
        if (results.Count == 0)
            return Sheet.Of(Messages.NoRegistrations.In(language));
        var table = Sheet.WithHeadings(language, Columns.Id, Columns.Result, Columns.State, Columns.Since, Columns.Tenant, Columns.Name);
        foreach (var result in results)
        {
            var r = result.Registration;
            Sheet.Row(table, result.Id, Messages.Result(result.Result).In(language), r?.State, r is null ? null : Sheet.Ago(r.Since, now, language), r?.Tenant, r?.Name);
        }

        return Sheet.Of([
            table,
            .. results.Where(r => r.Reason is not null).Select(r => $"{r.Id}: {r.Reason}"),
            .. Lines(executed ? Messages.Gone : Messages.WouldGo, results.SelectMany(r => r.Deleted), language),
            .. Lines(Messages.Stays, results.SelectMany(r => r.Kept), language),
            Closing(executed, results, language),
        ]);
    }

    private static IEnumerable<string> Lines(Text text, IEnumerable<string> things, Language language)
    {
        var different = things.Distinct(StringComparer.Ordinal).ToList();
        foreach (var thing in different.Take(MostLines))
            yield return text.In(language, thing);
        if (different.Count > MostLines)
            yield return text.In(language, Messages.AndMore.In(language, different.Count - MostLines));
    }

    private static string Closing(bool executed, IReadOnlyList<DeletionResult> results, Language language)
    {
        var refused = results.Count(r => r.ExitCode != ExitCode.Done);
        if (results[^1].Result == "failed")
            return Messages.StoppedSum.In(language, results.Count - refused, refused - 1, results[^1].Id);
        return executed
            ? Messages.DeletedSum.In(language, results.Count - refused, refused)
            : Messages.DryRunSum.In(language, results.Count(r => r.Result == "would-be-deleted"), refused);
    }
}
