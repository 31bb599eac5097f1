using Onboarding.Functions.Registry;

namespace Onboarding.Functions;

/// <summary>What one function can do with some of the table's items.</summary>
/// <param name="Actions">The DynamoDB actions; a transaction is authorized by the actions inside it.</param>
/// <param name="Kinds">The prefixes of the partition keys (of the index, if there is one) that it can access: for the table, <see cref="ItemKind"/>.</param>
/// <param name="Index">The index that is queried; null for the table itself.</param>
/// <remarks>
/// AWS does not document whether the keys of a transaction are judged item by item, action by action or all together. So a function has one grant for
/// all its writes, with every kind that it writes, which is right in each reading.
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html and specifying-conditions.html (dynamodb:LeadingKeys)
/// </remarks>
internal sealed record TableGrant(IReadOnlyList<string> Actions, IReadOnlyList<string> Kinds, string? Index = null)
{
    /// <summary>The patterns of the partition keys, as <c>dynamodb:LeadingKeys</c> is compared with them.</summary>
    public IReadOnlyList<string> Keys => [.. Kinds.Select(k => k + "*")];
}

/// <summary>The settings of a function that the table's stream starts: Lambda's event source mapping, in the stack and in the sandbox.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html</remarks>
internal sealed record StreamSource
{
    /// <summary>Which changes start it: new events of the outbox. That one is removed by its time to live is nothing that happened.</summary>
    /// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html</remarks>
    public string Filter { get; } = $$$$$"""{"eventName":["INSERT"],"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"{{{{{ItemKind.Event}}}}}"}]}}}}""";

    /// <summary>The most records of one invocation: so many calls fit into a function's time even when each of them is slow.</summary>
    public int BatchSize { get; } = 10;

    /// <summary>How often a failing batch is retried before it goes to the queue of abandoned batches: a record that can never be delivered delays the others of its shard for that long.</summary>
    public int RetryAttempts { get; } = 30;

    /// <summary>The maximum age of a record, in seconds. A stream drops records after 24 hours; a record abandoned before that leaves a message, a dropped one doesn't.</summary>
    public int MaximumRecordAgeSeconds { get; } = 20 * 60 * 60;
}

/// <summary>The settings of a function that the queue of webhooks starts: the queue and Lambda's event source mapping, in the stack and in the sandbox.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html</remarks>
internal sealed record QueueSource
{
    /// <summary>The most messages of one invocation; they are sent at the same time.</summary>
    public int BatchSize { get; } = 10;

    /// <summary>How many invocations run at the same time: a receiver gets up to ten times as many concurrent requests, and the account's other functions keep their share.</summary>
    public int MaximumConcurrency { get; } = 5;

    /// <summary>After how long a message that was not taken comes again. AWS asks for six times the function's time-out or more.</summary>
    /// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html</remarks>
    public int VisibilitySeconds { get; } = 5 * 60;

    /// <summary>How often a message is tried before it goes to the queue of abandoned messages: every five minutes for 24 hours.</summary>
    public int MaxReceives { get; } = 24 * 12 + 1;
}

/// <summary>Where a function delivers the outbox's events to.</summary>
internal enum Destination
{
    /// <summary>The event bus of the stack.</summary>
    EventBus,

    /// <summary>The topic that mails operators.</summary>
    EventsTopic,
}

/// <summary>One feature of the executable, and so one Lambda function with a role of its own.</summary>
/// <param name="Name">The value of <c>ONBOARDING_FEATURE</c>.</param>
/// <param name="Does">What it does, for the console.</param>
/// <param name="Table">What it can do with the table; nothing beyond this list.</param>
internal sealed record Feature(string Name, string Does, params IReadOnlyList<TableGrant> Table)
{
    /// <summary>Whether it calls customers' accounts, and so can assume the vendor's access role.</summary>
    public bool AssumesVendorRole { get; init; }

    /// <summary>Memory, and with it the share of a CPU: 128 to 10,240 MiB.</summary>
    public int MemoryMiB { get; init; } = 512;

