namespace Onboarding.Functions.Refusals;

/// <summary>A kind of refusal, stable for clients.</summary>
/// <param name="Code">What clients test for; never changes.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">What is wrong, the same for every occurrence.</param>
/// <param name="Detail">What is wrong this time.</param>
/// <param name="Hint">What the reader should do next.</param>
internal sealed record ErrorCode(string Code, int Status, Text Title, Text Detail, Text Hint);

/// <summary>A failure that a user can cause or meet: a value, not an exception.</summary>
/// <param name="Error">Its kind.</param>
/// <param name="Arguments">What the detail and the hint name, in both languages.</param>
internal sealed record Refusal(ErrorCode Error, params Text[] Arguments)
{
    public static Refusal Of(ErrorCode error, params string[] arguments) => new(error, [.. arguments.Select(a => new Text(a, a))]);

    /// <summary>When it is worth trying again, in seconds; sent as <c>Retry-After</c>.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>The HTTP status: that of its kind, unless a route answers the kind by another.</summary>
    public int Status
    {
        get => field > 0 ? field : Error.Status;
        init;
    }
}
