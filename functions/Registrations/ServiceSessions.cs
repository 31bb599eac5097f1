using Onboarding.Functions.Accounts;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Verification;

namespace Onboarding.Functions.Registrations;

/// <summary>How this service itself uses a connection: one call gives a session in the customer's account that can do the named actions and nothing else.</summary>
internal sealed class ServiceSessions(Table table, VendorSession vendor, Settings settings)
{
    /// <summary>A session's name is at most so long: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html</summary>
    private const int MaxSessionName = 64;

    /// <summary>Assumes the account's role with the stored external ID, narrowed to some actions, for 15 minutes.</summary>
    /// <param name="account">A registered account that is neither detached nor paused.</param>
    /// <param name="purpose">What for, in a word: the customer sees <c>&lt;brand&gt;-&lt;purpose&gt;-&lt;account's id&gt;</c> in CloudTrail.</param>
    /// <param name="actions">All that the session is for, such as <c>iam:ListUsers</c>.</param>
    /// <param name="cancellation">Ends the calls.</param>
    /// <returns>The session, or a refusal: the account is detached or paused, or its role denies the service.</returns>
    /// <exception cref="AwsFailureException">AWS decided nothing: try again.</exception>
    /// <exception cref="ArgumentException">The purpose makes no session name, or the actions no session policy.</exception>
    /// <exception cref="InvalidOperationException">STS cannot pack the session policy.</exception>
    public async Task<(Session? Session, Refusal? Refusal)> SessionAsync(
        AccountRecord account, string purpose, IReadOnlyList<string> actions, CancellationToken cancellation)
    {
        var policy = SessionPolicy.Allowing(actions);
        var name = SessionName(purpose, account.Id);
        if (account.Status is AccountStatus.Detached or AccountStatus.Closed)
            return (null, new Refusal(Errors.AccountDetached));
        if (account.PausedAt is not null)
            return (null, new Refusal(Errors.ConnectionPaused));
        var externalId = await Secret.ReadAsync(table, account, cancellation);
        var answer = await vendor.AskAsync(account.Region, sts => new AssumeRole(sts, account.Role, name).WithAsync(externalId, cancellation, policy), cancellation);
        if (answer.Failure is not null)
            throw answer.Failure;
        return answer.Session is not null ? (answer.Session, null) : (null, Refusal.Of(Errors.RoleNotAssumable, account.Role.Value));
    }

    private string SessionName(string purpose, string accountId)
    {
        var name = $"{settings.Vendor.Brand}-{purpose}-{accountId}";
        return purpose.Length > 0 && purpose.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)) && name.Length <= MaxSessionName
            ? name
            : throw new ArgumentException($"A purpose is of a-z and 0-9, and “{name}” must have at most {MaxSessionName} characters.", nameof(purpose));
    }
}
