using System.Globalization;
using System.Text;
using Onboarding.Profiles.Aws;
using Onboarding.Templates;

namespace Onboarding.Profiles;

/// <summary>What each profile grants, for people who write one.</summary>
internal static class CheckTable
{
    /// <summary>A table for each profile.</summary>
    public static string Of(IEnumerable<Profile> profiles) => string.Join('\n', profiles.Select(Of));

    private static string Of(Profile profile)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{profile.Name} {profile.Version}: {profile.Title.English}\n");
        var packed = Packing.Pack(profile, PolicyStyle.Inline);
        string[][] rows =
        [
            ["Sid", "feature", "effect", "levels", "scope", "characters", "policies"],
            .. profile.AllStatements.Select(s => Row(profile, s.Statement, s.Feature, packed)),
            .. profile.AllManagedPolicies.Select(p => (string[])["", p.Feature?.Id ?? "", "Allow", "", "AWS managed", "", p.Name]),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(i => rows.Max(r => r[i].Length)).ToList();
        foreach (var row in rows)
            text.Append("  ").AppendJoin("  ", row.Select((cell, i) => i == row.Length - 1 ? cell : cell.PadRight(widths[i]))).Append('\n');
        var sizes = string.Join(", ", packed.Select(p => $"{p.Name} {Packing.LengthOf(profile, p)}"));
        text.Append(CultureInfo.InvariantCulture, $"  {(packed.Any(p => p.IsManaged) ? "customer managed" : "inline")}: {(sizes.Length > 0 ? sizes : "none")} characters\n");
        return text.ToString();
    }

    private static string[] Row(Profile profile, PolicyStatement statement, ProfileFeature? feature, IReadOnlyList<PackedPolicy> packed) =>
    [
        statement.Sid,
        feature?.Id ?? "",
        statement.Allows ? "Allow" : "Deny",
        string.Join(", ", ActionTable.Current.Matching(statement).GroupBy(a => a.Level).OrderByDescending(l => l.Key).Select(l => $"{AccessLevels.NameOf(l.Key)} {l.Count()}")),
        ScopeOf(statement),
        (Packing.LengthOf(profile, statement) - 1).ToString(CultureInfo.InvariantCulture),
        string.Join(", ", packed.Where(p => p.Statements.Any(s => s.Statement.Sid == statement.Sid)).Select(p => p.Name)),
    ];

    private static string ScopeOf(PolicyStatement statement) =>
        (statement.Resources is ["*"] && !statement.IsNotResource ? "*" : statement.IsNotResource ? "all but some" : "scoped") + (statement.Conditions.Count > 0 ? ", conditions" : "");
}
