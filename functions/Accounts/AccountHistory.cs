using System.Globalization;
using System.Text.Json;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Http;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Accounts;

/// <summary>What was decided about an account, and the evidence of its checks.</summary>
internal sealed class AccountHistory(Table table)
{
    /// <summary>The checks, the newest first. Those that found the same one after another are one.</summary>
    public async Task<Answer> ChecksAsync(TenantRequest request, CancellationToken cancellation)
    {
        var (account, page, refusal) = await PrepareAsync(request, cancellation);
        if (account is null || page is null)
            return refusal!;
        var list = new ItemList(table, Keys.AuditOf(request.Tenant, account.Id)) { Filter = "attribute_exists(checkOutcome)", Descending = true };
        var (items, cursor) = await list.ReadAsync(page, cancellation);
        // What came of a check later is stated in the next one, and of the last one in the schedule.
        var unchanged = page.After is null ? account.Schedule.Unchanged : await StatedAsync(account, page.After, cancellation);
        var checks = new List<Listed<CheckView>>();
        foreach (var (place, entry) in items.Readable(i => new Listed<AuditEntry>(i.Text("sk"), Evidence.EntryOf(i))))
        {
            checks.Add(new Listed<CheckView>(place, CheckView.Of(entry.Check!, request.Language, unchanged)));
            unchanged = UnchangedChecks.Of(entry);
        }

        var (views, next) = AnswerSize.Fit(checks, cursor, AnswersJson.Default.CheckView);
        return Answer.Ok(new CheckList(views, Page.CursorOrNull(next)), AnswersJson.Default.CheckList);
    }

    /// <summary>The decisions, the oldest first, as they are chained.</summary>
    public async Task<Answer> AuditAsync(TenantRequest request, CancellationToken cancellation)
    {
        var (account, page, refusal) = await PrepareAsync(request, cancellation);
        if (account is null || page is null)
            return refusal!;
        return Answer.Ok(await AuditList.ReadAsync(table, account.Ledger, page, cancellation), AnswersJson.Default.AuditList);
    }

    private async Task<UnchangedChecks?> StatedAsync(AccountRecord account, string place, CancellationToken cancellation)
    {
        Item[] found = await table.GetAsync((Keys.AuditOf(account.Tenant, account.Id), place), cancellation) is { } item ? [item] : [];
        return found.Readable(Evidence.EntryOf).Select(UnchangedChecks.Of).FirstOrDefault();
    }

    private async Task<(AccountRecord? Account, Page? Page, Refusal? Refusal)> PrepareAsync(TenantRequest request, CancellationToken cancellation)
    {
        if (await AccountsFeature.FindAsync(table, request.Tenant, request.Path("accountId"), cancellation) is not { } account)
            return (null, null, new Refusal(Errors.AccountNotFound));
        var (page, refusal) = PageRequest.Of(request, Keys.IsAuditSequence);
        return (account, page, refusal);
    }
}

/// <summary>A page of checks.</summary>
internal sealed record CheckList(IReadOnlyList<CheckView> Checks, string? Cursor);

/// <summary>A page of an audit.</summary>
/// <param name="Entries">The entries, the oldest first.</param>
/// <param name="Head">The number and hash of the last entry of all.</param>
/// <param name="Cursor">Where the next page begins; absent at the end.</param>
internal sealed record AuditList(IReadOnlyList<AuditEntryView> Entries, AuditHead Head, string? Cursor)
{
    /// <summary>Reads a page, the oldest first.</summary>
    public static async Task<AuditList> ReadAsync(Table table, Ledger ledger, Page page, CancellationToken cancellation)
    {
        if (ledger.Unwritten is { } first)
            return new AuditList([AuditEntryView.Of(first.Sequence, first.ToText(), ledger.Head.Hash)], ledger.Head, null);
        var (items, cursor) = await new ItemList(table, Keys.AuditOf(ledger.Tenant, ledger.ConnectionId)).ReadAsync(page, cancellation);
        // What was decided since the head was read belongs to the next look: it would stand behind the head, and so this page is the last.
        Listed<AuditEntryView>[] entries = [.. items.Select(i => new Listed<AuditEntryView>(i.Text("sk"), AuditEntryView.Of(i))).Where(e => e.View.Sequence <= ledger.Head.Sequence)];
        var (views, next) = AnswerSize.Fit(entries, entries.Length < items.Count ? null : cursor, AnswersJson.Default.AuditEntryView);
        return new AuditList(views, ledger.Head, Page.CursorOrNull(next));
    }
}

/// <summary>An entry of an audit, with what is needed to prove it.</summary>
internal sealed record AuditEntryView
{
    public required long Sequence { get; init; }

    public required UtcTime At { get; init; }

    /// <summary>What was decided, such as <c>registered</c>.</summary>
    public required string Decision { get; init; }

    /// <summary>Who decided: <c>user:…</c>, <c>tenant:…</c>, <c>operator:…</c> or <c>service</c>.</summary>
    public required string By { get; init; }

    public string? Code { get; init; }

    /// <summary>What it was about, by name.</summary>
    public SortedDictionary<string, string>? Facts { get; init; }

    /// <summary>The exact text whose UTF-8 bytes were hashed.</summary>
    public required string Text { get; init; }

    /// <summary>Its SHA-256, in hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>The hash of the entry before; 64 zeros in the first.</summary>
    public required string PreviousHash { get; init; }

    // Even if an item was tampered with, the entries after it must remain visible.
    public static AuditEntryView Of(Item item) => Of(
        long.TryParse(item.Text("sk"), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : 0,
        item.OptionalText("entry") ?? "",
        item.OptionalText("hash") ?? "");

    public static AuditEntryView Of(long sequence, string text, string hash)
    {
        var entry = EntryOf(text);
        return new AuditEntryView
        {
            Sequence = sequence,
            At = UtcTime.Of(entry?.At ?? DateTimeOffset.UnixEpoch),
            Decision = entry?.Decision ?? "unreadable",
            By = entry?.By ?? "",
            Code = entry?.Code,
            Facts = entry?.Facts,
            Text = text,
            Hash = hash,
            PreviousHash = entry?.PreviousHash ?? "",
        };
    }

    // A corrupted text is exactly what a verification must show.
    private static AuditEntry? EntryOf(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, FunctionsJson.Api.AuditEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
