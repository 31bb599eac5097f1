using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Onboarding.Ops.Audit;
using Onboarding.Ops.Stats;
using Onboarding.Ops.Texts;
using Onboarding.Ops.Versions;

namespace Onboarding.Ops.Api;

/// <summary>The operator API, one method for each route.</summary>
internal sealed class OperatorApi(SignedHttp http, Language language)
{
    private const string Root = "ops/v1/";

    private static readonly IReadOnlyDictionary<string, string> s_none = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <inheritdoc cref="SignedHttp.Now" />
    public DateTimeOffset Now => http.Now;

    /// <summary>Every registration that a filter lets through, page after page.</summary>
    public async IAsyncEnumerable<Registration> ListAsync(RegistrationFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var query = new Dictionary<string, string>(StringComparer.Ordinal) { ["limit"] = "100" };
        if (filter.Limit is < 100 and var limit)
            query["limit"] = limit.ToString(CultureInfo.InvariantCulture);
        filter.WriteTo(query);
        var count = 0;
        string? cursor;
        do
        {
            var page = await GetAsync(Root + "registrations", query, OpsJson.Api.RegistrationPage, cancellation);
            foreach (var registration in page.Registrations)
            {
                if (count++ == filter.Limit)
                    yield break;
                yield return registration;
            }

            if (count == filter.Limit)
                yield break;
            cursor = NextCursor(query, page.Cursor);
        }
        while (cursor is not null);
    }

    /// <summary>Asks for one registration, whichever, to find out whether the API answers.</summary>
    /// <exception cref="StopException">It does not, or does not let these credentials in.</exception>
    public Task ReachAsync(CancellationToken cancellation) =>
        GetAsync(Root + "registrations", new Dictionary<string, string>(StringComparer.Ordinal) { ["limit"] = "1" }, OpsJson.Api.RegistrationPage, cancellation);

    /// <summary>One registration, in whatever state.</summary>
    public Task<Registration> LookAsync(string id, CancellationToken cancellation) =>
        GetAsync(PathOf(id), s_none, OpsJson.Api.Registration, cancellation);

    /// <summary>A registration's whole audit trail.</summary>
    public async Task<AuditTrail> AuditAsync(string id, CancellationToken cancellation)
    {
        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        var entries = new List<AuditEntry>();
        AuditHead? head;
        string? cursor;
        do
        {
            var page = await GetAsync($"{PathOf(id)}/audit", query, OpsJson.Api.AuditPage, cancellation);
            entries.AddRange(page.Entries);
            // A decision that falls between two pages moves the head: the last page's is the newest.
            head = page.Head;
            cursor = NextCursor(query, page.Cursor);
        }
        while (cursor is not null);
        return new AuditTrail(id, entries, head);
    }

    /// <summary>Deletes a registration for good.</summary>
    public Task<Deletion> DeleteAsync(string id, CancellationToken cancellation) =>
        http.SendAsync(HttpMethod.Delete, PathOf(id), s_none, mayRepeat: false, OpsJson.Api.Deletion, cancellation);

    /// <summary>Checks a connection now.</summary>
    public Task<CheckRun> CheckAsync(string id, CancellationToken cancellation) =>
        http.SendAsync(HttpMethod.Post, $"{PathOf(id)}/checks", s_none, mayRepeat: false, OpsJson.Api.CheckRun, cancellation);

    /// <summary>One round of the sweeper, which takes each due item once: repeating it does nothing twice.</summary>
    public Task<SweepRound> SweepAsync(CancellationToken cancellation) =>
        http.SendAsync(HttpMethod.Post, Root + "sweep", s_none, mayRepeat: true, OpsJson.Api.SweepRound, cancellation);

    /// <summary>Has the events of a span of time delivered again, round after round: to the event bus, or as mails.</summary>
    /// <remarks>A round isn't retried: it can have delivered events without an answer.</remarks>
    public async IAsyncEnumerable<RedriveRound> RedriveAsync(bool mails, string from, string to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var query = new Dictionary<string, string>(StringComparer.Ordinal) { ["from"] = from, ["to"] = to };
        string? cursor;
        do
        {
            var round = await http.SendAsync(HttpMethod.Post, $"{Root}{(mails ? "mails" : "events")}/redrive", query, mayRepeat: false, OpsJson.Api.RedriveRound, cancellation);
            yield return round;
            cursor = NextCursor(query, round.Cursor);
        }
        while (cursor is not null);
    }

