using Onboarding.Functions.Aws;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Verification;

/// <summary>Limits the requests per second that checks and sweeps send to STS, for all environments of the deployment together. Registrations, which someone waits for, have the rest of STS's quota.</summary>
/// <remarks>
/// Each request has a moment of its own, and the moments are a fixed interval apart. An environment reserves some at a time from an item of the table and
/// lets those pass that it does not need in time, so that none is made up for. Not counted is what the SDK repeats, and the service's own role once an hour.
/// STS allows 600 requests a second for each account and Region: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
/// </remarks>
internal sealed class StsPace(Table table, int perSecond, TimeProvider time) : IDisposable
{
    /// <summary>So many moments are reserved at a time: a write unit for the requests of four checks.</summary>
    private const int Block = 20;

    /// <summary>So often others are met between two changes of one item only when the table is in trouble.</summary>
    private const int Attempts = 10;

    private readonly long _interval = (TimeSpan.TicksPerSecond + perSecond - 1) / perSecond;
    private readonly SemaphoreSlim _one = new(1, 1);
    private long _next;
    private long _end;

    /// <summary>Waits until some requests can be sent.</summary>
    /// <param name="count">How many.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="AwsFailureException">The table does not say when.</exception>
    public async Task TakeAsync(int count, CancellationToken cancellation)
    {
        var moment = await LastOfAsync(count, cancellation);
        var wait = TimeSpan.FromTicks(moment - Now);
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, time, cancellation);
    }

    public void Dispose() => _one.Dispose();

    private long Now => time.GetUtcNow().UtcTicks;

    private async Task<long> LastOfAsync(int count, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var moment = 0L;
            for (var i = 0; i < count; i++)
                moment = await MomentAsync(cancellation);
            return moment;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<long> MomentAsync(CancellationToken cancellation)
    {
        // What has passed has passed: to use it now would be one request too many in this second.
        var missed = (Now - _next + _interval - 1) / _interval;
        if (missed > 0)
            _next += missed * _interval;
        if (_next >= _end)
            (_next, _end) = await ReserveAsync(cancellation);
        var moment = _next;
        _next += _interval;
        return moment;
    }

    // Behind what others reserved; or from now on, when that has passed.
    private async Task<(long Next, long End)> ReserveAsync(CancellationToken cancellation)
    {
        var span = Block * _interval;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var now = Now;
            var behind = new Change(Keys.StsPace) { Update = "SET nextAt = nextAt + :span", Condition = "nextAt >= :now" }.With("span", span).With("now", now);
            if (await table.UpdateAsync(behind, cancellation) is (true, { } others))
                return (others.Integer("nextAt") - span, others.Integer("nextAt"));
            var fromNow = new Change(Keys.StsPace) { Update = "SET nextAt = :end", Condition = "attribute_not_exists(pk) OR nextAt < :now" }.With("end", now + span).With("now", now);
            if (await table.UpdateAsync(fromNow, cancellation) is (true, _))
                return (now, now + span);
        }

        throw new AwsFailureException("dynamodb:UpdateItem", AwsFailureKind.Throttled, "Contended", awsRequestId: null);
    }
}
