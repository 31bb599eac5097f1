namespace Onboarding.Sandbox.Aws.Events;

/// <summary>The events that the product's bus took, in the order in which it took them.</summary>
internal sealed class EventBus
{
    private readonly Lock _gate = new();
    private readonly List<BusEvent> _events = [];

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

    /// <summary>Takes events.</summary>
    public void Take(IReadOnlyList<BusEvent> events)
    {
        lock (_gate)
        {
            _events.AddRange(events);
        }
    }
}
