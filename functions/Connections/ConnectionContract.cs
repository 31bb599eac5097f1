using Onboarding.Functions.Accounts;
using Onboarding.Functions.Operations;

namespace Onboarding.Functions.Connections;

/// <summary>What the vendor's software can do with a connection, as the product API names it.</summary>
internal static class ConnectionStatus
{
    public const string Active = "active";
    public const string Degraded = "degraded";
    public const string Paused = "paused";
    public const string Frozen = "frozen";
    public const string Detached = "detached";
    public const string Closed = "closed";

    /// <summary>Every status by which a list can be asked for; what is closed has ended and is in no list.</summary>
    public static IReadOnlyList<string> Listed { get; } = [Active, Degraded, Paused, Frozen, Detached];
}

/// <summary>A connection as the vendor's software sees it: everything but its external ID.</summary>
internal sealed record ConnectionView
{
    public required string Id { get; init; }

    public required string Tenant { get; init; }

    /// <summary>The name that the tenant gave the account.</summary>
    public required string Name { get; init; }

    public required string AwsAccountId { get; init; }

    public required string Partition { get; init; }

    public required string Region { get; init; }

    public required string RoleArn { get; init; }

    public required string Profile { get; init; }

    /// <summary>Which optional parts of the profile are granted.</summary>
    public required FeaturesView Features { get; init; }

    public required string TemplateVersion { get; init; }

    /// <summary>One of <see cref="ConnectionStatus"/>.</summary>
    public required string Status { get; init; }

    public required CheckSummary LastCheck { get; init; }

    public required UtcTime ConnectedAt { get; init; }

    /// <summary>Shows a connection.</summary>
    /// <param name="account">The account.</param>
    /// <param name="freezes">What is frozen.</param>
    public static ConnectionView Of(AccountRecord account, FreezesInForce freezes) => new()
    {
        Id = account.Id,
        Tenant = account.Tenant.Value,
        Name = account.Name,
        AwsAccountId = account.Role.AccountId.Value,
        Partition = account.Role.Partition.Name,
        Region = account.Region,
        RoleArn = account.Role.Value,
        Profile = account.Profile.Name,
        Features = new FeaturesView(account.Features.Ids, [.. account.Profile.Features.Select(f => f.Id)]),
        TemplateVersion = account.TemplateVersion,
        Status = StatusOf(account, freezes),
        LastCheck = new CheckSummary(UtcTime.Of(account.CheckedAt), account.LastCheck.Outcome, account.LastCheck.Code),
        ConnectedAt = UtcTime.Of(account.CreatedAt),
    };

    /// <summary>What can be done with a connection; of several reasons against, that which a session would be refused for.</summary>
    public static string StatusOf(AccountRecord account, FreezesInForce freezes) => account switch
    {
        { Status: AccountStatus.Detached or AccountStatus.Closed } => account.Status,
        { PausedAt: not null } => ConnectionStatus.Paused,
        _ when freezes.Stop(account) => ConnectionStatus.Frozen,
        _ => account.Status,
    };
}

/// <summary>A page of connections.</summary>
internal sealed record ConnectionList(IReadOnlyList<ConnectionView> Connections, string? Cursor = null);
