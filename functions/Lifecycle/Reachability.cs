using Amazon.SecurityToken;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Verification;
using Onboarding.Functions.Verification.ReadBack;

namespace Onboarding.Functions.Lifecycle;

/// <summary>Asks STS whether a role that is no longer needed can still be assumed and, for a reminder, what is left of its stack.</summary>
/// <remarks>The session can see the stack and the names of the role's policies, and nothing else.</remarks>
/// <param name="vendor">The service's own role.</param>
/// <param name="settings">The deployment's settings.</param>
/// <param name="time">The machine's clock, for time-outs.</param>
/// <param name="pace">The pace of calls to STS; unlimited when absent.</param>
internal sealed class Reachability(VendorSession vendor, Settings settings, TimeProvider time, StsPace? pace = null)
{
    /// <summary>What AWS has not shown by then stays unknown: the reminder goes out all the same.</summary>
    private static readonly TimeSpan s_budget = TimeSpan.FromSeconds(8);

    private static readonly SessionPolicy s_looking =
        SessionPolicy.Allowing("cloudformation:DescribeStacks", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies");

    /// <summary>Asks whether the role can be assumed.</summary>
    /// <exception cref="AwsFailureException">The service's own role cannot be assumed.</exception>
    public async Task<AssumeRoleAnswer> AskAsync(string connectionId, RoleArn role, string region, ExternalId externalId, CancellationToken cancellation)
    {
        var name = $"{settings.Vendor.Brand}-detach-{connectionId}";
        return await vendor.AskAsync(region, AskAsync, cancellation);

        async Task<AssumeRoleAnswer> AskAsync(IAmazonSecurityTokenService sts)
        {
            if (pace is not null)
                await pace.TakeAsync(1, cancellation);
            return await new AssumeRole(sts, role, name).WithAsync(externalId, cancellation, s_looking, "assume-role-after-detach");
        }
    }

    /// <summary>Finds what is left to delete. Never fails: what AWS does not show is unknown.</summary>
    /// <param name="role">The role.</param>
    /// <param name="stackId">The stack that created it; null for a role created manually.</param>
    /// <param name="session">The role's session.</param>
    /// <param name="cancellation">Ends the calls.</param>
    public async Task<CleanupRemains> RemainsAsync(RoleArn role, StackArn? stackId, Session session, CancellationToken cancellation)
    {
        using var timer = new CancellationTokenSource(s_budget, time);
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
        using var iam = new RoleReads(session, role, settings);
        var stack = stackId is { } id ? SeenAsync(new Inspection(session, settings).StackAsync(id.Region, id.Value, budget.Token)) : null;
        var attached = SeenAsync(iam.AttachedPoliciesAsync(budget.Token));
        var inline = SeenAsync(iam.PolicyNamesAsync(budget.Token));
        await Task.WhenAll(attached, inline, stack ?? Task.CompletedTask);
        var seen = stack is null ? null : await stack;
        var state = stack is null ? null : StateOf(seen);
        return CleanupRemains.Of(state, state == StackRemains.DeleteFailed ? seen?.Value?.StatusReason : null, (await attached)?.Value, (await inline)?.Value);
    }

    // An answer that cannot be read shows nothing.
    private static async Task<Seen<T>?> SeenAsync<T>(Task<Seen<T>> look)
        where T : class
    {
        try
        {
            return await look;
        }
        catch (InvalidDataException e)
        {
            Log.AwsFailed("cleanup", e.Message, awsRequestId: null);
            return null;
        }
    }

    // A deleted stack is shown by its id for 90 days, then not found:
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html
    private static string StateOf(Seen<SeenStack>? seen) => seen switch
    {
        { Value.Status: "DELETE_COMPLETE" } or { Refusal.Error.Code: "stack-not-found" } => StackRemains.Deleted,
        { Value.Status: "DELETE_FAILED" } => StackRemains.DeleteFailed,
        { Value.Status: "DELETE_IN_PROGRESS" } => StackRemains.Deleting,
        { Value: not null } => StackRemains.Present,
        _ => StackRemains.Unknown,
    };
}
