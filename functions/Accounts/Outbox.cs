using System.Globalization;
using System.Text.Json;
using Onboarding.Functions.Accounts.Access;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Verification.ReadBack;

namespace Onboarding.Functions.Accounts;

/// <summary>The names of the events, as EventBridge's <c>detail-type</c>.</summary>
internal static class EventTypes
{
    public const string OnboardingExpired = "Onboarding Expired";
    public const string AccountRegistered = "Account Registered";
    public const string AccountConnectedElsewhere = "Account Connected Elsewhere";
    public const string AccountDegraded = "Account Degraded";
    public const string AccountRecovered = "Account Recovered";
    public const string AccountPaused = "Account Paused";
    public const string AccountResumed = "Account Resumed";
    public const string AccountDetached = "Account Detached";
    public const string CleanupReminder = "Cleanup Reminder";
    public const string CleanupConfirmed = "Cleanup Confirmed";
    public const string AccountClosed = "Account Closed";
    public const string TemplateUpdateAvailable = "Template Update Available";
}

/// <summary>What only operators get.</summary>
internal static class DigestTypes
{
    /// <summary>The links that expired in a day, reported once.</summary>
    public const string OnboardingsExpired = "Onboardings Expired";

    /// <summary>The events of an hour, reported once if there were too many of them.</summary>
    public const string HourOfEvents = "Hour of Events";

    /// <summary>Whether a type is a digest's, which is no event of the bus.</summary>
    public static bool Has(string detailType) => detailType is OnboardingsExpired or HourOfEvents;
}

/// <summary>The outbox: events as items, written in the same transaction as the change they tell of.</summary>
internal static class Outbox
{
    /// <summary>The <c>source</c> of every event on the bus.</summary>
    public const string Source = "onboarding";

    // The stream has carried it away long before: it keeps records for 24 hours. For so long it can be delivered again.
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(90);

    private static readonly TimeSpan s_heartbeatKept = TimeSpan.FromHours(1);

    /// <summary>The item of an account's event, with the account after the change.</summary>
    /// <param name="detailType">What happened: one of <see cref="EventTypes"/>.</param>
    /// <param name="account">The account.</param>
    /// <param name="now">When.</param>
    /// <param name="findings">What the check found that broke the connection.</param>
    public static Item Event(string detailType, AccountRecord account, DateTimeOffset now, IReadOnlyList<Finding>? findings = null) =>
        ToItem(detailType, now, DetailOf(detailType, account, findings), KeyOf(detailType, now, account.Id, account.Audit));

    /// <summary>The item that notifies a holder of an AWS account that another tenant connected it, too. Its key contains the new connection and its time, whenever it is written; the event doesn't.</summary>
    public static Item ConnectedElsewhere(AccountRecord connected, AccountRecord holder, DateTimeOffset now) => ToItem(
        EventTypes.AccountConnectedElsewhere,
        now,
        DetailOf(EventTypes.AccountConnectedElsewhere, holder),
        Keys.Event(connected.Id, connected.CreatedAt, $"{WordOf(EventTypes.AccountConnectedElsewhere)}#{holder.Tenant.Value}"));

    private static EventDetail DetailOf(string detailType, AccountRecord account, IReadOnlyList<Finding>? findings = null)
    {
        var messages = EventTexts.Of(detailType, account, findings);
        return new EventDetail
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
            Code = account.Status == AccountStatus.Degraded ? account.LastCheck.Code : null,
            TemplateVersion = detailType == EventTypes.TemplateUpdateAvailable ? account.TemplateVersion : null,
            AvailableVersion = detailType == EventTypes.TemplateUpdateAvailable ? account.AvailableVersion?.Name : null,
            Reminder = detailType == EventTypes.CleanupReminder ? account.Cleanup.Reminders : null,
            Cleanup = account.Status == AccountStatus.Detached ? CleanupView.Of(account, account.Language) : null,
            Language = LanguageTag.Of(account.Language),
            Message = messages.In(account.Language),
            Messages = messages,
            Audit = account.Audit,
        };
    }

    /// <summary>A sign of life: what delivers events counts it and delivers nothing. One that stops is noticed, however little happens.</summary>
    public static Item Heartbeat(DateTimeOffset now)
    {
        var (pk, sk) = Keys.Heartbeat(now);
        return new Item(pk, sk).With("ttl", (now + s_heartbeatKept).ToUnixTimeSeconds());
    }

    /// <summary>Reports to operators the links that expired in the day that ends at a time. The item is always the same, and so it is written once.</summary>
    public static Item Digest(DateTimeOffset end)
    {
        var (pk, sk) = Keys.Digest(end);
        return new Item(pk, sk)
            .With("detailType", DigestTypes.OnboardingsExpired)
            .With("time", UtcTime.Of(end).ToString())
            .With("detail", "{}")
            .With("ttl", (end + s_kept).ToUnixTimeSeconds());
    }

    /// <summary>Reports to operators the events of the hour that ends at a time, if there were too many to mail each.</summary>
    public static Item HourDigest(DateTimeOffset end)
    {
        var (pk, sk) = Keys.HourDigest(end);
        return new Item(pk, sk)
            .With("detailType", DigestTypes.HourOfEvents)
            .With("time", UtcTime.Of(end).ToString())
            .With("detail", "{}")
            .With("ttl", (end + s_kept).ToUnixTimeSeconds());
    }

    // Written in the transaction of the audit entry that it names, and so once only.
    /// <summary>The key of a decision's event.</summary>
    public static (string Pk, string Sk) KeyOf(string detailType, DateTimeOffset now, string subjectId, AuditHead audit) =>
        Keys.Event(subjectId, now, $"{WordOf(detailType)}#{audit.Sequence.ToString(CultureInfo.InvariantCulture)}");

    // A cursor has no spaces.
    private static string WordOf(string detailType) => detailType.Replace(' ', '-');

    /// <summary>The item of what operators froze or thawed.</summary>
    /// <param name="detailType">What happened: one of <see cref="FreezeEventTypes"/>.</param>
    /// <param name="freezeId">The freeze.</param>
    /// <param name="now">When.</param>
    /// <param name="detail">The particulars.</param>
    public static Item OfFreeze(string detailType, string freezeId, DateTimeOffset now, FreezeDetail detail) =>
        ToItem(detailType, now, detail.Tenant, JsonSerializer.Serialize(detail, FunctionsJson.Api.FreezeDetail), Keys.Event(freezeId, now, WordOf(detailType)));

    /// <summary>An event as an item.</summary>
    public static Item ToItem(string detailType, DateTimeOffset now, EventDetail detail, (string Pk, string Sk) key) =>
        ToItem(detailType, now, detail.Tenant, JsonSerializer.Serialize(detail, FunctionsJson.Api.EventDetail), key);

    private static Item ToItem(string detailType, DateTimeOffset now, string? tenant, string detail, (string Pk, string Sk) key) => new Item(key.Pk, key.Sk)
        .With("detailType", detailType)
        .With("tenant", tenant)
        .With("time", UtcTime.Of(now).ToString())
        .With("detail", detail)
        .With("ttl", (now + s_kept).ToUnixTimeSeconds());
}
