using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.Sandbox.Lambda;

/// <summary>EventBridge Scheduler's schedules: invokes every function that runs on one.</summary>
/// <param name="features">The features.</param>
/// <param name="lambda">Where they run.</param>
/// <param name="clock">The service's clock, from which the event's time is taken.</param>
internal sealed class ScheduledEvents(FeatureList features, LambdaHost lambda, Clock clock)
{
    /// <summary>Runs each scheduled function once, and returns when all have ended.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var feature in features.All.Where(f => f.Schedule is not null))
        {
            await lambda.InvokeAsync(feature.Name, Event(), cancellation);
        }
    }

    // The input that the CDK stack gives its schedules.
    private byte[] Event() => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["time"] = clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
    });
}
