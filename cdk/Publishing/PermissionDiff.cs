using System.Globalization;
using System.Text;
using Onboarding.Templates;

namespace Onboarding.Cdk.Publishing;

/// <summary>What a customer who updates from one version of the templates to another gives and takes, in words.</summary>
internal static class PermissionDiff
{
    /// <summary>Compares two versions of every profile that has both.</summary>
    /// <returns>A block for each profile whose permissions differ, by feature: <c>+</c> given, <c>-</c> taken, <c>~</c> a statement that applies elsewhere or under other conditions.</returns>
    public static string Of(ProfileCatalog catalog, string from, string to)
    {
        var text = new StringBuilder();
        foreach (var profile in catalog.Profiles)
        {
            if (profile.FindVersion(from) is { } before && profile.FindVersion(to) is { } after)
                Append(text, catalog, profile, TemplateDifference.Between(before, after));
        }

        return text.Length > 0 ? text.ToString() : $"The permissions of {from} and {to} are the same.\n";
    }

    private static void Append(StringBuilder text, ProfileCatalog catalog, Profile profile, TemplateDifference difference)
    {
        if (difference.Parts.Count > 0)
            text.Append(profile.Name).Append('\n');
        foreach (var part in difference.Parts)
        {
            if (part.Feature is not null)
                text.Append(CultureInfo.InvariantCulture, $"  feature {part.Feature}: {profile.Features.FirstOrDefault(f => f.Id == part.Feature)?.Title.English ?? "no longer offered"}\n");
            foreach (var action in part.Added)
                text.Append("  + ").Append(InWords(catalog, action)).Append('\n');
            foreach (var action in part.Removed)
                text.Append("  - ").Append(InWords(catalog, action)).Append('\n');
            foreach (var sid in part.Changed)
                text.Append("  ~ ").Append(sid).Append('\n');
        }
    }

    private static string InWords(ProfileCatalog catalog, string action) =>
        catalog.Actions.GetValueOrDefault(action)?.Description is { Length: > 0 } description ? $"{action} ({description})" : action;
}
