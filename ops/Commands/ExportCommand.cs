using System.CommandLine;
using System.Text;
using System.Text.Json;
using Onboarding.Ops.Api;
using Onboarding.Ops.Output;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Commands;

/// <summary><c>export</c>: registrations for a spreadsheet or another program.</summary>
internal static class ExportCommand
{
    private const string Csv = "csv";
    private const string Json = "json";

    public static Command Make(Frame frame)
    {
        var format = Format(frame.Language);
        var output = new Option<string>("--output", "-o") { Description = Words.Output.In(frame.Language), HelpName = "FILE" };
        var mark = new Option<bool>("--bom") { Description = Words.ByteOrderMark.In(frame.Language) };
        var filter = new FilterOptions(frame.Language);
        return frame.Make(
            "export",
            Words.Export,
            async (result, session, cancellation) =>
            {
                var registrations = await RegistrationsCommand.ReadAsync(session, filter.Of(result), cancellation);
                var isCsv = result.GetValue(format) == Csv && !session.Printer.Json;
                var text = isCsv ? RegistrationCsv.Of(registrations) : JsonSerializer.Serialize(new(registrations), OpsJson.Printed.RegistrationPage) + "\n";
                await WriteAsync(frame, result.GetValue(output), isCsv && result.GetValue(mark) ? "\uFEFF" + text : text, registrations.Count, cancellation);
                return ExitCode.Done;
            },
            [format, output, mark, .. filter.All]);
    }

    private static Option<string> Format(Language language)
    {
        var option = new Option<string>("--format") { Description = Words.Format.In(language), HelpName = "csv|json", DefaultValueFactory = _ => Csv };
        option.CompletionSources.Add(Csv, Json);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && token.Value is not (Csv or Json))
                result.AddError(Complaints.FormatUnknown.In(language, Printable.Of(token.Value)));
        });
        return option;
    }

    private static async Task WriteAsync(Frame frame, string? path, string text, int count, CancellationToken cancellation)
    {
        if (path is null)
        {
            await frame.Surroundings.Output.WriteAsync(text.AsMemory(), cancellation);
            return;
        }

        try
        {
            // Never over a file that is there.
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            await file.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StopException(ExitCode.Usage, Complaints.NotWritten.In(frame.Language, Printable.Of(path), e.Message.TrimEnd('.')));
        }

        await frame.Surroundings.Error.WriteLineAsync(Messages.Written(count).In(frame.Language, count, Printable.Of(path)));
    }
}
