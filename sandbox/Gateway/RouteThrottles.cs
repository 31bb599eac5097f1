using System.Collections.Concurrent;
using Onboarding.Functions.Http;
using Route = Onboarding.Functions.Http.Route;

namespace Onboarding.Sandbox.Gateway;

/// <summary>The routes' own limits: a token bucket for each, as API Gateway has. The limit of the whole API is not simulated.</summary>
/// <param name="machine">The machine's clock: how fast requests come has nothing to do with the service's time.</param>
/// <remarks>https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html</remarks>
internal sealed class RouteThrottles(TimeProvider machine)
{
    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);

    /// <summary>Whether a route takes one more request now.</summary>
    public bool Takes(Route route) => route.Throttle is not { } limit || _buckets.GetOrAdd(route.Key, _ => new Bucket(limit, machine)).Take();

    private sealed class Bucket(RouteThrottle limit, TimeProvider machine)
    {
        private readonly Lock _gate = new();
        private double _tokens = limit.Burst;
        private long _filledAt = machine.GetTimestamp();

        public bool Take()
        {
            lock (_gate)
            {
                var now = machine.GetTimestamp();
                _tokens = Math.Min(limit.Burst, _tokens + (machine.GetElapsedTime(_filledAt, now).TotalSeconds * limit.RatePerSecond));
                _filledAt = now;
                if (_tokens < 1)
                {
                    return false;
                }

                _tokens--;
                return true;
            }
        }
    }
}