    /// <summary>The timeout; the HTTP API's own is 30 s.</summary>
    /// <remarks>https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html</remarks>
    public int TimeoutSeconds { get; init; } = 10;

    /// <summary>How often it is started automatically, in EventBridge Scheduler's syntax (<c>rate(5 minutes)</c>); null when only requests start it.</summary>
    public string? Schedule { get; init; }

    /// <summary>The table's stream as what starts it; null for all others.</summary>
    public StreamSource? Stream { get; init; }

    /// <summary>The queue of webhooks as what starts it; null for all others. It is deployed only where there is an address to send them to.</summary>
    public QueueSource? Queue { get; init; }

    /// <summary>Where it delivers events, and so what it can send to; null for all others.</summary>
    public Destination? Delivers { get; init; }

    /// <summary>Every feature that the executable serves. One line is one function.</summary>
    public static IReadOnlyList<Feature> All { get; } =
    [
        new("accounts", "Lists, renames, moves and detaches accounts",
            new(["GetItem", "Query"], [ItemKind.Access, ItemKind.Account, ItemKind.Audit, ItemKind.Freeze, ItemKind.Pseudonym, ItemKind.Schedule]),
            new(["DeleteItem", "PutItem", "UpdateItem"], [ItemKind.Account, ItemKind.Audit, ItemKind.Event, ItemKind.Group, ItemKind.Holder, ItemKind.Pseudonym, ItemKind.Role, ItemKind.Schedule])),
        new("checks", "Checks accounts and lists their users when tenants ask for it",
            new(["GetItem", "Query"], [ItemKind.Account, ItemKind.Holder, ItemKind.Pseudonym, ItemKind.Schedule, ItemKind.Secret]),
            new(["PutItem", "UpdateItem"], [ItemKind.Account, ItemKind.Audit, ItemKind.Event, ItemKind.Limit, ItemKind.Pseudonym, ItemKind.Schedule]))
            { AssumesVendorRole = true, MemoryMiB = 1024, TimeoutSeconds = 29 },
        new("connections", "Lists and shows connections to the vendor's software",
            new(["GetItem", "Query"], [ItemKind.Account, ItemKind.Freeze, ItemKind.Schedule]),
            new(["Query"], [Registry.Keys.ConnectionPrefix], TableSchema.ConnectionIndex))
            { TimeoutSeconds = 29 },
        new("groups", "Keeps a tenant's groups",
            new(["GetItem", "Query"], [ItemKind.Group]),
            new(["PutItem", "UpdateItem"], [ItemKind.Group, ItemKind.Limit])),
        new("invitations", "Invites colleagues to complete a connection",
            new(["GetItem", "Query"], [ItemKind.Invitation, ItemKind.Onboarding, ItemKind.Pseudonym]),
            new(["PutItem", "UpdateItem"], [ItemKind.Audit, ItemKind.Invitation, ItemKind.Onboarding, ItemKind.Pseudonym])),
        new("mailer", "Mails the outbox's events to operators", new TableGrant(["Query"], [ItemKind.Event]))
            { MemoryMiB = 256, TimeoutSeconds = 29, Stream = new(), Delivers = Destination.EventsTopic },
        new("onboardings", "Mints connections and their links",
            new(["GetItem", "Query"], [ItemKind.Account, ItemKind.Group, ItemKind.Holder, ItemKind.Onboarding, ItemKind.Pseudonym, ItemKind.Schedule]),
            new(["PutItem", "UpdateItem"], [ItemKind.Audit, ItemKind.Limit, ItemKind.Onboarding, ItemKind.Pseudonym]),
            new(["Query"], [ItemKind.Group], TableSchema.GroupIndex)),
        new("operations", "Lists, shows and deletes every tenant's registrations, and erases who did what, for operators",
            new(["GetItem", "Query"], [ItemKind.Access, ItemKind.Account, ItemKind.Audit, ItemKind.Freeze, ItemKind.Onboarding, ItemKind.Pseudonym, ItemKind.Schedule]),
            new(["DeleteItem", "PutItem", "UpdateItem"], [ItemKind.Account, ItemKind.Audit, ItemKind.Event, ItemKind.Freeze, ItemKind.Group, ItemKind.Holder, ItemKind.Limit, ItemKind.Onboarding, ItemKind.Pseudonym, ItemKind.Role, ItemKind.Schedule]),
            new(["Query"], [Registry.Keys.StatePrefix], TableSchema.StateIndex),
            new(["Query"], [Registry.Keys.TenantPrefix], TableSchema.TenantIndex),
            new(["Query"], [Registry.Keys.AwsAccountPrefix], TableSchema.AwsAccountIndex),
            new(["Query"], [Registry.Keys.LivePrefix, Registry.Keys.MintedPrefix], TableSchema.CensusIndex))
            { TimeoutSeconds = 29 },
        new("profiles", "Tells what a connection permits"),
        new("publisher", "Puts the outbox's events on the event bus", new TableGrant(["Query"], [ItemKind.Event]))
            { MemoryMiB = 256, TimeoutSeconds = 29, Stream = new(), Delivers = Destination.EventBus },
        new("registrations", "Verifies and registers connections",
            new(["GetItem", "Query"], [ItemKind.Account, ItemKind.Audit, ItemKind.Holder, ItemKind.Onboarding, ItemKind.Pseudonym, ItemKind.Schedule, ItemKind.Secret]),
            new(["PutItem", "UpdateItem"], [ItemKind.Account, ItemKind.Audit, ItemKind.Event, ItemKind.Group, ItemKind.Holder, ItemKind.Limit, ItemKind.Onboarding, ItemKind.Pseudonym, ItemKind.Role, ItemKind.Schedule, ItemKind.Secret]))
            { AssumesVendorRole = true, MemoryMiB = 1024, TimeoutSeconds = 29 },
        new("sessions", "Hands sessions in customers' accounts to the vendor's software",
            new(["GetItem"], [ItemKind.Account, ItemKind.Freeze, ItemKind.Pseudonym, ItemKind.Secret]),
            new(["PutItem"], [ItemKind.Access, ItemKind.Pseudonym]),
            new(["DeleteItem"], [ItemKind.Access]))
            { AssumesVendorRole = true, MemoryMiB = 1024, TimeoutSeconds = 29 },
        new("sweeper", "Finishes, checks, reminds and closes what is due",
            new(["GetItem", "Query"], [ItemKind.Account, ItemKind.Holder, ItemKind.Onboarding, ItemKind.Schedule, ItemKind.Secret]),
            new(["DeleteItem", "PutItem", "UpdateItem"], [ItemKind.Account, ItemKind.Audit, ItemKind.Event, ItemKind.Group, ItemKind.Holder, ItemKind.Invitation, ItemKind.Limit, ItemKind.Onboarding, ItemKind.Role, ItemKind.Schedule, ItemKind.Secret]),
            new(["Query"], [Registry.Keys.DuePrefix], TableSchema.DueIndex))
            { AssumesVendorRole = true, MemoryMiB = 1024, TimeoutSeconds = 300, Schedule = "rate(5 minutes)" },
        new("visitors", "Lets those who were invited complete a connection",
            new(["GetItem", "Query"], [ItemKind.Account, ItemKind.Audit, ItemKind.Holder, ItemKind.Invitation, ItemKind.Onboarding, ItemKind.Schedule]),
            new(["PutItem", "UpdateItem"], [ItemKind.Account, ItemKind.Audit, ItemKind.Event, ItemKind.Group, ItemKind.Holder, ItemKind.Invitation, ItemKind.Limit, ItemKind.Onboarding, ItemKind.Role, ItemKind.Schedule, ItemKind.Secret]))
            { AssumesVendorRole = true, MemoryMiB = 1024, TimeoutSeconds = 29 },
        new("webhooks", "Sends the bus's events to the vendor's webhook")
            { MemoryMiB = 256, TimeoutSeconds = 29, Queue = new() },
    ];
}
