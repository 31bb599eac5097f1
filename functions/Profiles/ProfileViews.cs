using System.Text.Json;
using Onboarding.Templates;

namespace Onboarding.Functions.Profiles;

/// <summary>Shows a profile by the API's contract.</summary>
internal static class ProfileViews
{
    /// <summary>A profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="language">The caller's.</param>
    /// <param name="isDetailed">Whether each action is described.</param>
    public static ProfileView Of(Profile profile, Language language, bool isDetailed) => new()
    {
        Name = profile.Name,
        Title = In(profile.Title, language),
        Description = In(profile.Description, language),
        TemplateVersion = profile.Version,
        MaxSessionSeconds = profile.MaxSessionSeconds,
        Features =
        [
            .. profile.Features.Select(f => new FeatureView(
                f.Id, In(f.Title, language), In(f.Why, language), f.Default, f.Parameters, f.Grants.ManagedPolicies, Statements(f.Grants, language, isDetailed))),
        ],
        Parameters = [.. profile.Parameters.Select(p => new ParameterView(p.Name, In(p.Title, language), In(p.Description, language), p.Pattern.Text, p.Default))],
        ManagedPolicies = profile.Grants.ManagedPolicies,
        Statements = Statements(profile.Grants, language, isDetailed),
        Permissions =
        [
            .. profile.AllStatements.Select(s => s.Statement).Where(s => s is { Allows: true, IsNotAction: false })
                .SelectMany(s => s.Actions.Select(a => (Action: a, s.Why))).DistinctBy(a => a.Action, StringComparer.OrdinalIgnoreCase).Select(a => PermissionOf(a.Action, a.Why, language)),
        ],
        Policy = JsonElement.Parse(PolicyStatement.Document(profile.Grants.Statements)),
    };

    // Permissions that change something matter most to the reader's decision.
    private static IReadOnlyList<StatementView> Statements(PolicySet set, Language language, bool isDetailed) =>
        [.. set.Statements.OrderByDescending(HighestLevel).Select(s => StatementOf(s, language, isDetailed))];

    private static AccessLevel HighestLevel(PolicyStatement statement) =>
        !statement.Allows ? AccessLevel.List : statement.IsNotAction ? AccessLevel.PermissionsManagement : statement.Actions.Max(LevelOf);

    private static StatementView StatementOf(PolicyStatement statement, Language language, bool isDetailed) => new(
        statement.Sid,
        statement.Allows ? "Allow" : "Deny",
        In(statement.Why, language),
        statement.IsNotAction ? [] : [.. statement.Actions.OrderByDescending(LevelOf).Select(a => new ActionView(a, AccessLevels.NameOf(LevelOf(a)), isDetailed ? DescriptionOf(a) : null))],
        statement.IsNotAction ? statement.Actions : null,
        statement.IsNotResource ? null : statement.Resources,
        statement.IsNotResource ? statement.Resources : null,
        statement.Conditions.Count == 0 ? null : JsonElement.Parse(statement.ToJson()).GetProperty("Condition"));

    // Japanese words come from the vendor, not from a machine: why the statement is there.
    private static PermissionView PermissionOf(string action, Words why, Language language)
    {
        var words = Permission.Of(action);
        return new PermissionView(action, language == Language.Japanese ? (words.Japanese != action ? words.Japanese : why.Japanese) : words.English != action ? words.English : why.English);
    }

    private static AccessLevel LevelOf(string action) => ProfileCatalog.Current.Actions.GetValueOrDefault(action)?.Level ?? AccessLevel.PermissionsManagement;

    private static string? DescriptionOf(string action) => ProfileCatalog.Current.Actions.GetValueOrDefault(action)?.Description is { Length: > 0 } description ? description : null;

    private static string In(Words words, Language language) => new Text(words.English, words.Japanese).In(language);
}
