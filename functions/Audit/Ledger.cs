using Onboarding.Functions.Registry;
using Onboarding.Functions.Verification;

namespace Onboarding.Functions.Audit;

/// <summary>A decision that is about to be written.</summary>
/// <param name="Name">One of <see cref="Decisions"/>.</param>
/// <param name="By">Who decides.</param>
/// <param name="At">When.</param>
internal sealed record Decision(string Name, string By, DateTimeOffset At)
{
    /// <summary>Decisions by the schedule, without a request.</summary>
    public const string Service = "service";

    public string? Code { get; init; }

    public Check? Check { get; init; }

    private readonly SortedDictionary<string, string> _facts = new(StringComparer.Ordinal);

    public SortedDictionary<string, string>? Facts => _facts.Count > 0 ? _facts : null;

    /// <summary>The same without the findings of its check.</summary>
    public Decision WithoutFindings() => this with { Check = Check?.WithoutFindings() };

    /// <summary>Adds what the decision was about; null is left out.</summary>
    public Decision With(string name, string? value)
    {
        if (value is not null)
            _facts[name] = BoundedText.Of(value);
        return this;
    }
}

/// <summary>The end of a connection's chain of decisions. It is stored in the onboarding, later in the account, and is part of the condition of every write.</summary>
/// <param name="Sequence">The number of the last entry.</param>
/// <param name="Hash">Its hash.</param>
internal sealed record AuditHead(long Sequence, string Hash)
{
    public static AuditHead? Of(Item item) =>
        item.OptionalText("auditHash") is { } hash ? new AuditHead(item.Integer("auditSequence"), hash) : null;
}

/// <summary>The decisions about one connection, each chained by hash to the one before: a changed or missing one is found.</summary>
/// <param name="Tenant">Whose connection.</param>
/// <param name="ConnectionId">Which.</param>
/// <param name="Head">Where the chain ends.</param>
/// <param name="Unwritten">The first entry, which minting does not write: one put is all that minting costs, and the onboarding itself says it all. It is written with the second.</param>
internal sealed record Ledger(TenantId Tenant, string ConnectionId, AuditHead Head, AuditEntry? Unwritten = null)
{
    /// <summary>A chain of one entry that is not written yet.</summary>
    public static Ledger Begin(TenantId tenant, AuditEntry first) =>
        new(tenant, first.ConnectionId, new AuditHead(1, TextHash.Of(first.ToText())), first);

    /// <summary>Appends a decision.</summary>
    /// <returns>The new end of the chain, and the items to write with what was decided.</returns>
    public (AuditHead Head, IReadOnlyList<Item> Entries) Append(Decision decision)
    {
        var entry = new AuditEntry
        {
            Sequence = Head.Sequence + 1,
            At = decision.At,
            Tenant = Tenant.Value,
            ConnectionId = ConnectionId,
            Decision = decision.Name,
            By = decision.By,
            Code = decision.Code,
            Facts = decision.Facts,
            Check = decision.Check,
            PreviousHash = Head.Hash,
        };
        var item = ToItem(entry);
        return (new AuditHead(entry.Sequence, item.Text("hash")), Unwritten is null ? [item] : [ToItem(Unwritten), item]);
    }

    /// <summary>The condition that nothing was decided since a record was read.</summary>
    /// <param name="key">The record's key.</param>
    /// <param name="status">The record's status as it was read.</param>
    /// <param name="head">The chain's end as it was read; null when there was only the unwritten first entry.</param>
    public static Change Unchanged((string Pk, string Sk) key, string status, AuditHead? head)
    {
        var guard = new Change(key)
        {
            Condition = "#status = :status AND " + (head is null ? "attribute_not_exists(auditHash)" : "auditSequence = :sequence AND auditHash = :hash"),
        }.Named("status").With("status", status);
        return head is null ? guard : guard.With("sequence", head.Sequence).With("hash", head.Hash);
    }

    private Item ToItem(AuditEntry entry)
    {
        var text = entry.ToText();
        var (pk, sk) = Keys.Audit(Tenant, ConnectionId, entry.Sequence);
        return new Item(pk, sk)
            .With("entry", text)
            .With("hash", TextHash.Of(text))
            .With("checkOutcome", entry.Check?.Outcome);
    }
}
