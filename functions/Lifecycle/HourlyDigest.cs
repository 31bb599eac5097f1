using Onboarding.Functions.Accounts;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Lifecycle;

/// <summary>Reports to operators an hour in which too much happened to mail each event. It is written whether there was such a storm or not: the function that mails looks, and only then knows.</summary>
internal sealed class HourlyDigest(Table table)
{
    /// <summary>What happened in an hour has been written by a quarter past the next.</summary>
    private static readonly TimeSpan s_settled = TimeSpan.FromMinutes(15);

    /// <summary>For so many hours it is made up for when there was no sweep.</summary>
    private const int MostHours = 3;

    private DateTimeOffset? _last;

    /// <summary>Writes what is missing. It is no reason not to sweep: what fails is tried again by the next sweep.</summary>
    public async Task WriteAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var settled = (now - s_settled).UtcDateTime;
        var end = new DateTimeOffset(settled.Date.AddHours(settled.Hour), TimeSpan.Zero);
        if (end == _last)
            return;
        try
        {
            for (var hours = MostHours - 1; hours >= 0; hours--)
                await table.AddAsync(Outbox.HourDigest(end.AddHours(-hours)), cancellation);
            _last = end;
        }
        catch (AwsFailureException e)
        {
            Log.AwsFailed(e.Operation, e.Reason, e.AwsRequestId);
        }
    }
}
