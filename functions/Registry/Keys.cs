using System.Globalization;
using Onboarding.Functions.Aws;

namespace Onboarding.Functions.Registry;

/// <summary>The table's keys: a partition key begins with the item's kind (<see cref="ItemKind"/>), and names the tenant wherever an item is found through its tenant.</summary>
internal static class Keys
{
    /// <summary>Into how many partitions the due index and each state are spread, so that no key is hot.</summary>
    public const int Shards = 16;

    /// <summary>With what the partition keys of the due index begin.</summary>
    public const string DuePrefix = "DUE#";

    /// <summary>With what the partition keys of the index of connections begin.</summary>
    public const string ConnectionPrefix = "CONNECTION#";

    /// <summary>With what the partition keys of the index of states begin.</summary>
    public const string StatePrefix = "STATE#";

    /// <summary>With what the partition keys of the index of tenants begin.</summary>
    public const string TenantPrefix = "TENANT#";

    /// <summary>With what the partition keys of a day's onboardings begin in the census.</summary>
    public const string MintedPrefix = "MINTED#";

    /// <summary>With what the partition keys of live accounts begin in the census.</summary>
    public const string LivePrefix = "LIVE#";

    /// <summary>Into how many partitions a day of the census is spread: each takes 1,000 mints a second.</summary>
    public const int MintedShards = 4;

    /// <summary>With what the partition keys of the index of AWS accounts begin.</summary>
    public const string AwsAccountPrefix = "AWS#";

    /// <summary>The partition of the heartbeats, separate from the numbered ones of events.</summary>
    public const string Heartbeats = ItemKind.Event + "HEARTBEAT";

    /// <summary>The partition of the days whose expired links are reported to operators, separate from the numbered ones of events.</summary>
    public const string Digests = ItemKind.Event + "DIGEST";

    public static (string Pk, string Sk) Group(TenantId tenant, string groupId) => (GroupsOf(tenant), groupId);

    public static string GroupsOf(TenantId tenant) => ItemKind.Group + tenant.Value;

    public static (string Pk, string Sk) Account(TenantId tenant, string accountId) => (AccountsOf(tenant), accountId);

    public static string AccountsOf(TenantId tenant) => ItemKind.Account + tenant.Value;

    public static (string Pk, string Sk) Secret(TenantId tenant, string accountId) => (ItemKind.Secret + tenant.Value, accountId);

    public static (string Pk, string Sk) Schedule(TenantId tenant, string accountId) => (SchedulesOf(tenant), accountId);

    public static string SchedulesOf(TenantId tenant) => ItemKind.Schedule + tenant.Value;

    public static (string Pk, string Sk) Onboarding(OnboardingId id) => (ItemKind.Onboarding + id.Value, "ONBOARDING");

    /// <summary>An invitation to complete an onboarding. Its token names both, so that it is found without an index.</summary>
    public static (string Pk, string Sk) Invitation(OnboardingId onboarding, string invitationId) => (InvitationsOf(onboarding), invitationId);

    public static string InvitationsOf(OnboardingId onboarding) => ItemKind.Invitation + onboarding.Value;

    public static (string Pk, string Sk) Role(RoleArn arn) => (ItemKind.Role + arn.Value, "ROLE");

    /// <summary>Which tenants have a connection to an AWS account, and by which of their accounts. A tenant's id has no <c>#</c>.</summary>
    public static (string Pk, string Sk) Holder(AwsAccountId awsAccount, TenantId tenant, string accountId) => (Holders(awsAccount), HolderPrefix(tenant) + accountId);

    public static string Holders(AwsAccountId awsAccount) => ItemKind.Holder + awsAccount.Value;

    public static string HolderPrefix(TenantId tenant) => tenant.Value + "#";

    /// <summary>An event of the outbox. All events of a connection are in one partition, so that a stream keeps their order; a partition's are in the order of time, so that those of an hour are found again.</summary>
    public static (string Pk, string Sk) Event(string connectionId, DateTimeOffset at, string occurrence) =>
        (Events(Shard(connectionId)), $"{EventsFrom(at)}#{connectionId}#{occurrence}");

    /// <summary>A heartbeat that goes the way of the events.</summary>
    public static (string Pk, string Sk) Heartbeat(DateTimeOffset at) => (Heartbeats, EventsFrom(at));

    /// <summary>The digest of the day that ends at a time.</summary>
    public static (string Pk, string Sk) Digest(DateTimeOffset end) => (Digests, EventsFrom(end));

    /// <summary>The digest of the hour that ends at a time.</summary>
    public static (string Pk, string Sk) HourDigest(DateTimeOffset end) => (Digests, EventsFrom(end) + "#HOUR");

    /// <summary>A partition of the outbox, from 0 to <see cref="Shards"/>.</summary>
    public static string Events(int shard) => $"{ItemKind.Event}{shard}";

    /// <summary>Where the events of a time begin in a partition.</summary>
    public static string EventsFrom(DateTimeOffset at) => $"{at.ToUnixTimeMilliseconds():D15}";

    /// <summary>How many pending onboardings, groups and accounts a tenant has.</summary>
    public static (string Pk, string Sk) TenantCounts(TenantId tenant) => (ItemKind.Limit + tenant.Value, "COUNTS");

