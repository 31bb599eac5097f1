using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Onboarding.Ops.Api;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Onboarding.Ops.Output;

/// <summary>Prints answers: tables for people, JSON for scripts. Progress and complaints go to the other stream.</summary>
internal sealed class Printer(Language language, Surroundings surroundings, bool json)
{
    private readonly IAnsiConsole _answers = ConsoleOn(surroundings.Output, WidthIn(surroundings.Environment));
    private readonly IAnsiConsole _progress = ConsoleOn(surroundings.Error, width: null);

    /// <summary>Whether <c>--json</c> was given.</summary>
    public bool Json => json;

    /// <summary>Prints one answer.</summary>
    public void Print<T>(T answer, JsonTypeInfo<T> type, Func<IRenderable> forPeople)
    {
        if (json)
            surroundings.Output.WriteLine(JsonSerializer.Serialize(answer, type));
        else
            _answers.Write(forPeople());
    }

    /// <summary>Clears the terminal before an answer is shown again; in a pipe, answers follow one another.</summary>
    public void Again()
    {
        if (_answers.Profile.Out.IsTerminal && !json)
            _answers.Clear();
    }

    /// <summary>Says why the command stopped; to scripts on the same stream as an answer, as <c>{"error":…}</c>.</summary>
    public void Stop(StopException stop)
    {
        surroundings.Error.WriteLine(stop.Message);
        if (json)
            surroundings.Output.WriteLine(JsonSerializer.Serialize(StopReport.Of(stop), OpsJson.Printed.StopReport));
    }

    /// <summary>Does something long; on a terminal a line says how far it is.</summary>
    /// <param name="what">What is being done; {0} is how much of it is done.</param>
    /// <param name="work">The work; it is given what to call with that number.</param>
    public Task<T> WorkAsync<T>(Text what, Func<Action<int>, Task<T>> work)
    {
        if (!_progress.Profile.Out.IsTerminal)
            return work(_ => { });
        return _progress.Status().StartAsync(
            Markup.Escape(what.In(language, 0)), status => work(count => status.Status(Markup.Escape(what.In(language, count)))));
    }

    // What is not a terminal has no width, unless COLUMNS says so: nothing may be cut or wrapped on its way into a file or a pipe.
    private static IAnsiConsole ConsoleOn(TextWriter writer, int? width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (width is not null || !console.Profile.Out.IsTerminal)
            console.Profile.Width = width ?? 2000;
        return console;
    }

    private static int? WidthIn(Func<string, string?> environment) =>
        int.TryParse(environment("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns) && columns is >= 40 and <= 2000 ? columns : null;
}

/// <summary>What <c>--json</c> prints when a command could not do its work.</summary>
internal sealed record StopReport(StopReport.Cause Error)
{
    public static StopReport Of(StopException stop) => new(new Cause(stop.ExitCode.ToString(), stop.ApiCode, stop.Message));

    /// <summary>Why.</summary>
    /// <param name="Kind">The name of the exit code.</param>
    /// <param name="Code">The API's own code, when it was the API that refused.</param>
    /// <param name="Message">The sentence for people.</param>
    internal sealed record Cause(string Kind, string? Code, string Message);
}
