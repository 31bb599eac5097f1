using Onboarding.Functions;
using Onboarding.Sandbox.Lambda;
using Onboarding.Simulator.Events;
using Onboarding.Simulator.Sns;

namespace Onboarding.Sandbox.Inbox;

/// <summary>Where the events and mails end: on the event bus and the topic, by the functions that take them there.</summary>
/// <remarks>They run on request, so a client that has just caused an event sees it. The stream keeps its records for 24 hours.</remarks>
internal sealed class EventInbox(EventSourceMappings mappings, EventBus bus, WebhookQueue webhooks, SimulatedAws aws)
{
    /// <summary>Every event that the bus took until now, oldest first.</summary>
    public async Task<IReadOnlyList<InboxEvent>> EventsAsync(CancellationToken cancellation)
    {
        await mappings.DrainAsync(Destination.EventBus, cancellation);
        await webhooks.DrainAsync(cancellation);
        return [.. bus.All.Select(e => new InboxEvent(e.DetailType, e.Time, e.Detail))];
    }

    /// <summary>Every message that the topic took until now, oldest first.</summary>
    public async Task<IReadOnlyList<TopicMessage>> MailsAsync(CancellationToken cancellation)
    {
        await mappings.DrainAsync(Destination.EventsTopic, cancellation);
        return aws.TopicMessages();
    }
}
