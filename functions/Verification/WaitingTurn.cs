using System.Security.Cryptography;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Http;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Verification;

/// <summary>Lets one request of each tenant at a time wait for a role that IAM may not show yet. The others are answered at once, and the service goes on with them.</summary>
/// <remarks>
/// A request that waits holds an environment of the function, and how many there are at once is limited: a dozen missing roles of one tenant would keep
/// every other tenant's registration waiting for seconds. The turn is kept in the table, because the requests are in environments of their own.
/// </remarks>
internal sealed class WaitingTurn(Table table, TimeProvider time)
{
    /// <summary>How much longer than its pause a request keeps its turn: for asking again, and for the next pause.</summary>
    private static readonly TimeSpan s_forAsking = TimeSpan.FromSeconds(1);

    /// <summary>After that DynamoDB may delete a turn that nobody has any more.</summary>
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(1);

    /// <summary>The pauses of one request.</summary>
    /// <param name="tenant">Whose request it is.</param>
    public Func<TimeSpan, CancellationToken, Task<bool>> Of(TenantId tenant)
    {
        var request = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        return (pause, cancellation) => TryAsync(tenant, request, pause, cancellation);
    }

    private async Task<bool> TryAsync(TenantId tenant, string request, TimeSpan pause, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var take = new Change(Keys.WaitingTurn(tenant))
        {
            Update = "SET waiter = :request, waitsUntil = :until, #ttl = :ttl",
            Condition = "attribute_not_exists(pk) OR waitsUntil < :now OR waiter = :request",
        }.Named(TableSchema.TimeToLive).With("request", request).With("now", now).With("until", now + pause + s_forAsking).With("ttl", (now + s_kept).ToUnixTimeSeconds());
        try
        {
            var (taken, _) = await table.UpdateAsync(take, cancellation);
            return taken;
        }
        catch (AwsFailureException e)
        {
            // Waiting only saves the customer another request: nothing is lost by answering now.
            Log.AwsFailed(e.Operation, e.Reason, e.AwsRequestId);
            return false;
        }
    }
}
