using Onboarding.Functions.Accounts;
using Onboarding.Functions.Verification;

namespace Onboarding.Functions.Lifecycle;

/// <summary>Asks STS whether a detached account's role can still be assumed. The session that comes back is dropped.</summary>
internal sealed class Reachability(VendorSession vendor, Settings settings)
{
    /// <summary>Asks.</summary>
    /// <exception cref="Aws.AwsFailureException">The service's own role cannot be assumed.</exception>
    public async Task<Probe> AskAsync(AccountRecord account, CancellationToken cancellation)
    {
        var name = $"{settings.Vendor.Brand}-detach-{account.Id}";
        var answer = await vendor.AskAsync(
            sts => new AssumeRole(sts, account.Role, name).AsAnotherAsync("assume-role-after-detach", account.ExternalId.Value, cancellation), cancellation);
        return answer.Probe;
    }
}