    /// <summary>How many onboardings a tenant minted in an hour.</summary>
    public static (string Pk, string Sk) MintCount(TenantId tenant, DateTimeOffset hour) =>
        (ItemKind.Limit + tenant.Value, "MINTS#" + hour.UtcDateTime.ToString("yyyy-MM-ddTHH", CultureInfo.InvariantCulture));

    /// <summary>The key that a tenant's people are named by.</summary>
    public static (string Pk, string Sk) PseudonymKey(TenantId tenant) => (ItemKind.Pseudonym + tenant.Value, "KEY");

    /// <summary>That a tenant's key was destroyed at a time.</summary>
    public static (string Pk, string Sk) PseudonymsErased(TenantId tenant, DateTimeOffset at) => (ItemKind.Pseudonym + tenant.Value, $"ERASED#{EventsFrom(at)}");

    /// <summary>The one request of a tenant that waits.</summary>
    public static (string Pk, string Sk) WaitingTurn(TenantId tenant) => (ItemKind.Limit + tenant.Value, "WAITING");

    /// <summary>When the next request of a check or a sweep can be sent to STS. No tenant's id has a <c>#</c>.</summary>
    public static (string Pk, string Sk) StsPace => (ItemKind.Limit + "#STS", "PACE");

    /// <summary>An entry of a connection's audit.</summary>
    public static (string Pk, string Sk) Audit(TenantId tenant, string connectionId, long sequence) =>
        (AuditOf(tenant, connectionId), sequence.ToString("D10", CultureInfo.InvariantCulture));

    /// <summary>A connection's audit. Each has a partition of its own, so that a tenant's many connections share no hot one.</summary>
    public static string AuditOf(TenantId tenant, string connectionId) => $"{ItemKind.Audit}{tenant.Value}#{connectionId}";

    /// <summary>A session that was handed out for a connection. The time comes first, so that a connection's are in the order of time.</summary>
    public static (string Pk, string Sk) Access(TenantId tenant, string connectionId, DateTimeOffset at, string suffix) => (AccessOf(tenant, connectionId), $"{AccessFrom(at)}#{suffix}");

    /// <summary>The sessions of a connection: a partition for each, as with its audit.</summary>
    public static string AccessOf(TenantId tenant, string connectionId) => $"{ItemKind.Access}{tenant.Value}#{connectionId}";

    /// <summary>Where the sessions of a time begin in a connection's partition.</summary>
    public static string AccessFrom(DateTimeOffset at) => $"{at.ToUnixTimeMilliseconds():D15}";

    /// <summary>All freezes that are in force. They are few, and a session reads three of them: DynamoDB serves a partition ten times as many reads a second as STS grants sessions.</summary>
    public const string Freezes = ItemKind.Freeze + "IN-FORCE";

    public static (string Pk, string Sk) Freeze(string freezeId) => (Freezes, freezeId);

    /// <summary>The partition of a connection in the index of connections.</summary>
    public static string Connection(string id) => Connection(Shard(id));

    public static string Connection(int shard) => ConnectionPrefix + shard.ToString(CultureInfo.InvariantCulture);

    /// <summary>The partition of an onboarding in the census.</summary>
    public static string Minted(DateTimeOffset at, string id) => Minted(DateOnly.FromDateTime(at.UtcDateTime), Shard(id) % MintedShards);

    /// <summary>A partition of a day of the census.</summary>
    public static string Minted(DateOnly day, int shard) => string.Create(CultureInfo.InvariantCulture, $"{MintedPrefix}{day:yyyy-MM-dd}#{shard}");

    /// <summary>The partition of a live account in the census.</summary>
    public static string Live(string id) => Live(Shard(id));

    /// <summary>A partition of the live accounts of the census.</summary>
    public static string Live(int shard) => LivePrefix + shard.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether a sort key is that of an audit's entry.</summary>
    public static bool IsAuditSequence(string sk) => sk.Length == 10 && sk.All(char.IsAsciiDigit);

    public static string OnboardingsOfGroup(TenantId tenant, string groupId) => $"{ItemKind.Group}{tenant.Value}#{groupId}";

    public static string OnboardingOrder(DateTimeOffset createdAt, OnboardingId id) => $"{createdAt.ToUnixTimeMilliseconds():D15}#{id.Value}";

    /// <summary>The due partition of an id.</summary>
    public static string Due(string id) => Due(Shard(id));

    public static string Due(int shard) => DuePrefix + shard.ToString(CultureInfo.InvariantCulture);

    /// <summary>The partition of an id among those in a state.</summary>
    public static string State(string state, string id) => State(state, Shard(id));

    public static string State(string state, int shard) => $"{StatesOf(state)}{shard}";

    /// <summary>With what all partitions of a state begin, and no other's.</summary>
    public static string StatesOf(string state) => $"{StatePrefix}{state}#";

    /// <summary>The partition of a tenant's registrations.</summary>
    public static string Registrations(TenantId tenant) => TenantPrefix + tenant.Value;

    /// <summary>The partition of the registrations of an AWS account.</summary>
    public static string Registrations(AwsAccountId awsAccount) => AwsAccountPrefix + awsAccount.Value;

    // Chosen by its last character, one of 32 that are equally likely.
    private static int Shard(string id) => MintingAlphabet.IndexOf(id[^1]) % Shards;
}
