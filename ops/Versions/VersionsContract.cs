namespace Onboarding.Ops.Versions;

/// <summary>A page of versions, as the API answers. What several pages say of one version is added up.</summary>
internal sealed record VersionsPage(IReadOnlyList<VersionCount> Versions, string? Cursor = null);

/// <summary>How many accounts of a tenant have a version; of every tenant when it is null.</summary>
internal sealed record VersionCount(string Profile, string TemplateVersion, string? CurrentVersion, string? Tenant, long Accounts)
{
    /// <summary>Whether a newer version is offered.</summary>
    public bool IsOutdated => CurrentVersion is not null && CurrentVersion != TemplateVersion;
}

/// <summary>What <c>versions</c> prints.</summary>
internal sealed record VersionsReport(IReadOnlyList<VersionCount> Versions)
{
    /// <summary>Adds up what the API counted.</summary>
    public static VersionsReport Of(IEnumerable<VersionCount> counts, bool byTenant) => new(
    [
        .. counts
            .GroupBy(c => (c.Profile, c.TemplateVersion, c.CurrentVersion, Tenant: byTenant ? c.Tenant : null))
            .Select(g => new VersionCount(g.Key.Profile, g.Key.TemplateVersion, g.Key.CurrentVersion, g.Key.Tenant, g.Sum(c => c.Accounts)))
            .OrderBy(c => c.Profile, StringComparer.Ordinal).ThenBy(c => c.Tenant, StringComparer.Ordinal).ThenBy(c => Version.TryParse(c.TemplateVersion, out var version) ? version : null),
    ]);
}
