namespace Onboarding.EndToEnd.Faults;

/// <summary>A request that is played under faults, and what there is to see before and after it.</summary>
/// <param name="Function">The function that answers it.</param>
/// <param name="Route">The route.</param>
/// <param name="Prepare">What must be there before.</param>
/// <param name="Send">Sends it.</param>
internal sealed record FaultRequest(string Function, string Route, Func<Customer, Task> Prepare, Func<Customer, Task<Reply>> Send)
{
    /// <summary>Looks at all that the request changes, in words; reads change nothing.</summary>
    public Func<Customer, Task<string>> Look { get; init; } = _ => Task.FromResult("");

    /// <summary>What there is to see as long as nothing was done.</summary>
    public string Before { get; init; } = "";

    /// <summary>What there is to see when it was done.</summary>
    public string After { get; init; } = "";

    /// <summary>What there is to see when it was done, and then asked for again; the same as <see cref="After"/> when absent.</summary>
    public string? Again { get; init; }
}

/// <summary>A row of the table: a request, and the call of it that fails.</summary>
internal sealed record FaultRow(FaultRequest Request, FaultCall Call);
