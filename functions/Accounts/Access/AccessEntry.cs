using System.Globalization;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Accounts.Access;

/// <summary>A session that was handed out: who had it, what for, and until when. It is kept 90 days.</summary>
internal sealed record AccessEntry
{
    /// <summary>How long entries are shown. DynamoDB deletes them some time later: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>The time limit of a request: a session starts by its end at the latest.</summary>
    public static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(30);

    /// <summary>So many random characters tell two sessions of one purpose and connection apart.</summary>
    public const int SuffixLength = 6;

    /// <summary>The most seconds that a session lasts: AWS's limit for role chaining, https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage-assume.html.</summary>
    public const int LongestSeconds = 3600;

    /// <summary>The maximum time between a session's request and its end.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(LongestSeconds) + LongestRequest;

    public required TenantId Tenant { get; init; }

    public required string ConnectionId { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The latest time at which it ends.</summary>
    public required DateTimeOffset Until { get; init; }

    public required string Purpose { get; init; }

    /// <summary>The actions that it is for, separated by spaces; null when it is narrowed by a policy, or not at all.</summary>
    public string? Actions { get; init; }

    /// <summary>The policy that it is narrowed to; null when it is narrowed by actions, or not at all.</summary>
    public string? Policy { get; init; }

    /// <summary>Who asked.</summary>
    public required string By { get; init; }

    /// <summary>The session's name, which CloudTrail has as the user's.</summary>
    public required string SessionName { get; init; }

    /// <summary>Reads an item.</summary>
    /// <exception cref="InvalidDataException">It cannot be read, or was written by a newer version.</exception>
    public static AccessEntry Of(Item item)
    {
        item = item.Readable();
        return item.Text("pk")[ItemKind.Access.Length..].Split('#') is [var tenantText, var id] && TenantId.TryParse(tenantText, out var tenant)
            ? new AccessEntry
            {
                Tenant = tenant,
                ConnectionId = id,
                At = long.TryParse(item.Text("sk").Split('#')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? DateTimeOffset.FromUnixTimeMilliseconds(at) : throw new InvalidDataException("The access entry's sk is no time."),
                Until = item.Time("until"),
                Purpose = item.Text("purpose"),
                Actions = item.OptionalText("actions"),
                Policy = item.OptionalText("policy"),
                By = item.Text("by"),
                SessionName = item.Text("sessionName"),
            }
            : throw new InvalidDataException("The access entry's pk cannot be read.");
    }

    public (string Pk, string Sk) Key => Keys.Access(Tenant, ConnectionId, At, SessionName[^SuffixLength..]);

    public Item ToItem() => new Item(Key.Pk, Key.Sk)
        .With("until", Until)
        .With("purpose", Purpose)
        .With("actions", Actions)
        .With("policy", Policy)
        .With("by", By)
        .With("sessionName", SessionName)
        .With(TableSchema.TimeToLive, (At + Kept).ToUnixTimeSeconds());
}
