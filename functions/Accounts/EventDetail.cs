using System.Text.Json;
using Onboarding.Functions.Http;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Accounts;

/// <summary>What the vendor's other systems learn when something happened to an account. No secret is in it.</summary>
internal sealed record EventDetail
{
    public required string Tenant { get; init; }

    public required string AccountId { get; init; }

    public required string AccountName { get; init; }

    public required string GroupId { get; init; }

    public required string AwsAccountId { get; init; }

    public required string RoleArn { get; init; }

    public string? StackId { get; init; }

    public required string Region { get; init; }

    public required string Profile { get; init; }

    public required string Status { get; init; }
}

/// <summary>The outbox: events as items, written in the same transaction as the change they tell of.</summary>
internal static class Outbox
{
    public const string AccountRegistered = "Account Registered";
    public const string AccountDetached = "Account Detached";

    // The stream has carried it away long before: it keeps records for 24 hours.
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(90);

    /// <summary>The item of an event. Its key is what happened to whom, so that it can be written once only.</summary>
    public static Item Event(string detailType, AccountRecord account, DateTimeOffset now)
    {
        var detail = new EventDetail
        {
            Tenant = account.Tenant.Value,
            AccountId = account.Id,
            AccountName = account.Name,
            GroupId = account.GroupId,
            AwsAccountId = account.Role.AccountId.Value,
            RoleArn = account.Role.Value,
            StackId = account.Stack?.Value,
            Region = account.Region,
            Profile = account.Profile.Name,
            Status = account.Status,
        };
        var (pk, sk) = Keys.Event(account.Id, detailType);
        return new Item(pk, sk)
            .With("detailType", detailType)
            .With("time", now.UtcDateTime.ToString(UtcTimeConverter.Format))
            .With("detail", JsonSerializer.Serialize(detail, FunctionsJson.Api.EventDetail))
            .With("ttl", (now + s_kept).ToUnixTimeSeconds());
    }
}
