using System.CommandLine;
using System.Text.RegularExpressions;
using Onboarding.Ops.Api;
using Onboarding.Ops.Help;
using Onboarding.Ops.Output;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Commands;

/// <summary>The options that say which registrations a command is about.</summary>
internal sealed partial class FilterOptions
{
    private readonly Option<string> _state;
    private readonly Option<Age?> _olderThan;
    private readonly Option<string> _tenant;
    private readonly Option<string> _account;
    private readonly Option<string> _name;
    private readonly Option<string> _profile;
    private readonly Option<string> _version;

    public FilterOptions(Language language)
    {
        _state = State(language);
        _olderThan = Choices.OlderThan(language);
        _tenant = new("--tenant") { Description = Words.TenantFilter.In(language), HelpName = "ID" };
        _account = new("--account") { Description = Words.AccountFilter.In(language), HelpName = "111122223333" };
        _name = new("--name") { Description = Words.NameFilter.In(language), HelpName = "TEXT" };
        _profile = new("--profile-name") { Description = Words.ProfileFilter.In(language), HelpName = "NAME" };
        _version = new("--template-version") { Description = Words.VersionFilter.In(language), HelpName = "1.0.0|<1.1.0" };
        Require(_account, AccountForm(), Complaints.AccountMalformed, language);
        Require(_version, VersionForm(), Complaints.VersionMalformed, language);
    }

    /// <summary>The options, for a command's list of them.</summary>
    public Symbol[] All => [.. new Option[] { _state, _tenant, _account, _name, _profile, _version, _olderThan }.Select(o => OptionGroup.Filters.Add(o))];

    /// <summary>Whether any filter was given.</summary>
    public bool IsGiven(ParseResult result) => All.Any(o => result.GetResult((Option)o) is not null);

    /// <summary>What was chosen.</summary>
    public RegistrationFilter Of(ParseResult result) => new(result.GetValue(_state) ?? RegistrationFilter.All, result.GetValue(_olderThan))
    {
        Tenant = result.GetValue(_tenant),
        AwsAccount = result.GetValue(_account),
        Name = result.GetValue(_name),
        Profile = result.GetValue(_profile),
        TemplateVersion = result.GetValue(_version),
    };

    private static void Require(Option<string> option, Regex form, Text complaint, Language language) => option.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && !form.IsMatch(token.Value))
            result.AddError(complaint.In(language, Printable.Of(token.Value)));
    });

    private static Option<string> State(Language language)
    {
        var option = new Option<string>("--state") { Description = Words.State.In(language), HelpName = "STATE" };
        option.CompletionSources.Add([.. RegistrationFilter.States]);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !RegistrationFilter.States.Contains(token.Value, StringComparer.Ordinal))
                result.AddError(NearMiss.After(Complaints.StateUnknown.In(language, Printable.Of(token.Value), string.Join(", ", RegistrationFilter.States)), token.Value, RegistrationFilter.States, language));
        });
        return option;
    }

    [GeneratedRegex(@"^[0-9]{12}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AccountForm();

    [GeneratedRegex(@"^<?[0-9]{1,4}(\.[0-9]{1,4}){1,3}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionForm();
}
