using Onboarding.Functions.Accounts;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Lifecycle;

/// <summary>Reports to operators once a day the links that expired the day before. A day starts at midnight UTC.</summary>
internal sealed class DailyDigest(Table table)
{
    /// <summary>A sweep that began before midnight can still be at work after it: what it ends has the time of its beginning.</summary>
    private static readonly TimeSpan s_settled = TimeSpan.FromHours(1);

    /// <summary>For so many days it is made up for when there was no sweep on the day after.</summary>
    private const int MostDays = 7;

    private DateTimeOffset? _last;

    /// <summary>Writes what is missing. It is no reason not to sweep: what fails is tried again by the next sweep.</summary>
    public async Task WriteAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var end = new DateTimeOffset((now - s_settled).UtcDateTime.Date, TimeSpan.Zero);
        if (end == _last)
            return;
        try
        {
            // The oldest first, so that one that fails leaves none before it out.
            for (var days = MostDays - 1; days >= 0; days--)
                await table.AddAsync(Outbox.Digest(end.AddDays(-days)), cancellation);
            _last = end;
        }
        catch (AwsFailureException e)
        {
            Log.AwsFailed(e.Operation, e.Reason, e.AwsRequestId);
        }
    }
}
