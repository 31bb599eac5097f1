namespace Onboarding.EndToEnd.Faults;

/// <summary>An AWS call of a request, distinguished from all others by its caller and its subject.</summary>
/// <param name="Name">How the table calls it.</param>
/// <param name="Service">The service.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Caller">A text in the caller's ARN.</param>
/// <param name="About">A text in the request; null if nothing in it identifies the tenant.</param>
internal sealed record FaultCall(string Name, string Service, string Operation, Func<Customer, string> Caller, Func<Customer, string>? About = null)
{
    /// <summary>How many calls of the same kind the request makes before.</summary>
    public int Skip { get; init; }

    /// <summary>Whether only a process that has just started makes it.</summary>
    public bool IsFirstOfProcess { get; init; }

    /// <summary>Whether it looks the same for all tenants, so that nothing else can run meanwhile.</summary>
    public bool IsAlone => About is null && Operation is "AssumeRole" or "Query";

    /// <summary>A call to the table by a function's own role, about a tenant.</summary>
    public static FaultCall Table(string operation, string function, Func<Customer, string>? about = null) =>
        new($"dynamodb:{operation}", "dynamodb", operation, _ => "onboarding-function-" + function, about ?? (c => c.Tenant.Name));

    /// <summary>All the calls that prove a connection.</summary>
    public static IEnumerable<FaultCall> Proof(string function) =>
    [
        OwnRole(function),
        Role(function, "sts:AssumeRole, the customer's role with its external ID"),
        Role(function, "sts:AssumeRole, what must be denied") with { Skip = 1 },
        InAccount("verify", "sts", "GetCallerIdentity"),
        InAccount("verify", "cloudformation", "DescribeStacks"),
        InAccount("verify", "iam", "GetRole"),
        InAccount("verify", "iam", "ListRolePolicies"),
        InAccount("verify", "iam", "GetRolePolicy"),
        InAccount("verify", "iam", "ListAttachedRolePolicies"),
        InAccount("verify", "iam", "GetAccountSummary"),
    ];

    /// <summary>The service's own role, which a process assumes once an hour.</summary>
    public static FaultCall OwnRole(string function) =>
        new("sts:AssumeRole, the service's own role", "sts", "AssumeRole", _ => "onboarding-function-" + function) { IsFirstOfProcess = true };

    /// <summary>A customer's role, in the name of the service's.</summary>
    public static FaultCall Role(string function, string name) =>
        new(name, "sts", "AssumeRole", _ => "onboarding-connect-" + function, c => c.AwsAccountId);

    /// <summary>A call with a session in the customer's account, whose name ends with the connection's id.</summary>
    public static FaultCall InAccount(string purpose, string service, string operation) =>
        new($"{service}:{operation}", service, operation, c => $"Onboarding-{purpose}-{c.Id}");
}
