using System.CommandLine;
using Onboarding.Ops.Api;
using Onboarding.Ops.Output;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Commands;

/// <summary>The options that say which registrations a command is about.</summary>
internal sealed class FilterOptions
{
    private readonly Option<string> _state;
    private readonly Option<Age?> _olderThan;
    private readonly Option<string> _tenant;
    private readonly Option<string> _account;

    public FilterOptions(Language language)
    {
        _state = State(language);
        _olderThan = Choices.OlderThan(language);
        _tenant = new("--tenant") { Description = Words.TenantFilter.In(language), HelpName = "ID" };
        _account = new("--account") { Description = Words.AccountFilter.In(language), HelpName = "111122223333" };
        _account.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(token.Value.Length == 12 && token.Value.All(char.IsAsciiDigit)))
                result.AddError(Complaints.AccountMalformed.In(language, Printable.Of(token.Value)));
        });
    }

    /// <summary>The options, for a command's list of them.</summary>
    public Symbol[] All => [_state, _tenant, _account, _olderThan];

    /// <summary>What was chosen.</summary>
    public RegistrationFilter Of(ParseResult result) =>
        new(result.GetValue(_state) ?? RegistrationFilter.All, result.GetValue(_olderThan), result.GetValue(_tenant), result.GetValue(_account));

    private static Option<string> State(Language language)
    {
        var option = new Option<string>("--state") { Description = Words.State.In(language), HelpName = string.Join('|', RegistrationFilter.States) };
        option.CompletionSources.Add([.. RegistrationFilter.States]);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !RegistrationFilter.States.Contains(token.Value, StringComparer.Ordinal))
                result.AddError(Complaints.StateUnknown.In(language, Printable.Of(token.Value), string.Join(", ", RegistrationFilter.States)));
        });
        return option;
    }
}
