using System.Globalization;
using Onboarding.Functions.Http;
using Onboarding.Functions.Registry;
using Onboarding.Templates;

namespace Onboarding.Functions.Operations;

/// <summary>How many live accounts have which version of the template, by tenant.</summary>
internal sealed class TemplateVersions(Table table, TimeProvider time)
{
    /// <summary>API Gateway times out after 30 s: a started part must be finished by then.</summary>
    private static readonly TimeSpan s_turn = TimeSpan.FromSeconds(10);

    private static readonly string[] s_members = ["cursor"];

    /// <summary>Answers <c>GET /ops/v1/versions</c>. What several pages say of one tenant's version is added up by the caller.</summary>
    public async Task<Answer> ReadAsync(OperatorRequest request, CancellationToken cancellation)
    {
        if (request.HasOtherQueryThan(s_members))
            return Request.Malformed("This route takes only this query parameter: cursor.", "このルートで使用できるクエリパラメーターは cursor のみです。");
        var (page, refusal) = PageRequest.Of(request, key => Part(key) is not null);
        if (page is null)
            return refusal!;
        using var enough = new CancellationTokenSource(s_turn, time);
        var counts = new Dictionary<LiveVersion, long>();
        var part = page.After is null ? 0 : Part(page.After)!.Value;
        do
        {
            foreach (var (version, count) in await new Census(table, Keys.Live(part)).CountAsync(Of, cancellation))
                counts[version] = counts.GetValueOrDefault(version) + count;
            part++;
        }
        while (part < Keys.Shards && !enough.IsCancellationRequested);
        var current = Profile.All.Where(p => p.IsOffered).ToDictionary(p => p.Name, p => p.Version, StringComparer.Ordinal);
        var rows = counts
            .OrderBy(c => c.Key.Profile, StringComparer.Ordinal).ThenBy(c => VersionOrder.Of(c.Key.TemplateVersion)).ThenBy(c => c.Key.Tenant, StringComparer.Ordinal)
            .Select(c => new VersionCount(c.Key.Profile, c.Key.TemplateVersion, current.GetValueOrDefault(c.Key.Profile), c.Key.Tenant, c.Value));
        return Answer.Ok(new VersionsView([.. rows], part < Keys.Shards ? Page.Cursor(part.ToString(CultureInfo.InvariantCulture)) : null), AnswersJson.Default.VersionsView);
    }

    private static LiveVersion Of(Item item) => new(item.Text("profile"), item.Text("templateVersion"), item.Text("pk")[ItemKind.Account.Length..]);

    private static int? Part(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var part) && part is > 0 and < Keys.Shards && text == part.ToString(CultureInfo.InvariantCulture) ? part : null;

    private sealed record LiveVersion(string Profile, string TemplateVersion, string Tenant);
}

/// <summary>A page of versions.</summary>
internal sealed record VersionsView(IReadOnlyList<VersionCount> Versions, string? Cursor);

/// <summary>How many accounts of a tenant have a version.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="TemplateVersion">The version of its template.</param>
/// <param name="CurrentVersion">The version that is offered now; null when the profile no longer is.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Accounts">How many.</param>
internal sealed record VersionCount(string Profile, string TemplateVersion, string? CurrentVersion, string Tenant, long Accounts);
