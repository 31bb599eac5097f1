using Onboarding.Functions.Aws;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;

namespace Onboarding.Functions.Registry;

/// <summary>The table's keys. What belongs to a tenant stands under the tenant; what must be unique for ever stands under itself.</summary>
internal static class Keys
{
    /// <summary>The index of the onboardings of a group, newest last.</summary>
    public const string GroupIndex = "group";

    /// <summary>The sparse index of what the sweeper must look at.</summary>
    public const string DueIndex = "due";

    /// <summary>The sparse index of what operators look after: what is neither well nor ended, by its state and since when.</summary>
    public const string StateIndex = "state";

    /// <summary>Into how many partitions the due index and each state are spread, so that no key is hot.</summary>
    public const int Shards = 16;

    public const string TenantPrefix = "TENANT#";
    public const string GroupPrefix = "GROUP#";
    public const string AccountPrefix = "ACCOUNT#";
    public const string OnboardingPrefix = "ONBOARDING#";

    public static (string Pk, string Sk) Group(TenantId tenant, string groupId) => (Tenant(tenant), GroupPrefix + groupId);

    public static (string Pk, string Sk) Account(TenantId tenant, string accountId) => (Tenant(tenant), AccountPrefix + accountId);

    public static (string Pk, string Sk) Onboarding(OnboardingId id) => (OnboardingPrefix + id.Value, "ONBOARDING");

    public static (string Pk, string Sk) Role(RoleArn arn) => ("ROLE#" + arn.Value, "ROLE");

    /// <summary>Which tenants have a connection to an AWS account, and by which of their accounts. A tenant's id has no <c>#</c>.</summary>
    public static (string Pk, string Sk) Holder(AwsAccountId awsAccount, TenantId tenant, string accountId) => (Holders(awsAccount), HolderPrefix(tenant) + accountId);

    public static string Holders(AwsAccountId awsAccount) => "HOLDER#" + awsAccount.Value;

    public static string HolderPrefix(TenantId tenant) => tenant.Value + "#";

    /// <summary>The outbox: the stream's consumer takes the inserts below <c>EVENT#</c>.</summary>
    public static (string Pk, string Sk) Event(string subjectId, string occurrence) => ("EVENT#" + subjectId, occurrence);

    /// <summary>An entry of a connection's audit.</summary>
    public static (string Pk, string Sk) Audit(TenantId tenant, string connectionId, string sequence) => (Tenant(tenant), AuditPrefix(connectionId) + sequence);

    public static string AuditPrefix(string connectionId) => $"AUDIT#{connectionId}#";

    public static string Tenant(TenantId tenant) => TenantPrefix + tenant.Value;

    public static string OnboardingsOfGroup(TenantId tenant, string groupId) => $"{Tenant(tenant)}#{GroupPrefix}{groupId}";

    public static string OnboardingOrder(DateTimeOffset createdAt, OnboardingId id) => $"{createdAt.ToUnixTimeMilliseconds():D15}#{id.Value}";

    /// <summary>The due partition of an id.</summary>
    public static string Due(string id) => Due(Shard(id));

    public static string Due(int shard) => $"DUE#{shard}";

    /// <summary>The partition of an id among those in a state.</summary>
    public static string State(string state, string id) => State(state, Shard(id));

    public static string State(string state, int shard) => $"STATE#{state}#{shard}";

    // Its last character tells, one of 32 that are equally likely.
    private static int Shard(string id) => MintingAlphabet.IndexOf(id[^1]) % Shards;
}
