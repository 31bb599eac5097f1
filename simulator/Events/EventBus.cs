namespace Onboarding.Simulator.Events;

/// <summary>The events that the product's bus took, in the order in which it took them.</summary>
/// <param name="partition">The partition it is in.</param>
/// <param name="region">The Region it is in, for which requests to it are signed.</param>
/// <param name="accountId">The account that owns it.</param>
/// <param name="name">Its name.</param>
internal sealed class EventBus(string partition, string region, string accountId, string name)
{
    private readonly Lock _gate = new();
    private readonly List<BusEvent> _events = [];

    /// <summary>The Region it is in.</summary>
    public string Region => region;

    /// <summary>Its ARN.</summary>
    public string Arn => ArnOf(name);

    /// <summary>Every event until now.</summary>
    public IReadOnlyList<BusEvent> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _events];
            }
        }
    }

    /// <summary>The ARN of another bus in the same account and Region.</summary>
    public string ArnOf(string other) => $"arn:{partition}:events:{region}:{accountId}:event-bus/{other}";

    /// <summary>Takes events.</summary>
    public void Take(IReadOnlyList<BusEvent> events)
    {
        lock (_gate)
        {
            _events.AddRange(events);
        }
    }
}
