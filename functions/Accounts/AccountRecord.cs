using System.Text.Json;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Http;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Verification;
using Onboarding.Templates;

namespace Onboarding.Functions.Accounts;

/// <summary>The names of an account's states, in the table and in the API.</summary>
internal static class AccountStatus
{
    public const string Active = "active";
    public const string Degraded = "degraded";
    public const string Detached = "detached";
    public const string Closed = "closed";
}

/// <summary>A registered AWS account, as the table keeps it. Its id is its onboarding's.</summary>
internal sealed record AccountRecord
{
    public required string Id { get; init; }

    public required TenantId Tenant { get; init; }

    public required string GroupId { get; init; }

    public required string Name { get; init; }

    public required RoleArn Role { get; init; }

    public required ExternalId ExternalId { get; init; }

    /// <summary>The stack by its real name; null for a manual role.</summary>
    public StackArn? Stack { get; init; }

    public required string Region { get; init; }

    public required Profile Profile { get; init; }

    public required string TemplateVersion { get; init; }

    public required string Status { get; init; }

    public required Check LastCheck { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DetachedAt { get; init; }

    /// <summary>When the sweeper must look at it.</summary>
    public required DateTimeOffset DueAt { get; init; }

    public Item ToItem()
    {
        var (pk, sk) = Keys.Account(Tenant, Id);
        return new Item(pk, sk)
            .With("groupId", GroupId)
            .With("name", Name)
            .With("roleArn", Role.Value)
            .With("externalId", ExternalId.Value)
            .With("stackId", Stack?.Value)
            .With("region", Region)
            .With("profile", Profile.Name)
            .With("templateVersion", TemplateVersion)
            .With("status", Status)
            .With("lastCheck", JsonSerializer.Serialize(LastCheck, FunctionsJson.Api.Check))
            .With("createdAt", CreatedAt)
            .With("detachedAt", DetachedAt)
            .With("duePk", Keys.Due(Id))
            .With("dueAt", DueAt);
    }

    public static AccountRecord Of(Item item) => new()
    {
        Id = item.Text("sk")[Keys.AccountPrefix.Length..],
        Tenant = TenantId.TryParse(item.Text("pk")["TENANT#".Length..], out var tenant) ? tenant : throw Unreadable("pk"),
        GroupId = item.Text("groupId"),
        Name = item.Text("name"),
        Role = RoleArn.TryParse(item.Text("roleArn"), out var role) ? role : throw Unreadable("roleArn"),
        ExternalId = ExternalId.TryParse(item.Text("externalId"), out var externalId) ? externalId : throw Unreadable("externalId"),
        Stack = StackArn.TryParse(item.OptionalText("stackId"), out var stack) ? stack : null,
        Region = item.Text("region"),
        Profile = Profile.Find(item.Text("profile")) ?? throw Unreadable("profile"),
        TemplateVersion = item.Text("templateVersion"),
        Status = item.Text("status"),
        LastCheck = JsonSerializer.Deserialize(item.Text("lastCheck"), FunctionsJson.Api.Check) ?? throw Unreadable("lastCheck"),
        CreatedAt = item.Time("createdAt"),
        DetachedAt = item.OptionalTime("detachedAt"),
        DueAt = item.OptionalTime("dueAt") ?? DateTimeOffset.MaxValue,
    };

    private static InvalidDataException Unreadable(string attribute) => new($"The account's {attribute} cannot be read.");
}
