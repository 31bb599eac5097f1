namespace Onboarding.Templates;

/// <summary>What one feature grants in one version.</summary>
/// <param name="Id">The feature.</param>
/// <param name="Grants">What it grants.</param>
public sealed record FeatureGrants(string Id, PolicySet Grants);

/// <summary>A version of a profile's template: what it gives its role.</summary>
/// <param name="Name">The version, such as <c>1.0.0</c>.</param>
/// <param name="Grants">What is granted whatever the customer chooses.</param>
/// <param name="Features">What each feature grants.</param>
/// <param name="MaxSessionSeconds">The longest session of the role, in seconds.</param>
public sealed record TemplateVersion(string Name, PolicySet Grants, IReadOnlyList<FeatureGrants> Features, int MaxSessionSeconds)
{
    /// <summary>What it grants with some features.</summary>
    /// <param name="features">The features that are granted; those that this version has not are left out.</param>
    public PolicySet With(FeatureSet features)
    {
        PolicySet[] all = [Grants, .. Features.Where(f => features.Contains(f.Id)).Select(f => f.Grants)];
        return new PolicySet([.. all.SelectMany(g => g.Statements)], [.. all.SelectMany(g => g.ManagedPolicies).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Whether this version is older than another: versions are numbers between dots.</summary>
    /// <param name="other">The other version.</param>
    public bool IsBefore(TemplateVersion other) => Version.Parse(Name) < Version.Parse(other.Name);
}
