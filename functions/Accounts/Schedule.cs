using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Accounts;

/// <summary>When the sweeper must process an account, in a separate item: daily work must not write what rarely changes.</summary>
internal sealed record Schedule
{
    public required TenantId Tenant { get; init; }

    public required string AccountId { get; init; }

    /// <summary>When the sweeper must process the account; null when it is closed.</summary>
    public required DateTimeOffset? DueAt { get; init; }

    /// <summary>What the checks since the account's last kept one found: the same.</summary>
    public UnchangedChecks? Unchanged { get; init; }

    /// <summary>How often it was changed, and so part of the condition of every change. A sweeper that takes the item for a while does not count.</summary>
    public long Revision { get; init; } = 1;

    public Item ToItem()
    {
        var (pk, sk) = Keys.Schedule(Tenant, AccountId);
        var item = new Item(pk, sk).With("tenant", Tenant.Value).With("revision", Revision);
        item.With("unchangedChecks", Unchanged?.Count).With("unchangedAt", Unchanged?.LastAt);
        return DueAt is null ? item : item.With("duePk", Keys.Due(AccountId)).With("dueAt", DueAt);
    }

    /// <summary>Reads an item.</summary>
    /// <exception cref="InvalidDataException">There is none, it cannot be read, or it was written by a newer version.</exception>
    public static Schedule Of(Item? item) => Read((item ?? throw new InvalidDataException("The account has no schedule.")).Readable());

    /// <summary>The change to another schedule, on condition that this one is unchanged.</summary>
    public Change To(Schedule next)
    {
        string?[] sets = ["revision = :next", next.DueAt is null ? null : "duePk = :duePk, dueAt = :dueAt", next.Unchanged is null ? null : "unchangedChecks = :checks, unchangedAt = :checkedAt"];
        string?[] removes = [next.DueAt is null ? "duePk, dueAt" : null, next.Unchanged is null ? "unchangedChecks, unchangedAt" : null];
        var change = new Change(Keys.Schedule(Tenant, AccountId))
        {
            Update = $"SET {Joined(sets)}" + (Joined(removes) is { Length: > 0 } removed ? $" REMOVE {removed}" : ""),
            Condition = "revision = :revision",
        }.With("revision", Revision).With("next", Revision + 1);
        if (next.DueAt is { } dueAt)
            change.With("duePk", Keys.Due(AccountId)).With("dueAt", dueAt);
        return next.Unchanged is { } unchanged ? change.With("checks", unchanged.Count).With("checkedAt", unchanged.LastAt) : change;
    }

    /// <summary>The change that makes the sweeper process the remains of a deleted account.</summary>
    public Change Orphaned(DateTimeOffset now) => new Change(Keys.Schedule(Tenant, AccountId))
    {
        Update = "SET duePk = :duePk, dueAt = :now",
        Condition = "attribute_exists(pk)",
    }.With("duePk", Keys.Due(AccountId)).With("now", now);

    private static string Joined(IEnumerable<string?> parts) => string.Join(", ", parts.Where(p => p is not null));

    private static Schedule Read(Item item) => new()
    {
        Tenant = TenantId.TryParse(item.Text("pk")[ItemKind.Schedule.Length..], out var tenant) ? tenant : throw new InvalidDataException("The schedule's pk cannot be read."),
        AccountId = item.Text("sk"),
        DueAt = item.OptionalTime("dueAt"),
        Unchanged = item.OptionalInteger("unchangedChecks") is { } count ? new UnchangedChecks((int)count, item.Time("unchangedAt")) : null,
        Revision = item.Integer("revision"),
    };
}
