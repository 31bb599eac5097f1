using Onboarding.Functions.Aws;
using Onboarding.Functions.Http;
using Onboarding.Functions.Registry;
using Onboarding.Templates;

namespace Onboarding.Functions.Onboardings;

/// <summary>The names of an onboarding's states, in the table and in the API.</summary>
internal static class OnboardingStatus
{
    public const string Pending = "pending";
    public const string Verifying = "verifying";
    public const string Completed = "completed";
    public const string Expired = "expired";
    public const string Cancelled = "cancelled";
}

/// <summary>The names of the two ways to create the role.</summary>
internal static class OnboardingMethod
{
    public const string Stack = "stack";
    public const string Manual = "manual";
}

/// <summary>One attempt to connect one AWS account, as the table keeps it: for ever, so that its external ID is never minted again.</summary>
internal sealed record OnboardingRecord
{
    /// <summary>How long an onboarding can be used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(72);

    public required OnboardingId Id { get; init; }

    public required TenantId Tenant { get; init; }

    public required string GroupId { get; init; }

    /// <summary>As stored; whether it has expired since is <see cref="StatusAt"/>'s to say.</summary>
    public required string Status { get; init; }

    public required string Method { get; init; }

    public required Profile Profile { get; init; }

    public required string Region { get; init; }

    public required ExternalId ExternalId { get; init; }

    /// <summary>The minted name, of the stack and of the role.</summary>
    public required string RoleName { get; init; }

    public required string TemplateVersion { get; init; }

    public AwsAccountId? AwsAccountId { get; init; }

    public string? PermissionsBoundaryArn { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>What was submitted while the role could not be assumed yet: the service goes on with it by itself.</summary>
    public Submission? Submission { get; init; }

    /// <summary>The role that a completed onboarding registered.</summary>
    public string? RegisteredRoleArn { get; init; }

    public string StatusAt(DateTimeOffset now) =>
        Status is OnboardingStatus.Pending or OnboardingStatus.Verifying && now >= ExpiresAt ? OnboardingStatus.Expired : Status;

    /// <summary>The whole item, as minting puts it.</summary>
    public Item ToItem()
    {
        var (pk, sk) = Keys.Onboarding(Id);
        return new Item(pk, sk)
            .With("tenant", Tenant.Value)
            .With("groupId", GroupId)
            .With("status", Status)
            .With("method", Method)
            .With("profile", Profile.Name)
            .With("region", Region)
            .With("externalId", ExternalId.Value)
            .With("roleName", RoleName)
            .With("templateVersion", TemplateVersion)
            .With("awsAccountId", AwsAccountId?.Value)
            .With("permissionsBoundaryArn", PermissionsBoundaryArn)
            .With("createdAt", CreatedAt)
            .With("expiresAt", ExpiresAt)
            .With("groupPk", Keys.OnboardingsOfGroup(Tenant, GroupId))
            .With("groupSk", Keys.OnboardingOrder(CreatedAt, Id))
            .With("duePk", Keys.Due(Id.Value))
            .With("dueAt", ExpiresAt);
    }

    public static OnboardingRecord Of(Item item) => new()
    {
        Id = OnboardingId.Parse(item.Text("pk")[Keys.OnboardingPrefix.Length..]) ?? throw Unreadable("pk"),
        Tenant = TenantId.TryParse(item.Text("tenant"), out var tenant) ? tenant : throw Unreadable("tenant"),
        GroupId = item.Text("groupId"),
        Status = item.Text("status"),
        Method = item.Text("method"),
        Profile = Profile.Find(item.Text("profile")) ?? throw Unreadable("profile"),
        Region = item.Text("region"),
        ExternalId = ExternalId.TryParse(item.Text("externalId"), out var externalId) ? externalId : throw Unreadable("externalId"),
        RoleName = item.Text("roleName"),
        TemplateVersion = item.Text("templateVersion"),
        AwsAccountId = AwsAccountId.TryParse(item.OptionalText("awsAccountId"), out var account) ? account : null,
        PermissionsBoundaryArn = item.OptionalText("permissionsBoundaryArn"),
        CreatedAt = item.Time("createdAt"),
        ExpiresAt = item.Time("expiresAt"),
        Submission = Submission.Of(item),
        RegisteredRoleArn = item.OptionalText("registeredRoleArn"),
    };

    private static InvalidDataException Unreadable(string attribute) => new($"The onboarding's {attribute} cannot be read.");
}

/// <summary>What a customer submitted.</summary>
/// <param name="AccountName">The name for the account.</param>
/// <param name="RoleArn">The role.</param>
/// <param name="StackId">The stack, when it is known.</param>
internal sealed record Submission(DisplayName AccountName, RoleArn RoleArn, StackArn? StackId)
{
    public static Submission? Of(Item item) =>
        DisplayName.TryParse(item.OptionalText("accountName"), out var name) && RoleArn.TryParse(item.OptionalText("roleArn"), out var role)
            ? new Submission(name, role, StackArn.TryParse(item.OptionalText("stackId"), out var stack) ? stack : null)
            : null;
}
