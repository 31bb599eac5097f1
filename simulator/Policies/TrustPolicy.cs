namespace Onboarding.Simulator.Policies;

/// <summary>A role's trust policy as IAM keeps it: roles and users that it names are kept by their unique ids.</summary>
/// <remarks>
/// A role that is deleted and created again has another id, so a policy that named it does not trust the new one.
/// Source: IAM User Guide, "AWS JSON policy elements: Principal".
/// </remarks>
internal sealed class TrustPolicy
{
    /// <summary>The statements.</summary>
    public required PolicyDocument Document { get; init; }

    /// <summary>The unique id behind each role and user ARN in the policy.</summary>
    public required IReadOnlyDictionary<string, string> UniqueIds { get; init; }

    /// <summary>The policy's decision about a principal that assumes the role.</summary>
    public TrustVerdict Evaluate(TrustedIdentity identity, AccessRequest request)
    {
        var verdict = TrustVerdict.None;
        foreach (var statement in Document.Statements)
        {
            var match = Match(statement.Principal!, identity);
            if (match is TrustVerdict.None || !statement.AppliesTo(request, Document.HasVariables)) continue;
            if (statement.Effect is Effect.Deny) return TrustVerdict.Denied;
            verdict = match > verdict ? match : verdict;
        }
        return verdict;
    }

    private TrustVerdict Match(PrincipalElement principal, TrustedIdentity identity)
    {
        var verdict = principal.Everyone ? TrustVerdict.TrustsPrincipal : TrustVerdict.None;
        foreach (var match in principal.Aws.Select(text => Match(text, identity)))
            verdict = match > verdict ? match : verdict;
        return verdict;
    }

    private TrustVerdict Match(string text, TrustedIdentity identity)
    {
        if (Is(identity.AccountId) || Is($"arn:{identity.Partition}:iam::{identity.AccountId}:root")) return TrustVerdict.TrustsAccount;
        if (Is(identity.Arn) && identity.IsSession) return TrustVerdict.TrustsPrincipal;
        if (!string.Equals(UniqueIds.GetValueOrDefault(text), identity.EntityId, StringComparison.Ordinal)) return TrustVerdict.None;
        return identity.IsSession ? TrustVerdict.TrustsRole : TrustVerdict.TrustsPrincipal;

        bool Is(string principal) => string.Equals(text, principal, StringComparison.Ordinal);
    }
}

/// <summary>A trust policy's decision about a principal, weakest first.</summary>
internal enum TrustVerdict
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It trusts the principal's account, which must also allow its principal.</summary>
    TrustsAccount,

    /// <summary>It trusts the role behind a session: a boundary or session policy still limits that.</summary>
    TrustsRole,

    /// <summary>It trusts the user or session itself, or everyone.</summary>
    TrustsPrincipal,

    /// <summary>It denies.</summary>
    Denied,
}

/// <summary>Whom a trust policy is asked about.</summary>
/// <param name="Partition">The account's partition.</param>
/// <param name="AccountId">The account.</param>
/// <param name="EntityId">The unique id of the role or user.</param>
/// <param name="Arn">The ARN of the session, or of the user.</param>
/// <param name="IsSession">Whether it is a role's session.</param>
internal sealed record TrustedIdentity(string Partition, string AccountId, string EntityId, string Arn, bool IsSession);
