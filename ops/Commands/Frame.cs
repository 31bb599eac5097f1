using System.CommandLine;
using Onboarding.Ops.Api;
using Onboarding.Ops.Doctor;
using Onboarding.Ops.Help;
using Onboarding.Ops.Output;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Commands;

/// <summary>What every command has in common: the language, the options for the API and the credentials, and the exit code.</summary>
internal sealed class Frame(Language language, Surroundings surroundings)
{
    private readonly Option<bool> _json = new("--json") { Description = Words.Json.In(language), Recursive = true };
    private readonly Option<string> _endpoint = new("--endpoint") { Description = Words.Endpoint.In(language), HelpName = "URL", Recursive = true };
    private readonly Option<string> _profile = new("--profile") { Description = Words.Profile.In(language), HelpName = "NAME", Recursive = true };
    private readonly Option<string> _region = new("--region") { Description = Words.Region.In(language), HelpName = "REGION", Recursive = true };
    private readonly Option<string> _lang = new("--lang") { Description = Words.Lang.In(language), HelpName = "en|ja", Recursive = true };

    public Language Language => language;

    public Surroundings Surroundings => surroundings;

    public void AddOptions(RootCommand root)
    {
        _lang.CompletionSources.Add("en", "ja");
        _lang.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && LanguageChoice.Parse(token.Value) is null)
                result.AddError(Complaints.LanguageUnknown.In(language, Printable.Of(token.Value)));
        });
        foreach (var option in new Option[] { _json, _lang })
            root.Options.Add(OptionGroup.Shown.Add(option));
        foreach (var option in new Option[] { _endpoint, _profile, _region })
            root.Options.Add(OptionGroup.Connection.Add(option));
    }

    /// <summary>A command that speaks to the API.</summary>
    public Command Make(string name, Text does, Func<ParseResult, Session, CancellationToken, Task<ExitCode>> run, params ReadOnlySpan<Symbol> symbols)
    {
        var command = new Command(name, does.In(language));
        foreach (var symbol in symbols)
            Add(command, symbol);
        command.SetAction((result, cancellation) => RunAsync(result, run, cancellation));
        return command;
    }

    /// <summary>A command that only holds others.</summary>
    public Command Group(string name, Text does, params ReadOnlySpan<Command> commands)
    {
        var group = new Command(name, does.In(language)) { Action = new HelpText(language) };
        foreach (var command in commands)
            group.Subcommands.Add(command);
        return group;
    }

    private static void Add(Command command, Symbol symbol)
    {
        if (symbol is Argument argument)
            command.Arguments.Add(argument);
        else
            command.Options.Add((Option)symbol);
    }

    private async Task<int> RunAsync(ParseResult result, Func<ParseResult, Session, CancellationToken, Task<ExitCode>> run, CancellationToken cancellation)
    {
        var printer = new Printer(language, surroundings, result.GetValue(_json));
        try
        {
            using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(35) };
            return (int)await run(result, Connect(result, http, printer), cancellation);
        }
        catch (StopException e)
        {
            printer.Stop(e);
            return (int)e.ExitCode;
        }
    }

    private Session Connect(ParseResult result, HttpClient http, Printer printer)
    {
        var text = result.GetValue(_endpoint) ?? Variable("ONBOARDING_API");
        if (text is null)
            throw new StopException(ExitCode.Usage, Complaints.NoEndpoint.In(language));
        if (!ApiAddress.TryParse(text, out var address))
            throw new StopException(ExitCode.Usage, Complaints.EndpointMalformed.In(language, Printable.Of(text)));
        var profile = result.GetValue(_profile);
        var region = result.GetValue(_region) ?? address.Region ?? CredentialSource.RegionOf(profile, Variable)
            ?? Variable("AWS_REGION") ?? Variable("AWS_DEFAULT_REGION");
        if (region is null)
            throw new StopException(ExitCode.Usage, Complaints.NoRegion.In(language));
        var credentials = CredentialSource.Find(profile, language);
        var signer = new RequestSigner(credentials, region, surroundings.Time);
        var everywhere = Uri.TryCreate(Variable("AWS_ENDPOINT_URL"), UriKind.Absolute, out var endpoint) ? endpoint : null;
        return new Session(new OperatorApi(new SignedHttp(http, address, signer, language, surroundings.Time), language), printer, language)
        {
            Address = address,
            Http = http,
            Aws = new AwsCalls(http, credentials, region, everywhere, surroundings.Time),
        };
    }

    private string? Variable(string name) => surroundings.Environment(name) is { Length: > 0 } value ? value : null;
}

/// <summary>One run of a command: the API, and the way to the person or script.</summary>
internal sealed record Session(OperatorApi Api, Printer Printer, Language Language)
{
    /// <summary>Where the API is.</summary>
    public required ApiAddress Address { get; init; }

    /// <summary>Sends unsigned requests.</summary>
    public required HttpClient Http { get; init; }

    /// <summary>AWS itself, with the operator's credentials.</summary>
    public required AwsCalls Aws { get; init; }
}
