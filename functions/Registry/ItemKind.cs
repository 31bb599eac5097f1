namespace Onboarding.Functions.Registry;

/// <summary>The kinds of the table's items. Each begins its partition keys with its own name, so that a policy can say by <c>dynamodb:LeadingKeys</c> which kinds a function reaches.</summary>
internal static class ItemKind
{
    /// <summary>A tenant's groups.</summary>
    public const string Group = "GROUP#";

    /// <summary>A tenant's accounts, without what is secret and without what changes with every check.</summary>
    public const string Account = "ACCOUNT#";

    /// <summary>Which connections there are to an AWS account.</summary>
    public const string Holder = "HOLDER#";

    /// <summary>An onboarding. While it is pending it has its external ID.</summary>
    public const string Onboarding = "ONBOARDING#";

    /// <summary>An account's external ID: only functions that assume roles read it.</summary>
    public const string Secret = "SECRET#";

    /// <summary>When the sweeper must process an account.</summary>
    public const string Schedule = "SCHEDULE#";

    /// <summary>The decisions about one connection.</summary>
    public const string Audit = "AUDIT#";

    /// <summary>Which account claims a role.</summary>
    public const string Role = "ROLE#";

    /// <summary>The outbox: the stream's consumer takes what is inserted here.</summary>
    public const string Event = "EVENT#";

    /// <summary>How much a tenant has of what is limited, and how many connections it minted in an hour.</summary>
    public const string Limit = "LIMIT#";

    /// <summary>The sessions that were handed out for one connection, each for 90 days.</summary>
    public const string Access = "ACCESS#";

    /// <summary>What operators have frozen.</summary>
    public const string Freeze = "FREEZE#";

    /// <summary>The key that a tenant's people are named by, and when earlier keys were destroyed.</summary>
    public const string Pseudonym = "PSEUDONYM#";

    /// <summary>The invitations to complete one onboarding, by their tokens' hashes.</summary>
    public const string Invitation = "INVITATION#";

    /// <summary>Every kind.</summary>
    public static IReadOnlyList<string> All { get; } = [Access, Account, Audit, Event, Freeze, Group, Holder, Invitation, Limit, Onboarding, Pseudonym, Role, Schedule, Secret];
}
