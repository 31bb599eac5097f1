using Onboarding.Functions.Aws;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Accounts.Access;

/// <summary>That no sessions of an account are given out, and what of those that are out.</summary>
internal sealed record StoppedAccess
{
    /// <summary>Whether the tenant paused it.</summary>
    public required bool Paused { get; init; }

    /// <summary>Who paused it.</summary>
    public string? PausedBy { get; init; }

    /// <summary>Whether the vendor's operators froze it.</summary>
    public required bool Frozen { get; init; }

    /// <summary>When the last session that is out ends at the latest; absent when none is.</summary>
    public UtcTime? SessionsUntil { get; init; }

    /// <summary>The role's page in the console, which has a tab for revoking sessions sooner.</summary>
    public string? RevokeUrl { get; init; }

    /// <summary>What revokes them in the AWS CLI, as one line of POSIX shell.</summary>
    public string? RevokeCliCommand { get; init; }

    /// <summary>Looks whether an account's sessions are stopped; null when they are given out, or the account is detached.</summary>
    public static async Task<StoppedAccess?> ReadAsync(Table table, AccountRecord account, DateTimeOffset now, CancellationToken cancellation)
    {
        if (account.Status is AccountStatus.Detached or AccountStatus.Closed || OnboardingId.Parse(account.Id) is not { } id)
            return null;
        var freezes = await table.GetTogetherAsync([.. Freeze.Of(account.Tenant, id).Select(f => f.Key)], cancellation);
        var (paused, frozen) = (account.PausedAt is not null, freezes.Any(f => f is not null));
        if (!paused && !frozen)
            return null;
        var until = await AccessList.LastUntilAsync(table, account, now, cancellation);
        return new StoppedAccess
        {
            Paused = paused,
            PausedBy = account.PausedBy,
            Frozen = frozen,
            SessionsUntil = UtcTime.Of(until),
            RevokeUrl = until is null ? null : ConsoleLink.Role(account.Role),
            RevokeCliCommand = until is null ? null : Revoke(account, now),
        };
    }

    // What the console's “Revoke sessions” does: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
    private static string Revoke(AccountRecord account, DateTimeOffset now) =>
        $$$$"""aws iam put-role-policy --role-name {{{{account.Role.Name}}}} --policy-name AWSRevokeOlderSessions --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["*"],"Resource":["*"],"Condition":{"DateLessThan":{"aws:TokenIssueTime":"{{{{UtcTime.Of(now)}}}}"}}}]}'""";
}
