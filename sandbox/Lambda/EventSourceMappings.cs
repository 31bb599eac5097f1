using Onboarding.Functions;
using Onboarding.Sandbox.Dynamo;

namespace Onboarding.Sandbox.Lambda;

/// <summary>The event source mappings of all functions that the table's stream starts.</summary>
internal sealed class EventSourceMappings(FeatureList features, DynamoLocal local, LambdaHost lambda, FailureQueue failures, Vendor vendor, TimeProvider machine) : IDisposable
{
    private readonly Dictionary<Destination, EventSourceMapping> _all = features.All.Where(f => f.Stream is not null).ToDictionary(
        f => f.Delivers!.Value, f => new EventSourceMapping(f, new TableStream(local), lambda, failures, vendor, machine));

    /// <summary>Hands everything that was written before to the function that delivers to a place.</summary>
    public Task DrainAsync(Destination destination, CancellationToken cancellation) => _all[destination].DrainAsync(cancellation);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var mapping in _all.Values)
        {
            mapping.Dispose();
        }
    }
}
