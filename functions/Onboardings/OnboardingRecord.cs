using Onboarding.Functions.Accounts;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Aws;
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

/// <summary>The two methods that an onboarding can be minted for. Whichever it was, it can be completed by any way.</summary>
internal static class OnboardingMethod
{
    public const string Stack = "stack";
    public const string Manual = "manual";
}

/// <summary>One attempt to connect one AWS account, as stored in the table: permanently, so that its external ID is never minted again. The ID, its hash, keeps it unique.</summary>
internal sealed record OnboardingRecord
{
    /// <summary>How long an onboarding can be used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(72);

    public required OnboardingId Id { get; init; }

    public required TenantId Tenant { get; init; }

    public required string GroupId { get; init; }

    /// <summary>As stored; whether it has expired since is <see cref="StatusAt"/>'s to say.</summary>
    public required string Status { get; init; }

    /// <summary>Whether it is stored as neither completed nor ended; such ones are counted, and limited.</summary>
    public bool IsOpen => Status is OnboardingStatus.Pending or OnboardingStatus.Verifying;

    public required string Method { get; init; }

    public required Profile Profile { get; init; }

    /// <summary>The features that were asked for; in the console the customer can choose others.</summary>
    public FeatureSet Features { get; init; } = FeatureSet.None;

    /// <summary>The values that were given for the profile's parameters.</summary>
    public ParameterValues Parameters { get; init; } = ParameterValues.None;

    public required string Region { get; init; }

    /// <summary>Null once it is completed, when the account's secret holds it, or deleted.</summary>
    public required ExternalId? ExternalId { get; init; }

    /// <summary>The external ID of an onboarding that is not completed.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public ExternalId PendingExternalId => ExternalId ?? throw Unreadable("externalId");

    /// <summary>The minted name, of the stack and of the role.</summary>
    public required string RoleName { get; init; }

    public required string TemplateVersion { get; init; }

    /// <summary>The SHA-256 of the template behind its link; null for a link to an address without the digest, and for a manual role that was minted before there were other ways.</summary>
    public string? TemplateSha256 { get; init; }

    /// <summary>The SHA-256 of its Terraform module; null for one that was minted before there was a module.</summary>
    public string? ModuleSha256 { get; init; }

    /// <summary>The name for the account that was given at minting; null when none was.</summary>
    public DisplayName? GivenName { get; init; }

    /// <summary>The name for the account: as it was submitted, or else given at minting.</summary>
    public DisplayName? AccountName => Submission?.AccountName ?? GivenName;

    public AwsAccountId? AwsAccountId { get; init; }

    /// <summary>The AWS account that it was asked for or submitted with.</summary>
    public AwsAccountId? KnownAwsAccount => Created?.Role.AccountId;

    public string? PermissionsBoundaryArn { get; init; }

