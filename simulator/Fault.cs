namespace Onboarding.Simulator;

/// <summary>Something that shall go wrong with the next calls.</summary>
internal sealed record Fault
{
    public static readonly IReadOnlySet<string> Services =
        new HashSet<string>(StringComparer.Ordinal) { "sts", "cloudformation", "iam", "dynamodb", "events", "secretsmanager", "sns" };

    public static readonly IReadOnlySet<string> Errors = new HashSet<string>(StringComparer.Ordinal)
    {
        "throttling", "server-error", "timeout", "access-denied", "connection-reset", "propagation", "delay", "kill-before", "kill-after",
        "packed-policy-too-large", "region-disabled", "failed-entry",
    };

    /// <summary>One of <see cref="Services"/>.</summary>
    public required string Service { get; init; }

    /// <summary>The operation that fails; every operation of the service when absent.</summary>
    public string? Operation { get; init; }

    /// <summary>One of <see cref="Errors"/>.</summary>
    public required string Error { get; init; }

    /// <summary>How many calls fail (for <c>propagation</c>: how many new roles), at least 1; all until the faults are deleted when absent.</summary>
    public int? Count { get; init; }

    /// <summary>How many calls pass before the first that fails; none when absent.</summary>
    public int? Skip { get; init; }

    /// <summary>Only calls whose caller's ARN contains this text fail; those of every caller when absent.</summary>
    public string? Caller { get; init; }

    /// <summary>Only calls whose request names this text fail: in a parameter's value, or in DynamoDB's JSON; all when absent.</summary>
    public string? About { get; init; }

    /// <summary>Only calls that are signed for this Region fail; those for every Region when absent.</summary>
    public string? Region { get; init; }

    /// <summary>For <c>timeout</c>, <c>delay</c> and <c>propagation</c>: how long, in milliseconds.</summary>
    public int? DelayMs { get; init; }

    /// <summary>Refuses a fault that nothing would ever play.</summary>
    /// <exception cref="ArgumentException">The fault is not one that can be played; the message says which member is wrong.</exception>
    public void Check()
    {
        if (!Services.Contains(Service))
            throw Impossible($"There is no service '{Service}' to fail: it is one of {string.Join(", ", Services)}.");
        if (!Errors.Contains(Error))
            throw Impossible($"There is no error '{Error}' to play: it is one of {string.Join(", ", Errors)}.");
        if (Count is < 1)
            throw Impossible("A fault is played at least once: count is 1 or more, or absent for all calls until the faults are deleted.");
        if (Skip is < 0)
            throw Impossible("skip is 0 or more.");
        if (Caller is "" || About is "")
            throw Impossible("caller and about are texts that a call must contain, or absent for every call.");
        if (DelayMs is < 0)
            throw Impossible("A delay is 0 milliseconds or more.");
        if (Error is "delay" or "propagation" && DelayMs is null)
            throw Impossible($"The error '{Error}' needs delayMs.");
        if (Error is "propagation" && Service is not ("sts" or "iam"))
            throw Impossible("Only roles propagate: the error 'propagation' is for the service sts or iam.");
        if (Error is "packed-policy-too-large" && Service is not "sts")
            throw Impossible("Only STS packs policies into sessions: the error 'packed-policy-too-large' is for the service sts.");
        if (Error is "region-disabled" && (Service is not "sts" || Region is null))
            throw Impossible("Only STS is deactivated by Region: the error 'region-disabled' is for the service sts and needs region.");
        if (Error is "failed-entry" && Service is not "events")
            throw Impossible("Only EventBridge answers for each entry: the error 'failed-entry' is for the service events.");
    }

#pragma warning disable MA0015 // The message is for the client that posted the fault, which knows no parameter.
    private static ArgumentException Impossible(string sentence) => new(sentence);
#pragma warning restore MA0015
}
