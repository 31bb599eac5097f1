namespace Onboarding.Simulator;

/// <summary>The faults that wait for their calls.</summary>
internal sealed class Faults
{
    private readonly Lock _gate = new();
    private readonly List<Pending> _pending = [];

    /// <summary>Kills the process of the function whose access key this is, and waits until it is dead; set by the host for <c>kill-before</c> and <c>kill-after</c>.</summary>
    public Func<string, Task>? KillCaller { get; set; }

    /// <summary>Makes a fault wait for its calls.</summary>
    /// <exception cref="ArgumentException">The fault is not one that can be played.</exception>
    public void Add(Fault fault)
    {
        fault.Check();
        lock (_gate) _pending.Add(new Pending(fault));
    }

    /// <summary>Takes faults back: all of them, or only those that wait for this caller or for what is about this.</summary>
    public void Clear(string? caller = null, string? about = null)
    {
        lock (_gate) _pending.RemoveAll(p => (caller ?? p.Fault.Caller) == p.Fault.Caller && (about ?? p.Fault.About) == p.Fault.About);
    }

    /// <summary>The oldest fault that waits for this call, counted as played.</summary>
    /// <param name="service">The service's name in the credential scope.</param>
    /// <param name="operation">The operation, in any case of letters.</param>
    /// <param name="callerArn">The caller's ARN.</param>
    /// <param name="region">The Region that the request is signed for.</param>
    /// <param name="names">Whether the request names a text.</param>
    public Fault? Take(string service, string operation, string callerArn, string region, Func<string, bool> names) => Take(fault =>
        !IsPropagation(fault)
        && string.Equals(fault.Service, service, StringComparison.Ordinal)
        && (fault.Operation is null || string.Equals(fault.Operation, operation, StringComparison.OrdinalIgnoreCase))
        && (fault.Region is null || string.Equals(fault.Region, region, StringComparison.Ordinal))
        && (fault.Caller is null || callerArn.Contains(fault.Caller, StringComparison.Ordinal))
        && (fault.About is null || names(fault.About)));

    /// <summary>How long a role created now stays invisible to STS.</summary>
    public TimeSpan TakePropagationDelay() => TimeSpan.FromMilliseconds(Take(IsPropagation)?.DelayMs ?? 0);

    private static bool IsPropagation(Fault fault) => fault.Error is "propagation";

    private Fault? Take(Func<Fault, bool> waitsForThis)
    {
        lock (_gate)
        {
            var found = _pending.Find(pending => waitsForThis(pending.Fault));
            if (found is null) return null;
            if (found.Skip > 0)
            {
                found.Skip--;
                return null;
            }

            if (--found.Left == 0) _pending.Remove(found);
            return found.Fault;
        }
    }

    private sealed class Pending(Fault fault)
    {
        public Fault Fault { get; } = fault;
        public int Skip { get; set; } = fault.Skip ?? 0;
        public int Left { get; set; } = fault.Count ?? int.MaxValue;
    }
}
