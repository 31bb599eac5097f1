using System.Text;

namespace Onboarding.Cdk.Publishing;

/// <summary>What a customer who updates from one version of the templates to another gives and takes.</summary>
internal static class PermissionDiff
{
    /// <summary>Compares two versions.</summary>
    /// <returns>A line for each profile whose permissions differ, and below it one for each action: <c>+</c> given, <c>-</c> taken.</returns>
    public static string Of(TemplateVersion from, TemplateVersion to)
    {
        var text = new StringBuilder();
        foreach (var profile in from.Profiles.Keys.Union(to.Profiles.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
            Append(text, profile, ActionsOf(from, profile), ActionsOf(to, profile));
        return text.Length > 0 ? text.ToString() : $"The permissions of {from.Version} and {to.Version} are the same.\n";
    }

    private static void Append(StringBuilder text, string profile, IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        string[] lines =
        [
            .. after.Except(before, StringComparer.Ordinal).Select(a => "  + " + a),
            .. before.Except(after, StringComparer.Ordinal).Select(a => "  - " + a),
        ];
        if (lines.Length > 0)
            text.Append(profile).Append('\n').AppendJoin('\n', lines).Append('\n');
    }

    private static IReadOnlyList<string> ActionsOf(TemplateVersion version, string profile) => version.Profiles.GetValueOrDefault(profile)?.Actions ?? [];
}
