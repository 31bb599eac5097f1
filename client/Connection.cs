namespace Onboarding.Client;

/// <summary>A customer's connected AWS account.</summary>
public sealed record Connection
{
    /// <summary>Its id: 24 letters and digits.</summary>
    public required string Id { get; init; }

    /// <summary>The tenant whose account it is.</summary>
    public required string Tenant { get; init; }

    /// <summary>The name that the tenant gave it.</summary>
    public required string Name { get; init; }

    /// <summary>The AWS account ID: 12 digits.</summary>
    public required string AwsAccountId { get; init; }

    /// <summary>The partition, such as <c>aws</c>.</summary>
    public required string Partition { get; init; }

    /// <summary>The Region of the customer's stack.</summary>
    public required string Region { get; init; }

    /// <summary>The role in the customer's account.</summary>
    public required string RoleArn { get; init; }

    /// <summary>The profile: a named set of permissions.</summary>
    public required string Profile { get; init; }

    /// <summary>Which optional parts of the profile are granted.</summary>
    public ConnectionFeatures? Features { get; init; }

    /// <summary>The version of the template that the role has.</summary>
    public required string TemplateVersion { get; init; }

    /// <summary><c>active</c>, <c>degraded</c>, <c>paused</c>, <c>frozen</c>, <c>detached</c> or <c>closed</c>; a later version of the service can add others.</summary>
    public required string Status { get; init; }

    /// <summary>What the last check came to.</summary>
    public required ConnectionCheck LastCheck { get; init; }

    /// <summary>Since when it is connected.</summary>
    public required DateTimeOffset ConnectedAt { get; init; }
}

/// <summary>What a check came to.</summary>
/// <param name="At">When it ran.</param>
/// <param name="Outcome"><c>passed</c>, <c>failed</c> or <c>inconclusive</c>.</param>
/// <param name="Code">Why, unless it passed.</param>
public sealed record ConnectionCheck(DateTimeOffset At, string Outcome, string? Code = null);

/// <summary>The optional parts of a connection's profile, by id.</summary>
/// <param name="Granted">Those that the customer granted.</param>
/// <param name="Offered">All that there are.</param>
public sealed record ConnectionFeatures(IReadOnlyList<string> Granted, IReadOnlyList<string> Offered);

/// <summary>Which connections to list; without any member all that have not ended.</summary>
public sealed record ConnectionFilter
{
    /// <summary>Only this tenant's.</summary>
    public string? Tenant { get; init; }

    /// <summary>Only those to this AWS account.</summary>
    public string? AwsAccountId { get; init; }

    /// <summary>Only those with this profile.</summary>
    public string? Profile { get; init; }

    /// <summary>Only those with this status, such as <c>active</c>.</summary>
    public string? Status { get; init; }
}

/// <summary>The limits of a session in a customer's account, and the person that it is for.</summary>
public sealed record SessionOptions
{
    /// <summary>The full names of the actions that the session needs, such as <c>iam:ListUsers</c>; null for everything that the role can do.</summary>
    public IReadOnlyList<string>? Actions { get; init; }

    /// <summary>In place of <see cref="Actions"/> the JSON of an IAM policy, at most 2,048 characters.</summary>
    public string? Policy { get; init; }

    /// <summary>How long a session lasts: 15 minutes to an hour. 15 minutes when null.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The person that the software acts for; the customer sees it.</summary>
    public string? Person { get; init; }
}
