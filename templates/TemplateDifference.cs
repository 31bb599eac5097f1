namespace Onboarding.Templates;

/// <summary>What a role gains and loses when its stack is updated from one version of the template to another.</summary>
/// <param name="Added">The actions that only the newer version gives.</param>
/// <param name="Removed">The actions that only the older version gives.</param>
public sealed record TemplateDifference(IReadOnlyList<string> Added, IReadOnlyList<string> Removed)
{
    /// <summary>Compares two versions of a profile's template.</summary>
    /// <param name="from">The version that the role has.</param>
    /// <param name="to">The version that it would get.</param>
    /// <param name="profile">The profile.</param>
    public static TemplateDifference Between(TemplateVersion from, TemplateVersion to, Profile profile) => new(
        [.. to.ActionsOf(profile).Except(from.ActionsOf(profile), StringComparer.OrdinalIgnoreCase)],
        [.. from.ActionsOf(profile).Except(to.ActionsOf(profile), StringComparer.OrdinalIgnoreCase)]);
}
