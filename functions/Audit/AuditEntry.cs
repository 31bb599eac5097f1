using System.Text.Json;
using System.Text.Json.Serialization;
using Onboarding.Functions.Verification;

namespace Onboarding.Functions.Audit;

/// <summary>One decision about a connection, kept permanently. Its hash covers its whole text, and its text names the hash of the entry before.</summary>
internal sealed record AuditEntry
{
    /// <summary>What the first entry names as the hash before it.</summary>
    public static readonly string NoHash = new('0', 64);

    /// <summary>Its place in the chain, from 1 with no gap.</summary>
    [JsonPropertyOrder(0)]
    public required long Sequence { get; init; }

    /// <summary>When it was decided.</summary>
    [JsonPropertyOrder(1)]
    public required DateTimeOffset At { get; init; }

    [JsonPropertyOrder(2)]
    public required string Tenant { get; init; }

    /// <summary>The id of the onboarding, and so of its account.</summary>
    [JsonPropertyOrder(3)]
    public required string ConnectionId { get; init; }

    /// <summary>What was decided: one of <see cref="Decisions"/>.</summary>
    [JsonPropertyOrder(4)]
    public required string Decision { get; init; }

    /// <summary>Who decided: <c>user:</c> and a pseudonym (<see cref="Registry.PseudonymKey"/>), <c>tenant:…</c>, <c>invitation:…</c>, <c>operator:…</c> or <c>service</c>.</summary>
    [JsonPropertyOrder(5)]
    public required string By { get; init; }

    /// <summary>The error code, of a refusal or a failed check.</summary>
    [JsonPropertyOrder(6)]
    public string? Code { get; init; }

    /// <summary>What it was about, by name.</summary>
    [JsonPropertyOrder(7)]
    public SortedDictionary<string, string>? Facts { get; init; }

    /// <summary>The evidence, of a decision that rests on a check.</summary>
    [JsonPropertyOrder(8)]
    public Check? Check { get; init; }

    /// <summary>The hash of the entry before.</summary>
    [JsonPropertyOrder(9)]
    public required string PreviousHash { get; init; }

    /// <summary>The text that is stored and hashed.</summary>
    public string ToText() => JsonSerializer.Serialize(this, FunctionsJson.Api.AuditEntry);
}

/// <summary>The names of the decisions that a chain is made of.</summary>
internal static class Decisions
{
    public const string Minted = "minted";
    public const string Invited = "invited";
    public const string InvitationRevoked = "invitation-revoked";
    public const string Submitted = "submitted";
    public const string Refused = "refused";
    public const string Registered = "registered";
    public const string Expired = "expired";
    public const string Cancelled = "cancelled";
    public const string Renamed = "renamed";
    public const string Moved = "moved";
    public const string Checked = "checked";
    public const string Degraded = "degraded";
    public const string Recovered = "recovered";
    public const string StackReplaced = "stack-replaced";
    public const string Paused = "paused";
    public const string Resumed = "resumed";
    public const string Detached = "detached";
    public const string Reminded = "reminded";
    public const string Unreachable = "unreachable";
    public const string ReachableAgain = "reachable-again";
    public const string Closed = "closed";
    public const string Deleted = "deleted";
}
