using System.CommandLine;
using System.Globalization;
using Onboarding.Ops.Api;
using Onboarding.Ops.Output;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Commands;

/// <summary><c>events redrive</c>: has events that never arrived delivered again.</summary>
internal static class EventsCommand
{
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static Command Make(Frame frame)
    {
        var language = frame.Language;
        var from = Time("--from", Words.RedriveFrom, language);
        var to = Time("--to", Words.RedriveTo, language);
        var mails = new Option<bool>("--mails") { Description = Words.RedriveMails.In(language) };
        var redrive = frame.Make(
            "redrive",
            Words.Redrive,
            (result, session, cancellation) => RunAsync(session, result.GetValue(mails), result.GetRequiredValue(from), result.GetRequiredValue(to), cancellation),
            from,
            to,
            mails);
        return frame.Group("events", Words.Events, redrive);
    }

    private static Option<string> Time(string name, Text does, Language language)
    {
        var option = new Option<string>(name) { Description = does.In(language), HelpName = "2026-11-28T10:00:00Z", Required = true };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !DateTimeOffset.TryParseExact(token.Value, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
                result.AddError(Complaints.TimeMalformed.In(language, Printable.Of(token.Value)));
        });
        return option;
    }

    private static async Task<ExitCode> RunAsync(Session session, bool mails, string from, string to, CancellationToken cancellation)
    {
        var report = await session.Printer.WorkAsync(Messages.Redriving, async progress =>
        {
            var delivered = 0;
            await foreach (var round in session.Api.RedriveAsync(mails, from, to, cancellation))
            {
                delivered += round.Delivered;
                progress(delivered);
            }

            return new RedriveReport(delivered);
        });
        session.Printer.Print(report, OpsJson.Printed.RedriveReport, () => Sheet.Pairs(session.Language, (Columns.Delivered, report.Delivered.ToString(CultureInfo.InvariantCulture))));
        return ExitCode.Done;
    }
}

/// <summary>What a redrive came to.</summary>
/// <param name="Delivered">How many events were delivered again.</param>
internal sealed record RedriveReport(int Delivered);
