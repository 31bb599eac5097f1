using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.Simulator.Events;

/// <summary>EventBridge as the functions see it.</summary>
/// <param name="aws">The caller's permissions.</param>
/// <param name="bus">The one bus there is.</param>
/// <param name="clock">The clock that stamps events.</param>
internal sealed class EventsEndpoint(SimulatedAws aws, EventBus bus, Clock clock) : IJsonOperations
{
    /// <summary>The prefix of the operation in <c>X-Amz-Target</c>.</summary>
    public const string TargetPrefix = "AWSEvents.";

    /// <inheritdoc />
    public string Service => "events";

    /// <inheritdoc />
    public string Region => bus.Region;

    /// <inheritdoc />
    public JsonObject FailedInPart => new()
    {
        ["FailedEntryCount"] = 1,
        ["Entries"] = new JsonArray(new JsonObject { ["ErrorCode"] = "InternalFailure", ["ErrorMessage"] = "The service is temporarily unavailable." }),
    };

    /// <inheritdoc />
    public JsonObject Run(string operation, JsonElement request, Caller caller)
    {
        if (operation is not "PutEvents")
        {
            throw new AwsErrorException(400, "UnknownOperationException", "");
        }

        foreach (var name in PutEvents.Buses(request))
        {
            var arn = name.StartsWith("arn:", StringComparison.Ordinal) ? name : bus.ArnOf(name);
            if (!aws.IsAllowed(caller, "events:PutEvents", arn))
            {
                throw Denied(caller, arn);
            }
        }

        var (events, answer) = PutEvents.Take(request, clock.GetUtcNow());
        bus.Take(events);
        return answer;
    }

    /// <inheritdoc />
    public AwsErrorException Denied(Caller caller) => Denied(caller, bus.Arn);

    private static AwsErrorException Denied(Caller caller, string arn) => new(
        400,
        "AccessDeniedException",
        $"User: {caller.Arn} is not authorized to perform: events:PutEvents on resource: {arn} because no identity-based policy allows the events:PutEvents action");
}
