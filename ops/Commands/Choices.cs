using System.CommandLine;
using Onboarding.Ops.Output;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Commands;

/// <summary>The arguments and options that several commands take.</summary>
internal static class Choices
{
    public static Argument<string> Id(Language language)
    {
        var argument = new Argument<string>("id") { Description = Words.Id.In(language) };
        argument.Validators.Add(result => RequireIds(result, language));
        return argument;
    }

    public static Argument<string[]> Ids(Language language, ArgumentArity arity)
    {
        var argument = new Argument<string[]>("id") { Description = Words.Ids.In(language), Arity = arity };
        argument.Validators.Add(result => RequireIds(result, language));
        return argument;
    }

    public static Option<Age?> OlderThan(Language language) => new("--older-than")
    {
        Description = Words.OlderThan.In(language),
        HelpName = "30d",
        CustomParser = result =>
        {
            if (Age.TryParse(result.Tokens is [var token] ? token.Value : null, out var age))
                return age;
            result.AddError(Complaints.AgeMalformed.In(language, Printable.Of(result.Tokens is [var wrong] ? wrong.Value : "")));
            return null;
        },
    };

    public static Option<bool> Execute(Language language) => new("--execute", "--yes") { Description = Words.Execute.In(language) };

    private static void RequireIds(System.CommandLine.Parsing.ArgumentResult result, Language language)
    {
        foreach (var token in result.Tokens.Where(t => !RegistrationId.IsWellFormed(t.Value)))
            result.AddError(Complaints.IdMalformed.In(language, Printable.Of(token.Value)));
    }
}
