using System.Globalization;
using Onboarding.Simulator.Policies;

namespace Onboarding.Simulator.Iam;

/// <summary>Decides what the permissions of an identity allow: its policies, within its boundary, within its session's policy.</summary>
/// <remarks>Source: IAM User Guide, "Policy evaluation logic". Not safe for threads, as <see cref="IamDirectory"/>.</remarks>
internal sealed class Authorizer(IamDirectory directory, TimeProvider machine)
{
    /// <summary>What the identity's own policies say.</summary>
    public Verdict Decide(Credential credential, AccessRequest request)
    {
        var role = directory.FindRoleById(credential.EntityId);
        var identity = Evaluate(PoliciesOf(credential, role), request);
        var boundary = role?.BoundaryArn is { } arn ? Evaluate(Policy(arn), request) : PolicyEffect.Allow;
        var session = credential.Session?.Policy is { } policy ? policy.Evaluate(request) : PolicyEffect.Allow;
        return (identity, boundary, session) switch
        {
            (PolicyEffect.Deny, _, _) => Verdict.DeniedByIdentity,
            (_, PolicyEffect.Deny, _) => Verdict.DeniedByBoundary,
            (_, _, PolicyEffect.Deny) => Verdict.DeniedBySession,
            (PolicyEffect.None, _, _) => Verdict.NotAllowedByIdentity,
            (_, PolicyEffect.None, _) => Verdict.NotAllowedByBoundary,
            (_, _, PolicyEffect.None) => Verdict.NotAllowedBySession,
            _ => Verdict.Allowed,
        };
    }

    /// <summary>Whether a principal can assume a role, according to both its own permissions and the role's trust policy.</summary>
    /// <remarks>
    /// Across accounts both must allow. Within an account the trust policy must, and naming the principal is enough;
    /// trusting the account leaves it to the principal's permissions.
    /// Source: IAM User Guide, "Policy evaluation logic", "Cross-account policy evaluation logic".
    /// </remarks>
    public bool MayAssume(Credential credential, Role role, AccessRequest request)
    {
        // Partitions share nothing, not even account ids.
        if (credential.Partition != role.Partition) return false;
        var own = Decide(credential, request);
        var trust = role.Trust.Evaluate(credential.Identity, request);
        if (own.IsExplicitDeny() || trust is TrustVerdict.Denied or TrustVerdict.None) return false;
        if (own is Verdict.Allowed) return true;
        if (credential.AccountId != role.AccountId) return false;
        return trust switch
        {
            TrustVerdict.TrustsPrincipal => true,
            TrustVerdict.TrustsRole => own is Verdict.NotAllowedByIdentity && AllowsWithoutIdentity(credential, request),
            _ => false,
        };
    }

    /// <summary>Refuses a request that the caller's permissions don't allow.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="action">What for.</param>
    /// <param name="resource">The resource's ARN.</param>
    /// <param name="shownResource">What the refusal names instead: IAM names some resources by their kind and name.</param>
    /// <exception cref="AwsErrorException"><c>AccessDenied</c>.</exception>
    public void Require(Caller caller, string action, string resource, string? shownResource = null)
    {
        var credential = directory.FindCredential(caller.AccessKeyId)!;
        var verdict = Decide(credential, new AccessRequest { Action = action, Resource = resource, Keys = Keys(caller, credential, resource) });
        if (verdict is not Verdict.Allowed) throw verdict.Refusal(caller.Arn, action, shownResource ?? resource);
    }

    /// <summary>The condition keys of a request that a caller makes.</summary>
    public ConditionKeys Keys(Caller caller, Credential credential, string resource)
    {
        var now = machine.GetUtcNow();
        var keys = new ConditionKeys()
            .With("aws:CurrentTime", now.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))
            .With("aws:EpochTime", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))
            // Temporary credentials say whether MFA was used, and those that are issued here never did; long-term keys say nothing.
            .With("aws:MultiFactorAuthPresent", credential.Session is null ? null : "false")
            .With("aws:PrincipalAccount", credential.AccountId)
            .With("aws:PrincipalArn", credential.EntityArn)
            .With("aws:PrincipalIsAWSService", "false")
            .With("aws:PrincipalType", credential.Session is null ? "User" : "AssumedRole")
            .With("aws:RequestedRegion", caller.Region)
            .With("aws:ResourceAccount", Arn.TryParse(resource, out var arn) && arn.AccountId.Length > 0 ? arn.AccountId : credential.AccountId)
            // The simulation represents AWS's endpoints, which are reached over TLS.
            .With("aws:SecureTransport", "true")
            .With("aws:SourceIp", caller.SourceIp)
            .With("aws:UserAgent", caller.UserAgent)
            .With("aws:userid", credential.UserId)
            .With("aws:ViaAWSService", "false")
            .With("aws:TokenIssueTime", credential.Session is null
                ? null
                : credential.IssuedAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))
            .With("aws:username", credential.Session is null ? directory.FindUserById(credential.EntityId)?.Name : null);
        return AddTags(keys, credential, resource);
    }

    private ConditionKeys AddTags(ConditionKeys keys, Credential credential, string resource)
    {
        var own = directory.FindRoleById(credential.EntityId)?.Tags ?? directory.FindUserById(credential.EntityId)?.Tags ?? [];
        foreach (var (key, value) in own) keys.With($"aws:PrincipalTag/{key}", value);
        foreach (var (key, value) in directory.FindRole(resource)?.Tags ?? [])
            keys.With($"aws:ResourceTag/{key}", value).With($"iam:ResourceTag/{key}", value);
        return keys;
    }

    private IEnumerable<PolicyDocument> PoliciesOf(Credential credential, Role? role)
    {
        if (role is not null) return role.InlinePolicies.Values.Concat(role.AttachedPolicies.SelectMany(Policy));
        return directory.FindUserById(credential.EntityId)?.InlinePolicy is { } policy ? [policy] : [];
    }

    // A policy that is gone allows nothing.
    private IEnumerable<PolicyDocument> Policy(string arn) => directory.FindPolicy(arn) is { } policy ? [policy.Document] : [];

    private bool AllowsWithoutIdentity(Credential credential, AccessRequest request)
    {
        var role = directory.FindRoleById(credential.EntityId);
        if (role?.BoundaryArn is { } arn && Evaluate(Policy(arn), request) is not PolicyEffect.Allow) return false;
        return credential.Session?.Policy is not { } policy || policy.Evaluate(request) is PolicyEffect.Allow;
    }

    private static PolicyEffect Evaluate(IEnumerable<PolicyDocument> policies, AccessRequest request)
    {
        var effects = policies.Select(policy => policy.Evaluate(request)).ToList();
        if (effects.Contains(PolicyEffect.Deny)) return PolicyEffect.Deny;
        return effects.Contains(PolicyEffect.Allow) ? PolicyEffect.Allow : PolicyEffect.None;
    }
}