    /// <summary>Who asked for it, as the person in the AWS console reads it; null when it was minted for a template without that parameter, and once it has ended.</summary>
    public string? ConnectedFor { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The submission while the role couldn't be assumed yet: the service continues with it automatically.</summary>
    public Submission? Submission { get; init; }

    /// <summary>Since when the service has been continuing with it automatically.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>When the service tries again automatically, while <see cref="OnboardingStatus.Verifying"/>.</summary>
    public DateTimeOffset? NextTryAt { get; init; }

    /// <summary>The code with which the last submission was refused.</summary>
    public string? LastRefusal { get; init; }

    /// <summary>The role of a submission that was refused or withdrawn: it can still exist.</summary>
    public CreatedRole? LastRole { get; init; }

    /// <summary>When the page first opened the AWS console for it; null when it did not say so.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>When it was canceled or found expired.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When the sweeper looks next whether the role of an ended onboarding can still be assumed; null when it need not.</summary>
    public DateTimeOffset? CleanupDueAt { get; init; }

    /// <summary>What is known of an ended onboarding's cleanup.</summary>
    public CleanupProgress Cleanup { get; init; } = CleanupProgress.None;

    /// <summary>The role that the customer might have created: as submitted, or derived from the given account ID. Null if the account is unknown.</summary>
    public CreatedRole? Created =>
        Submission is { } submission ? new CreatedRole(submission.RoleArn, submission.StackId)
        : LastRole ?? (AwsAccountId is { } account ? new CreatedRole(RoleArn.Of(Partition.OfRegion(Region), account, RoleName), Stack: null) : null);

    /// <summary>The role that a completed onboarding registered.</summary>
    public string? RegisteredRoleArn { get; init; }

    /// <summary>Who asked for it, as the audit names them: by a pseudonym.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>The language in which it was asked for.</summary>
    public required Language Language { get; init; }

    /// <summary>Where the chain of decisions ends; null while there is only the first, and once the account carries it on.</summary>
    public AuditHead? Audit { get; init; }

    /// <summary>When an operator deleted the registration. The item stays, so that the external ID is never minted again, and only operators see it.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Who deleted it.</summary>
    public string? DeletedBy { get; init; }

    /// <summary>The decisions about it. The first is that it was minted: this item itself.</summary>
    public Ledger Ledger => Audit is { } head
        ? new Ledger(Tenant, Id.Value, head)
        : Ledger.Begin(Tenant, new AuditEntry
        {
            Sequence = 1,
            At = CreatedAt,
            Tenant = Tenant.Value,
            ConnectionId = Id.Value,
            Decision = Decisions.Minted,
            By = CreatedBy,
            Facts = new Decision(Decisions.Minted, CreatedBy, CreatedAt)
                .With("groupId", GroupId).With("method", Method).With("profile", Profile.Name).With("region", Region)
                .With("features", Features.Text.Length == 0 ? null : Features.Text).With("roleName", RoleName).With("templateVersion", TemplateVersion).With("awsAccountId", AwsAccountId?.Value)
                .With("permissionsBoundaryArn", PermissionsBoundaryArn).Facts,
            PreviousHash = AuditEntry.NoHash,
        });

    /// <summary>The condition that nothing was decided since it was read.</summary>
    public Change Unchanged
    {
        get
        {
            var guard = Ledger.Unchanged(Keys.Onboarding(Id), Status, Audit);
            return (guard with { Condition = guard.Condition + " AND tenant = :tenant" }).With("tenant", Tenant.Value);
        }
    }

    public string StatusAt(DateTimeOffset now) =>
        Status is OnboardingStatus.Pending or OnboardingStatus.Verifying && now >= ExpiresAt ? OnboardingStatus.Expired : Status;

    /// <summary>The whole item.</summary>
    public Item ToItem()
    {
        var (pk, sk) = Keys.Onboarding(Id);
        var item = new Item(pk, sk)
            .With("tenant", Tenant.Value)
            .With("groupId", GroupId)
            .With("status", Status)
            .With("method", Method)
            .With("profile", Profile.Name)
            .With("region", Region)
            .With("externalId", ExternalId?.Value)
            .With("roleName", RoleName)
            .With("templateVersion", TemplateVersion)
            .With("templateSha256", TemplateSha256)
            .With("moduleSha256", ModuleSha256)
            .With("givenName", GivenName?.Value)
            .With("features", Features.Text.Length == 0 ? null : Features.Text)
            .With("parameters", Parameters.Text.Length == 0 ? null : Parameters.Text)
            .With("awsAccountId", AwsAccountId?.Value)
            .With("permissionsBoundaryArn", PermissionsBoundaryArn)
            // It can name a person, so it is kept only as long as it is compared with a stack, and an account has its own.
            .With("connectedFor", IsOpen ? ConnectedFor : null)
            .With("createdAt", CreatedAt)
            .With("createdBy", CreatedBy)
            .With("language", LanguageTag.Of(Language))
            .With("expiresAt", ExpiresAt)
            .With("accountName", Submission?.AccountName.Value)
            .With("roleArn", Submission?.RoleArn.Value)
            .With("stackId", Submission?.StackId?.Value)
            .With("consent", Submission?.Consent)
            .With("invitationId", Submission?.InvitationId)
            .With("submittedAt", SubmittedAt)
            .With("lastRefusal", LastRefusal)
            .With("lastRoleArn", LastRole?.Role.Value)
            .With("lastStackId", LastRole?.Stack?.Value)
            .With("endedAt", EndedAt)
            .With("openedAt", OpenedAt)
            .With("registeredRoleArn", RegisteredRoleArn)
            .With("auditSequence", Audit?.Sequence)
            .With("auditHash", Audit?.Hash)
            .With("deletedAt", DeletedAt)
            .With("deletedBy", DeletedBy);
        Cleanup.WriteTo(item);
        return DeletedAt is null ? Indexed(item) : item;
    }

    /// <summary>The onboarding once it has ended without an account: if its role might exist, the customer gets reminders.</summary>
    /// <param name="status"><see cref="OnboardingStatus.Expired"/> or <see cref="OnboardingStatus.Cancelled"/>.</param>
    /// <param name="now">When.</param>
    public OnboardingRecord Ended(string status, DateTimeOffset now) => this with
    {
        Status = status,
        EndedAt = now,
        CleanupDueAt = Created is null ? null : ReminderSchedule.After(now, now),
    };

    /// <summary>The onboarding without what a visitor submitted by an invitation, when that is what it waits for.</summary>
    public OnboardingRecord WithoutSubmissionOf(string invitationId) => Submission?.InvitationId == invitationId
        ? this with { Status = OnboardingStatus.Pending, Submission = null, SubmittedAt = null, NextTryAt = null, LastRole = Created }
        : this;

    private Item Indexed(Item item)
    {
        item.With("censusPk", Keys.Minted(CreatedAt, Id.Value)).With("groupPk", Keys.OnboardingsOfGroup(Tenant, GroupId)).With("groupSk", Keys.OnboardingOrder(CreatedAt, Id));
        if (IsOpen)
            item.With("duePk", Keys.Due(Id.Value)).With("dueAt", Status == OnboardingStatus.Verifying ? NextTryAt ?? ExpiresAt : ExpiresAt);
        else if (CleanupDueAt is { } dueAt)
            item.With("duePk", Keys.Due(Id.Value)).With("dueAt", dueAt);
        // A completed one is listed as its account.
        return Status == OnboardingStatus.Completed
            ? item
            : new Listing(Id.Value, Status, Status == OnboardingStatus.Expired ? ExpiresAt : CreatedAt, Tenant, KnownAwsAccount, AccountName?.Value, TemplateVersion).WriteTo(item);
    }

    /// <summary>Reads an item.</summary>
    /// <exception cref="InvalidDataException">The item cannot be read, or was written by a newer version.</exception>
    public static OnboardingRecord Of(Item item) => Read(item.Readable());

    private static OnboardingRecord Read(Item item) => new()
    {
        Id = OnboardingId.Parse(item.Text("pk")[ItemKind.Onboarding.Length..]) ?? throw Unreadable("pk"),
        Tenant = TenantId.TryParse(item.Text("tenant"), out var tenant) ? tenant : throw Unreadable("tenant"),
        GroupId = item.Text("groupId"),
        Status = item.Text("status") is OnboardingStatus.Pending or OnboardingStatus.Verifying or OnboardingStatus.Completed or OnboardingStatus.Expired or OnboardingStatus.Cancelled
            ? item.Text("status")
            : throw Unreadable("status"),
        Method = item.Text("method"),
        Profile = Profile.FindStored(item.Text("profile")) ?? throw Unreadable("profile"),
        Features = FeatureSet.Parse(item.OptionalText("features")),
        Parameters = ParameterValues.Parse(item.OptionalText("parameters")),
        Region = item.Text("region"),
        ExternalId = ExternalId.TryParse(item.OptionalText("externalId"), out var externalId) ? externalId
            : item.Text("status") is OnboardingStatus.Completed || item.OptionalTime("deletedAt") is not null ? null
            : throw Unreadable("externalId"),
        RoleName = item.Text("roleName"),
        TemplateVersion = item.Text("templateVersion"),
        TemplateSha256 = item.OptionalText("templateSha256"),
        ModuleSha256 = item.OptionalText("moduleSha256"),
        GivenName = DisplayName.TryParse(item.OptionalText("givenName"), out var givenName) ? givenName : null,
        AwsAccountId = AwsAccountId.TryParse(item.OptionalText("awsAccountId"), out var account) ? account : null,
        PermissionsBoundaryArn = item.OptionalText("permissionsBoundaryArn"),
        ConnectedFor = item.OptionalText("connectedFor"),
        CreatedAt = item.Time("createdAt"),
        ExpiresAt = item.Time("expiresAt"),
        Submission = Submission.Of(item),
        SubmittedAt = item.OptionalTime("submittedAt"),
        NextTryAt = item.Text("status") is OnboardingStatus.Verifying ? item.OptionalTime("dueAt") : null,
        LastRefusal = item.OptionalText("lastRefusal"),
        LastRole = RoleArn.TryParse(item.OptionalText("lastRoleArn"), out var lastRole)
            ? new CreatedRole(lastRole, StackArn.TryParse(item.OptionalText("lastStackId"), out var lastStack) ? lastStack : null)
            : null,
        EndedAt = item.OptionalTime("endedAt"),
        OpenedAt = item.OptionalTime("openedAt"),
        CleanupDueAt = item.Text("status") is OnboardingStatus.Expired or OnboardingStatus.Cancelled ? item.OptionalTime("dueAt") : null,
        Cleanup = CleanupProgress.Of(item),
        RegisteredRoleArn = item.OptionalText("registeredRoleArn"),
        CreatedBy = item.Text("createdBy"),
        Language = LanguageTag.Parse(item.OptionalText("language")),
        Audit = AuditHead.Of(item),
        DeletedAt = item.OptionalTime("deletedAt"),
        DeletedBy = item.OptionalText("deletedBy"),
    };

    private static InvalidDataException Unreadable(string attribute) => new($"The onboarding's {attribute} cannot be read.");
}

/// <summary>A role that a customer created, or might have created.</summary>
/// <param name="Role">The role.</param>
/// <param name="Stack">Its stack, when it was pasted.</param>
internal sealed record CreatedRole(RoleArn Role, StackArn? Stack);

/// <summary>What a customer submitted.</summary>
/// <param name="AccountName">The name for the account.</param>
/// <param name="RoleArn">The role.</param>
/// <param name="StackId">The stack, when it was pasted.</param>
/// <param name="Consent">How the account's owner agreed: one of <see cref="Onboardings.Consent"/>.</param>
internal sealed record Submission(DisplayName AccountName, RoleArn RoleArn, StackArn? StackId, string Consent)
{
    /// <summary>The invitation that it came through; null if a signed-in person submitted it.</summary>
    public string? InvitationId { get; init; }

    /// <summary>Whether the role claims to come from a stack, which is then held against the onboarding.</summary>
    public bool IsFromStack => Consent != Onboardings.Consent.ByHand;

    public static Submission? Of(Item item)
    {
        if (!DisplayName.TryParse(item.OptionalText("accountName"), out var name) || !RoleArn.TryParse(item.OptionalText("roleArn"), out var role))
            return null;
        var stack = StackArn.TryParse(item.OptionalText("stackId"), out var pasted) ? pasted : null;
        return new Submission(name, role, stack, item.OptionalText("consent") ?? ConsentOf(stack, item.Text("method"))) { InvitationId = item.OptionalText("invitationId") };
    }

    // Of a submission that was kept before consents were.
    private static string ConsentOf(StackArn? stack, string method) =>
        stack is not null ? Onboardings.Consent.Pasted : method == OnboardingMethod.Manual ? Onboardings.Consent.ByHand : Onboardings.Consent.PasteFree;
}
