using Onboarding.Sandbox.Dynamo;

namespace Onboarding.Sandbox.Inbox;

/// <summary>Where the events and reminders end: takes them from the table's stream as the deployed pipe does.</summary>
/// <remarks>It reads when somebody looks, so whoever has just caused an event sees it. The stream keeps its records for 24 hours.</remarks>
internal sealed class EventInbox(TableStream stream) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly List<InboxEvent> _events = [];

    /// <summary>Every event that has gone out until now, oldest first.</summary>
    public async Task<IReadOnlyList<InboxEvent>> ReadAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            _events.AddRange((await stream.ReadNewAsync(cancellation)).Select(InboxEvent.Of).OfType<InboxEvent>());
            return [.. _events];
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _one.Dispose();
}
