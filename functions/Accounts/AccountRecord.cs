using System.Collections.Concurrent;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Verification;
using Onboarding.Functions.Verification.ReadBack;
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
    // As many as there are profiles, versions and choices of features.
    private static readonly ConcurrentDictionary<(Profile Profile, string Version, string Features, string Action), bool> s_allowed = new();

    public required string Id { get; init; }

    public required TenantId Tenant { get; init; }

    public required string GroupId { get; init; }

    public required string Name { get; init; }

    public required RoleArn Role { get; init; }

    /// <summary>The stack by its real name; null for a manual role.</summary>
    public StackArn? Stack { get; init; }

    public required string Region { get; init; }

    public required Profile Profile { get; init; }

    public required string TemplateVersion { get; init; }

    /// <summary>The features of the profile that are granted.</summary>
    public FeatureSet Features { get; init; } = FeatureSet.None;

    /// <summary>What the customer filled in for the profile's parameters.</summary>
    public ParameterValues Parameters { get; init; } = ParameterValues.None;

    /// <summary>The AWS managed policies of the template, by ARN, and which version of each was in force at the last check.</summary>
    public ParameterValues ManagedPolicies { get; init; } = ParameterValues.None;

    public required string Status { get; init; }

    /// <summary>The last check whose evidence was kept.</summary>
    public required LastCheck LastCheck { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The boundary that the onboarding asked for, which the role must still have.</summary>
    public string? PermissionsBoundaryArn { get; init; }

    /// <summary>Who asked for the connection, as its stack must say; null for one that was first registered under a template without that parameter, and once it is detached.</summary>
    public string? ConnectedFor { get; init; }

    /// <summary>How the owner of the AWS account agreed: one of <see cref="Onboardings.Consent"/>; null for one from before that was kept.</summary>
    public string? Consent { get; init; }

    /// <summary>How the role was created: one of <see cref="CreationWay"/>.</summary>
    public string Way { get => field ?? CreationWay.Of(Stack is not null, tag: null); init; }

    /// <summary>Since when someone else might be able to use the role; null once its trust policy was read and trusts no one else.</summary>
    public DateTimeOffset? DistrustedSince { get; init; }

    /// <summary>Whether every other tenant that already had the AWS account was notified. The first check makes sure.</summary>
    public bool HoldersTold { get; init; }

    /// <summary>The newest version of the template that the tenant was notified of; null for none.</summary>
    public string? UpdateTold { get; init; }

    /// <summary>The version of the template that the role could be updated to; null when it has the current one, or its profile is no longer offered.</summary>
    public TemplateVersion? AvailableVersion =>
        Status is AccountStatus.Active or AccountStatus.Degraded && Profile.IsOffered && Profile.FindVersion(TemplateVersion)?.IsBefore(Profile.CurrentVersion) is true ? Profile.CurrentVersion : null;

    /// <summary>In which language the tenant's people are written to: the last in which they asked for something.</summary>
    public required Language Language { get; init; }

    /// <summary>Since when its checks fail; null while it is well.</summary>
    public DateTimeOffset? DegradedSince { get; init; }

    public DateTimeOffset? DetachedAt { get; init; }

    /// <summary>Since when it has been in its state; of what is well, since when it has been there.</summary>
    public DateTimeOffset Since => DetachedAt ?? DegradedSince ?? PausedAt ?? CreatedAt;

    /// <summary>In which state operators find it: its status, or that it is well and paused.</summary>
    public string ListedState => Status == AccountStatus.Active && PausedAt is not null ? Listing.Paused : Status;

    /// <summary>When the tenant paused sessions; null while they are allowed.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>Who paused it.</summary>
    public string? PausedBy { get; init; }

    /// <summary>Whether the last conclusive check failed on trust: the role trusts someone else, or doesn't show who it trusts.</summary>
    public bool FailedOnTrust { get; init; }

    /// <summary>Whether someone else might be able to use the role: the last conclusive check failed on trust, or none since has read the trust policy.</summary>
    public bool IsUnsafe => FailedOnTrust || DistrustedSince is not null;

    /// <summary>What is known of the cleanup, once detached.</summary>
    public CleanupProgress Cleanup { get; init; } = CleanupProgress.None;

    /// <summary>When the sweeper must process it, in a separate item.</summary>
    public required Schedule Schedule { get; init; }

    /// <summary>Where the chain of decisions ends.</summary>
    public required AuditHead Audit { get; init; }

    /// <summary>When it was last checked, whether the evidence was kept or not.</summary>
    public DateTimeOffset CheckedAt => Schedule.Unchanged?.LastAt ?? LastCheck.At;

    /// <summary>Whether its profile, in its version and with its features, allows an action anywhere.</summary>
    /// <remarks>A list asks it of every account, and nearly all have the same profile, version and features.</remarks>
    public bool Allows(string action) => s_allowed.GetOrAdd((Profile, TemplateVersion, Features.Text, action), static (key, account) => account.Grants(key.Action), this);

    private bool Grants(string action) =>
        (Profile.FindVersion(TemplateVersion) ?? Profile.CurrentVersion).With(Features).Statements.Any(s => s.Allows && s.Actions.Any(p => Pattern.Matches(p, action, ignoreCase: true)) != s.IsNotAction);

    /// <summary>The decisions about it, which began with its onboarding.</summary>
    public Ledger Ledger => new(Tenant, Id, Audit);

    /// <summary>The condition that nothing was decided since it was read.</summary>
    public Change Unchanged => Ledger.Unchanged(Keys.Account(Tenant, Id), Status, Audit);

    /// <summary>The account's own item; its schedule has another.</summary>
    public Item ToItem()
    {
        var (pk, sk) = Keys.Account(Tenant, Id);
        var item = new Item(pk, sk)
            .With("groupId", GroupId)
            .With("name", Name)
            .With("roleArn", Role.Value)
            .With("stackId", Stack?.Value)
            .With("region", Region)
            .With("profile", Profile.Name)
            .With("templateVersion", TemplateVersion)
            .With("features", TextOrNull(Features.Text))
            .With("parameters", TextOrNull(Parameters.Text))
            .With("managedPolicies", TextOrNull(ManagedPolicies.Text))
            .With("permissionsBoundaryArn", PermissionsBoundaryArn)
            // It can name a person, so it is kept only as long as it is compared with the stack.
            .With("connectedFor", Status is AccountStatus.Active or AccountStatus.Degraded ? ConnectedFor : null)
            .With("consent", Consent)
            .With("way", Way)
            .With("distrustedSince", DistrustedSince)
            .With("failedOnTrust", FailedOnTrust ? 1 : null)
            .With("holdersTold", HoldersTold ? 1 : null)
            .With("updateTold", UpdateTold)
            .With("status", Status)
            .With("language", LanguageTag.Of(Language))
            .With("createdAt", CreatedAt)
            .With("degradedSince", DegradedSince)
            .With("detachedAt", DetachedAt)
            .With("pausedAt", PausedAt)
            .With("pausedBy", PausedBy)
            .With("auditSequence", Audit.Sequence)
            .With("auditHash", Audit.Hash);
        LastCheck.WriteTo(item);
        Cleanup.WriteTo(item);
        if (Status != AccountStatus.Closed)
            item.With("connectionPk", Keys.Connection(Id));
        if (Status is AccountStatus.Active or AccountStatus.Degraded)
            item.With("censusPk", Keys.Live(Id));
        return new Listing(Id, ListedState, Since, Tenant, Role.AccountId, Name, TemplateVersion).WriteTo(item);
    }

    /// <summary>Reads an account of a tenant; another tenant's does not exist.</summary>
    /// <exception cref="InvalidDataException">One of its items cannot be read, or was written by a newer version.</exception>
    public static async Task<AccountRecord?> FindAsync(Table table, TenantId tenant, string id, CancellationToken cancellation)
    {
        var schedule = table.GetAsync(Keys.Schedule(tenant, id), cancellation);
        var item = await table.GetAsync(Keys.Account(tenant, id), cancellation);
        return await schedule is var scheduled && item is not null ? Of(item, Schedule.Of(scheduled)) : null;
    }

    /// <summary>The key of the schedule that belongs to an account's item; null when the item is none.</summary>
    public static (string Pk, string Sk)? ScheduleKeyOf(Item item) =>
        item.Text("pk").StartsWith(ItemKind.Account, StringComparison.Ordinal) ? (ItemKind.Schedule + item.Text("pk")[ItemKind.Account.Length..], item.Text("sk")) : null;

    /// <summary>Whose account an item is.</summary>
    /// <exception cref="InvalidDataException">The item is no account's.</exception>
    public static TenantId TenantOf(Item item) =>
        item.Text("pk") is var pk && pk.StartsWith(ItemKind.Account, StringComparison.Ordinal) && TenantId.TryParse(pk[ItemKind.Account.Length..], out var tenant) ? tenant : throw Unreadable("pk");

    /// <summary>Reads an item for callers that need neither the next due time nor the last unchanged check.</summary>
    /// <exception cref="InvalidDataException">The item cannot be read, or was written by a newer version.</exception>
    public static AccountRecord WithoutSchedule(Item item) => Of(item, new Schedule { Tenant = TenantOf(item), AccountId = item.Text("sk"), DueAt = null });

    /// <summary>Reads an item.</summary>
    /// <exception cref="InvalidDataException">The item cannot be read, or was written by a newer version.</exception>
    public static AccountRecord Of(Item item, Schedule schedule) => Read(item.Readable(), schedule);

    private static AccountRecord Read(Item item, Schedule schedule) => new()
    {
        Id = item.Text("sk"),
        Tenant = TenantOf(item),
        GroupId = item.Text("groupId"),
        Name = item.Text("name"),
        Role = RoleArn.TryParse(item.Text("roleArn"), out var role) ? role : throw Unreadable("roleArn"),
        Stack = StackArn.TryParse(item.OptionalText("stackId"), out var stack) ? stack : null,
        Region = item.Text("region"),
        Profile = Profile.FindStored(item.Text("profile")) ?? throw Unreadable("profile"),
        TemplateVersion = item.Text("templateVersion"),
        Features = FeatureSet.Parse(item.OptionalText("features")),
        Parameters = ParameterValues.Parse(item.OptionalText("parameters")),
        ManagedPolicies = ParameterValues.Parse(item.OptionalText("managedPolicies")),
        Status = item.Text("status") is AccountStatus.Active or AccountStatus.Degraded or AccountStatus.Detached or AccountStatus.Closed
            ? item.Text("status")
            : throw Unreadable("status"),
        LastCheck = LastCheck.Of(item),
        CreatedAt = item.Time("createdAt"),
        PermissionsBoundaryArn = item.OptionalText("permissionsBoundaryArn"),
        ConnectedFor = item.OptionalText("connectedFor"),
        Consent = item.OptionalText("consent"),
        Way = item.OptionalText("way")!,
        DistrustedSince = item.OptionalTime("distrustedSince"),
        FailedOnTrust = item.OptionalInteger("failedOnTrust") == 1,
        HoldersTold = item.OptionalInteger("holdersTold") == 1,
        UpdateTold = item.OptionalText("updateTold"),
        Language = LanguageTag.Parse(item.OptionalText("language")),
        DegradedSince = item.OptionalTime("degradedSince"),
        DetachedAt = item.OptionalTime("detachedAt"),
        PausedAt = item.OptionalTime("pausedAt"),
        PausedBy = item.OptionalText("pausedBy"),
        Cleanup = CleanupProgress.Of(item),
        Schedule = schedule,
        Audit = AuditHead.Of(item) ?? throw Unreadable("auditHash"),
    };

    private static string? TextOrNull(string text) => text.Length == 0 ? null : text;

    private static InvalidDataException Unreadable(string attribute) => new($"The account's {attribute} cannot be read.");
}
