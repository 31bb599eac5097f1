using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.Sandbox.Lambda;

/// <summary>EventBridge's schedules: invokes every function that runs on one.</summary>
/// <param name="features">The features.</param>
/// <param name="lambda">Where they run.</param>
/// <param name="clock">The service's clock, from which the event's time is taken.</param>
/// <param name="partition">The partition whose home Region the event is from.</param>
internal sealed class ScheduledEvents(FeatureList features, LambdaHost lambda, Clock clock, Partition partition)
{
    /// <summary>Runs each scheduled function once, and returns when all have ended.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var feature in features.Scheduled)
        {
            await lambda.InvokeAsync(feature, Event(feature), cancellation);
        }
    }

    // The envelope of "events from scheduled rules" in the EventBridge user guide.
    private byte[] Event(string feature) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["version"] = "0",
        ["id"] = new Guid(RandomNumberGenerator.GetBytes(16)).ToString(),
        ["detail-type"] = "Scheduled Event",
        ["source"] = "aws.events",
        ["account"] = Vendor.AccountId,
        ["time"] = clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["region"] = partition.HomeRegion,
        ["resources"] = new JsonArray($"arn:{partition.Name}:events:{partition.HomeRegion}:{Vendor.AccountId}:rule/onboarding-{feature}"),
        ["detail"] = new JsonObject(),
    });
}
