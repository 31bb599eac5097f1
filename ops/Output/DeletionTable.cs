using Onboarding.Ops.Commands;
using Onboarding.Ops.Texts;
using Spectre.Console.Rendering;

namespace Onboarding.Ops.Output;

/// <summary>What went, or would go, and what stays.</summary>
internal static class DeletionTable
{
    public static IRenderable Of(bool executed, IReadOnlyList<DeletionResult> results, Language language, DateTimeOffset now)
    {
        if (results.Count == 0)
            return Sheet.Of(Messages.NoRegistrations.In(language));
        var table = Sheet.WithHeadings(language, Columns.Id, Columns.Result, Columns.State, Columns.Since, Columns.Tenant, Columns.Name, Columns.Account);
        foreach (var result in results)
        {
            var r = result.Registration;
            Sheet.Row(
                table, result.Id, Messages.Result(result.Result).In(language), r?.State, r is null ? null : Sheet.Ago(r.Since, now, language), r?.Tenant, r?.Name, r?.AwsAccountId);
        }

        return Sheet.Of([table, .. results.SelectMany(r => Lines(executed, r, language)), Closing(executed, results, language)]);
    }

    private static IEnumerable<string> Lines(bool executed, DeletionResult result, Language language)
    {
        if (result.Reason is { } reason)
            yield return $"{result.Id}: {reason}";
        foreach (var gone in result.Deleted)
            yield return $"{result.Id}: {(executed ? Messages.Gone : Messages.WouldGo).In(language, gone)}";
        foreach (var kept in result.Kept)
            yield return $"{result.Id}: {Messages.Stays.In(language, kept)}";
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
