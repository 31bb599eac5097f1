using System.Text.Json.Serialization;

namespace Onboarding.Functions.Accounts.Access;

/// <summary>The body of <c>POST /ops/v1/freezes</c>: exactly one of <c>id</c>, <c>tenant</c> and <c>all</c> specifies what to freeze.</summary>
/// <param name="Reason">The reason, shown to other operators.</param>
/// <param name="Id">One connection.</param>
/// <param name="Tenant">All connections of a tenant.</param>
/// <param name="All">Every connection, when true.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record FreezeBody(string Reason, string? Id = null, string? Tenant = null, bool? All = null);

/// <summary>A freeze as operators see it.</summary>
internal sealed record FreezeView
{
    /// <summary>The ID to thaw it by.</summary>
    public required string Id { get; init; }

    /// <summary>One of <see cref="FreezeScope"/>.</summary>
    public required string Scope { get; init; }

    /// <summary>The tenant; absent when everything is frozen.</summary>
    public string? Tenant { get; init; }

    /// <summary>The connection, if the freeze concerns one.</summary>
    public string? ConnectionId { get; init; }

    public required string Reason { get; init; }

    public required UtcTime At { get; init; }

    /// <summary>The ARN of the operator.</summary>
    public required string By { get; init; }

    /// <summary>The latest time at which an existing session ends; absent once it has passed.</summary>
    public UtcTime? SessionsUntil { get; init; }
}

/// <summary>What is frozen.</summary>
internal static class FreezeScope
{
    public const string Connection = "connection";
    public const string Tenant = "tenant";
    public const string Everything = "everything";
}

/// <summary>Everything that is frozen.</summary>
internal sealed record FreezeList(IReadOnlyList<FreezeView> Freezes, string? Cursor = null);

/// <summary>The names of the events of freezes, as EventBridge's <c>detail-type</c>.</summary>
internal static class FreezeEventTypes
{
    public const string AccessFrozen = "Access Frozen";
    public const string AccessThawed = "Access Thawed";
}

/// <summary>The event of a freeze for the vendor's other systems.</summary>
internal sealed record FreezeDetail
{
    public required string FreezeId { get; init; }

    /// <summary>One of <see cref="FreezeScope"/>.</summary>
    public required string Scope { get; init; }

    /// <summary>Absent when everything is frozen.</summary>
    public string? Tenant { get; init; }

    /// <summary>Absent unless it is only one connection.</summary>
    public string? AccountId { get; init; }

    public required string Reason { get; init; }

    /// <summary>The operator who froze or thawed.</summary>
    public required string By { get; init; }

    public required string Language { get; init; }

    public required EventMessage Message { get; init; }

    public required EventMessages Messages { get; init; }
}