    /// <summary>Asks for a session in a customer's account, by the product API. Not repeated: each is a session of its own.</summary>
    public async Task<SessionAnswer> SessionAsync(string id, SessionOrder order, CancellationToken cancellation) => (await http.SendAsync(
        HttpMethod.Post,
        $"product/v1/connections/{Uri.EscapeDataString(id)}/sessions",
        s_none,
        JsonSerializer.SerializeToUtf8Bytes(order, OpsJson.Api.SessionOrder),
        mayRepeat: false,
        OpsJson.Api.SessionAnswer,
        cancellation))!;

    /// <summary>Freezes; an existing freeze stays unchanged.</summary>
    public async Task<Freeze> FreezeAsync(FreezeOrder order, CancellationToken cancellation) => (await http.SendAsync(
        HttpMethod.Post, Root + "freezes", s_none, JsonSerializer.SerializeToUtf8Bytes(order, OpsJson.Api.FreezeOrder), mayRepeat: true, OpsJson.Api.Freeze, cancellation))!;

    /// <summary>Thaws.</summary>
    public Task ThawAsync(string id, CancellationToken cancellation) =>
        http.SendAsync(HttpMethod.Delete, $"{Root}freezes/{Uri.EscapeDataString(id)}", s_none, [], mayRepeat: false, OpsJson.Api.Freeze, cancellation);

    /// <summary>All that is frozen.</summary>
    public async Task<IReadOnlyList<Freeze>> FreezesAsync(CancellationToken cancellation)
    {
        var query = new Dictionary<string, string>(StringComparer.Ordinal) { ["limit"] = "100" };
        var freezes = new List<Freeze>();
        string? cursor;
        do
        {
            var page = await GetAsync(Root + "freezes", query, OpsJson.Api.FreezePage, cancellation);
            freezes.AddRange(page.Freezes);
            cursor = NextCursor(query, page.Cursor);
        }
        while (cursor is not null);
        return freezes;
    }

    /// <summary>How far the connections came that were minted on some days.</summary>
    public Task<StatsPage> StatsAsync(string? from, string? to, CancellationToken cancellation)
    {
        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        if (from is not null)
            query["from"] = from;
        if (to is not null)
            query["to"] = to;
        return GetAsync(Root + "stats", query, OpsJson.Api.StatsPage, cancellation);
    }

    /// <summary>How many accounts have which version of the template, page after page.</summary>
    public async IAsyncEnumerable<VersionCount> VersionsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        string? cursor;
        do
        {
            var page = await GetAsync(Root + "versions", query, OpsJson.Api.VersionsPage, cancellation);
            foreach (var version in page.Versions)
                yield return version;
            cursor = NextCursor(query, page.Cursor);
        }
        while (cursor is not null);
    }

    /// <summary>How audit trails name a person.</summary>
    public async Task<PseudonymAnswer> PseudonymAsync(PseudonymQuestion question, CancellationToken cancellation) => (await http.SendAsync(
        HttpMethod.Post, Root + "pseudonyms", s_none, JsonSerializer.SerializeToUtf8Bytes(question, OpsJson.Api.PseudonymQuestion), mayRepeat: true, OpsJson.Api.PseudonymAnswer, cancellation))!;

    /// <summary>Destroys the key of a tenant's pseudonyms.</summary>
    public Task<Erasure> EraseAsync(string tenant, CancellationToken cancellation) =>
        http.SendAsync(HttpMethod.Delete, Root + "pseudonyms", new Dictionary<string, string>(StringComparer.Ordinal) { ["tenant"] = tenant }, mayRepeat: false, OpsJson.Api.Erasure, cancellation);

    private Task<T> GetAsync<T>(string path, IReadOnlyDictionary<string, string> query, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class => http.SendAsync(HttpMethod.Get, path, query, mayRepeat: true, type, cancellation);

    // A cursor that leads back to its own page would never end.
    private string? NextCursor(Dictionary<string, string> query, string? cursor)
    {
        if (cursor is null)
            return null;
        if (query.TryGetValue("cursor", out var before) && before == cursor)
            throw new StopException(ExitCode.Failed, Complaints.EndlessList.In(language));
        return query["cursor"] = cursor;
    }

    private static string PathOf(string id) => $"{Root}registrations/{Uri.EscapeDataString(id)}";
}
