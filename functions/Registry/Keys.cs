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

    /// <summary>Into how many partitions the due index is spread, so that no key is hot.</summary>
    public const int DueShards = 16;

    public const string GroupPrefix = "GROUP#";
    public const string AccountPrefix = "ACCOUNT#";
    public const string OnboardingPrefix = "ONBOARDING#";

    public static (string Pk, string Sk) Group(TenantId tenant, string groupId) => (Tenant(tenant), GroupPrefix + groupId);

    public static (string Pk, string Sk) Account(TenantId tenant, string accountId) => (Tenant(tenant), AccountPrefix + accountId);

    public static (string Pk, string Sk) Onboarding(OnboardingId id) => (OnboardingPrefix + id.Value, "ONBOARDING");

    public static (string Pk, string Sk) Role(RoleArn arn) => ("ROLE#" + arn.Value, "ROLE");

    /// <summary>The outbox: the stream's consumer takes the inserts below <c>EVENT#</c>.</summary>
    public static (string Pk, string Sk) Event(string subjectId, string occurrence) => ("EVENT#" + subjectId, occurrence);

    public static string Tenant(TenantId tenant) => "TENANT#" + tenant.Value;

    public static string OnboardingsOfGroup(TenantId tenant, string groupId) => $"{Tenant(tenant)}#{GroupPrefix}{groupId}";

    public static string OnboardingOrder(DateTimeOffset createdAt, OnboardingId id) => $"{createdAt.ToUnixTimeMilliseconds():D15}#{id.Value}";

    /// <summary>The due partition of an id: its last character, one of 32 that are equally likely, tells.</summary>
    public static string Due(string id) => $"DUE#{MintingAlphabet.IndexOf(id[^1]) % DueShards}";
}
