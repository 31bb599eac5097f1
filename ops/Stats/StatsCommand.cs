using System.CommandLine;
using System.Globalization;
using Onboarding.Ops.Api;
using Onboarding.Ops.Commands;
using Onboarding.Ops.Help;
using Onboarding.Ops.Output;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Stats;

/// <summary><c>stats</c>: how far connections came.</summary>
internal static class StatsCommand
{
    private static readonly string[] s_keys = ["day", "profile", "region"];

    public static Command Make(Frame frame)
    {
        var (from, to, by) = (Day("--from", Words.StatsFrom, frame.Language), Day("--to", Words.StatsTo, frame.Language), By(frame.Language));
        var watch = ListingOptions.Watch(frame.Language);
        OptionGroup.Shown.Add(by);
        OptionGroup.Shown.Add(watch);
        return frame.Make(
            "stats",
            Words.Stats,
            (result, session, cancellation) => Watching.RunAsync(
                session,
                frame.Surroundings.Time,
                result.GetResult(watch) is null ? null : result.GetValue(watch),
                () => RunAsync(session, result.GetValue(from), result.GetValue(to), result.GetValue(by) ?? s_keys[0], cancellation),
                cancellation),
            from,
            to,
            by,
            watch)
            .With("stats", "stats --from 2026-11-01 --to 2026-11-28 --by profile", "stats --by region --json");
    }

    private static async Task<ExitCode> RunAsync(Session session, string? from, string? to, string by, CancellationToken cancellation)
    {
        var report = await session.Printer.WorkAsync(Messages.Counting, async progress =>
        {
            var stages = new List<StageCounts>();
            var first = await session.Api.StatsAsync(from, to, cancellation);
            stages.AddRange(first.Stages);
            // There was no time for all days: the rest is asked for.
            for (var until = first.Until; until is not null;)
            {
                progress(stages.Count);
                var page = await session.Api.StatsAsync(first.From, until, cancellation);
                stages.AddRange(page.Stages);
                until = page.Until;
            }

            return new StatsReport(first.From, first.To, by, StageSum.By(stages, by));
        });
        session.Printer.Print(report, OpsJson.Printed.StatsReport, () => StatsTable.Of(report, session.Language));
        return ExitCode.Done;
    }

    private static Option<string> Day(string name, Text does, Language language)
    {
        var option = new Option<string>(name) { Description = does.In(language), HelpName = "2026-11-28" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !DateOnly.TryParseExact(token.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                result.AddError(Complaints.DayMalformed.In(language, Printable.Of(token.Value)));
        });
        return option;
    }

    private static Option<string> By(Language language)
    {
        var option = new Option<string>("--by") { Description = Words.StatsBy.In(language), HelpName = string.Join('|', s_keys) };
        option.CompletionSources.Add(s_keys);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !s_keys.Contains(token.Value, StringComparer.Ordinal))
                result.AddError(NearMiss.After(Complaints.KeyUnknown.In(language, Printable.Of(token.Value), string.Join(", ", s_keys)), token.Value, s_keys, language));
        });
        return option;
    }
}
