using System.Security.Cryptography;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Verification;

/// <summary>Lets one request of each tenant at a time wait for a role that IAM might not show yet. The others are answered immediately, and the service continues with them.</summary>
/// <remarks>
/// A waiting request occupies an environment of the function, and their number is limited: a dozen missing roles of one tenant would keep
/// every other tenant's registration waiting for seconds. The turn is kept in the table, because the requests are in environments of their own.
/// </remarks>
internal sealed class WaitingTurn(Table table, TimeProvider time)
{
    /// <summary>How much longer than its pause a request keeps its turn: for asking again, and for the next pause. One that dies leaves it then.</summary>
    private static readonly TimeSpan s_forAsking = TimeSpan.FromSeconds(1);

    /// <summary>After that, DynamoDB can delete a turn that is no longer held.</summary>
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(1);

    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The turn of one request; it is taken with its first pause.</summary>
    /// <param name="tenant">Whose request it is.</param>
    public Turn Of(TenantId tenant) => new(this, tenant);

    private async Task<bool> WriteAsync(Change change, CancellationToken cancellation)
    {
        try
        {
            return (await table.UpdateAsync(change, cancellation)).Changed;
        }
        catch (AwsFailureException e)
        {
            // Waiting only saves the customer another request: nothing is lost by answering now, and an unreturned turn expires.
            Log.AwsFailed(e.Operation, e.Reason, e.AwsRequestId);
            return false;
        }
    }

    /// <summary>One request's turn.</summary>
    internal sealed class Turn(WaitingTurn turns, TenantId tenant)
    {
        private readonly string _request = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        private bool _isTaken;

        /// <summary>Whether the request can pause.</summary>
        public async Task<bool> MayWaitAsync(TimeSpan pause, CancellationToken cancellation)
        {
            var now = turns.Now;
            var take = new Change(Keys.WaitingTurn(tenant))
            {
                Update = "SET waiter = :request, waitsUntil = :until, #ttl = :ttl",
                Condition = "attribute_not_exists(pk) OR waitsUntil < :now OR waiter = :request",
            }.Named(TableSchema.TimeToLive).With("request", _request).With("now", now).With("until", now + pause + s_forAsking).With("ttl", (now + s_kept).ToUnixTimeSeconds());
            return _isTaken = await turns.WriteAsync(take, cancellation);
        }

        /// <summary>Gives the turn to the next request.</summary>
        public async Task LeaveAsync(CancellationToken cancellation)
        {
            if (!_isTaken || cancellation.IsCancellationRequested)
                return;
            var leave = new Change(Keys.WaitingTurn(tenant)) { Update = "SET waitsUntil = :past", Condition = "waiter = :request" }.With("past", 0).With("request", _request);
            await turns.WriteAsync(leave, cancellation);
        }
    }
}
