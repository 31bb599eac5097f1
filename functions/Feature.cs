using Onboarding.Functions.Registry;

namespace Onboarding.Functions;

/// <summary>What one function may do with some of the table's items.</summary>
/// <param name="Actions">The DynamoDB actions; a transaction is authorised by the actions inside it.</param>
/// <param name="Keys">Patterns of the partition keys (of the index, when there is one) that it may touch.</param>
/// <param name="Index">The index that is queried; null for the table itself.</param>
/// <remarks>https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html and specifying-conditions.html (dynamodb:LeadingKeys)</remarks>
internal sealed record TableGrant(IReadOnlyList<string> Actions, IReadOnlyList<string> Keys, string? Index = null);

/// <summary>One feature of the executable, and so one Lambda function with a role of its own.</summary>
/// <param name="Name">The value of <c>ONBOARDING_FEATURE</c>.</param>
/// <param name="Does">What it does, for the console.</param>
/// <param name="Table">What it may do with the table; nothing beyond this list.</param>
internal sealed record Feature(string Name, string Does, params IReadOnlyList<TableGrant> Table)
{
    private const string Tenant = "TENANT#*";
    private const string Onboarding = "ONBOARDING#*";
    private const string Role = "ROLE#*";
    private const string Event = "EVENT#*";
    private const string Holder = "HOLDER#*";
    private const string Due = "DUE#*";
    private const string State = "STATE#*";

    /// <summary>Whether it speaks to customers' accounts, and so may assume the vendor's access role.</summary>
    public bool AssumesVendorRole { get; init; }

    /// <summary>Memory, and with it the share of a CPU: 128 to 10,240 MiB.</summary>
    public int MemoryMiB { get; init; } = 512;

    /// <summary>Time-out; the HTTP API gives up after 30 s.</summary>
    /// <remarks>https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html</remarks>
    public int TimeoutSeconds { get; init; } = 10;

    /// <summary>How often it is started by itself, as EventBridge Scheduler writes it (<c>rate(5 minutes)</c>); null when only requests start it.</summary>
    public string? Schedule { get; init; }

    /// <summary>Every feature that the executable serves. One line is one function.</summary>
    public static IReadOnlyList<Feature> All { get; } =
    [
        new("accounts", "Lists, renames, moves and detaches accounts",
            new(["GetItem", "PutItem", "Query", "UpdateItem"], [Tenant]), new(["DeleteItem"], [Holder, Role]), new(["PutItem"], [Event])),
        new("checks", "Checks accounts and lists their users when tenants ask for it",
            new(["GetItem", "PutItem"], [Tenant]), new(["PutItem"], [Event]), new(["Query"], [Holder]))
            { AssumesVendorRole = true, MemoryMiB = 1024, TimeoutSeconds = 29 },
        new("groups", "Keeps a tenant's groups",
            new TableGrant(["GetItem", "PutItem", "Query", "UpdateItem"], [Tenant])),
        new("onboardings", "Mints connections and their links",
            new(["GetItem"], [Tenant]), new(["GetItem", "PutItem"], [Onboarding]), new(["PutItem"], [Tenant]), new(["Query"], [Holder]), new(["Query"], [Tenant], Keys.GroupIndex)),
        new("operations", "Lists, shows and deletes every tenant's registrations, for operators",
            new(["GetItem", "PutItem"], [Onboarding, Tenant]), new(["DeleteItem", "Query", "UpdateItem"], [Tenant]), new(["DeleteItem"], [Holder, Role]),
            new(["Query"], [State], Keys.StateIndex)),
        new("profiles", "Tells what a connection permits"),
        new("registrations", "Verifies and registers connections",
            new(["GetItem", "PutItem"], [Onboarding, Tenant]), new(["UpdateItem"], [Tenant]), new(["PutItem"], [Event, Holder, Role]), new(["Query"], [Holder]))
            { AssumesVendorRole = true, MemoryMiB = 1024, TimeoutSeconds = 29 },
        new("sweeper", "Finishes, checks, reminds and closes what is due",
            new(["GetItem", "PutItem", "UpdateItem"], [Onboarding, Tenant]), new(["PutItem"], [Event, Holder, Role]), new(["Query"], [Holder]), new(["Query"], [Due], Keys.DueIndex))
            { AssumesVendorRole = true, MemoryMiB = 1024, TimeoutSeconds = 300, Schedule = "rate(5 minutes)" },
    ];
}
