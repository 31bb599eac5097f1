using System.Collections.Concurrent;
using Onboarding.Functions.Aws;
using Onboarding.Templates;

namespace Onboarding.Functions.Verification.ReadBack;

/// <summary>Compares a role as it was read with the template that it claims to come from. Asks nobody anything.</summary>
/// <remarks>
/// The trust policy decides whether a connection may be registered, so a GetRole that AWS did not answer is inconclusive, as every
/// probe is. A GetRole that the customer denies is an answer: a stack's role is not proven without it, because the probes cannot see whom
/// else the role lets in. Permissions and the account's posture are shown, not decided on: there, what was not answered is a finding, too.
/// </remarks>
/// <param name="settings">The deployment's settings.</param>
/// <param name="subject">What the role was made for.</param>
/// <param name="versions">The published versions, oldest first; all of <c>manifest.json</c> when absent.</param>
internal sealed class RoleComparison(Settings settings, Subject subject, IReadOnlyList<TemplateVersion>? versions = null)
{
    private static readonly ConcurrentDictionary<(string Version, string Profile), IReadOnlyList<TemplateGrant>> s_grants = new();

    private TemplateVersion Stored => TemplateVersion.Find(subject.TemplateVersion) ?? TemplateVersion.Current;

    /// <summary>The version with which the role is compared: what its tag claims; of a role made by hand, which has none, the newest one of which it lacks nothing.</summary>
    public TemplateVersion Version(RoleAsRead read) => (subject.Stack is null ? NewerByHand(read) : TemplateVersion.Find(read.Role.Value?.TemplateVersion)) ?? Stored;

    /// <summary>Every finding, within the bounds of a check.</summary>
    /// <param name="read">The role.</param>
    /// <param name="version">The version to compare it with: <see cref="Version"/>.</param>
    /// <param name="stack">The stack that the role comes from; null for a manual role, and while it is not known.</param>
    public IReadOnlyList<Finding> Compare(RoleAsRead read, TemplateVersion version, StackArn? stack) => FindingBounds.Fit(
    [
        .. Trust(read), .. RoleItself(read), .. Attached(read), .. stack is null && subject.Stack is not null ? [] : Policies(read, version, stack), .. Posture.Of(read.Summary.Value),
        .. read.Denied is { Count: > 0 } denied ? [Finding.Of(FindingKinds.SelfInspectionDenied, denied)] : Array.Empty<Finding>(),
        .. read.Undecided is { Count: > 0 } undecided ? [Finding.Of(FindingKinds.ReadBackIncomplete, string.Join(", ", undecided))] : Array.Empty<Finding>(),
    ]);

    // A role made by hand need not be able to read itself; the template's can, so one that does not was changed.
    private IEnumerable<Finding> Trust(RoleAsRead read) => read.Role.Value is { } role
        ? new TrustComparison(settings.VendorRole, subject.ExternalId).Compare(Policy.OfTrust(role.TrustPolicy))
        : read.Role.IsDenied && subject.Stack is not null ? [Finding.Of(FindingKinds.TrustNotRead, subject.Role.Name)] : [];

    private IEnumerable<Finding> RoleItself(RoleAsRead read)
    {
        if (read.Role.Value is not { } role)
            yield break;
        var (wanted, actual) = (subject.PermissionsBoundaryArn, role.BoundaryArn);
        if (wanted is not null && actual is null)
            yield return Finding.Of(FindingKinds.BoundaryRemoved, wanted);
        else if (wanted is null && actual is not null)
            yield return Finding.Of(FindingKinds.BoundaryAdded, actual);
        else if (wanted != actual)
            yield return Finding.Of(FindingKinds.BoundaryChanged, wanted!, actual!);
        if (role.MaxSessionSeconds != ConnectRole.MaxSessionSeconds)
            yield return Finding.Of(FindingKinds.SessionDurationChanged, $"{ConnectRole.MaxSessionSeconds}", $"{role.MaxSessionSeconds}");
    }

    // The steps for a manual role let the customer attach one managed policy of the role's own name.
    private string? OwnPolicy => subject.Stack is null ? $"arn:{subject.Role.Partition.Name}:iam::{subject.Role.AccountId.Value}:policy/{subject.Role.Name}" : null;

    private IEnumerable<Finding> Attached(RoleAsRead read) => (read.Attached.Value ?? [])
        .Select(arn => Finding.Of(arn == OwnPolicy ? FindingKinds.PolicyNotRead : FindingKinds.PolicyAttached, arn));

    private IEnumerable<Finding> Policies(RoleAsRead read, TemplateVersion version, StackArn? stack)
    {
        var known = subject.Stack is null ? [] : ConnectRole.PolicyNames;
        var added = subject.Stack is null ? [] : (read.Names.Value ?? []).Except(known, StringComparer.Ordinal);
        return [.. added.Select(n => Finding.Of(FindingKinds.PolicyAdded, n)), .. Permissions(read, version, stack)];
    }

    private IReadOnlyList<Finding> Permissions(RoleAsRead read, TemplateVersion version, StackArn? stack)
    {
        var policies = read.Policies.Select(p => p.Value).Where(p => p?.Json is not null).Select(p => new NamedPolicy(p!.Name, Policy.OfPermissions(p.Json!)));
        return new PermissionComparison(Grants(version, stack), [.. policies]).Compare(IsWhole(read));
    }

    private bool IsWhole(RoleAsRead read) => read.Names.Value is not null && read.Policies.All(p => p.Value is not null)
        && (subject.Stack is not null || read.Attached.Value is { Count: 0 });

    private TemplateVersion? NewerByHand(RoleAsRead read) => IsWhole(read)
        ? (versions ?? TemplateVersion.All).LastOrDefault(v => Stored.IsBefore(v) && Permissions(read, v, stack: null).All(f => f.Code != FindingKinds.ActionsMissing.Code && f.Code != FindingKinds.PolicyUnreadable.Code))
        : null;

    private List<Grant> Grants(TemplateVersion version, StackArn? stack)
    {
        var grants = s_grants.GetOrAdd((version.Name, subject.Profile.Name), _ => ConnectRole.Grants(version, subject.Profile));
        return [.. grants.Where(g => g.Scope != GrantScope.ThisStack || stack is not null).Select(g => Of(g, stack))];
    }

    private Grant Of(TemplateGrant grant, StackArn? stack)
    {
        var (partition, role) = (subject.Role.Partition.Name, subject.Role);
        return grant.Scope switch
        {
            // Roles made by hand name the account by "*": nobody knew it when the policy was shown.
            GrantScope.ThisRole => new(grant.Action, role.Value, stack is null ? $"arn:{partition}:iam::*:role/{role.Name}" : role.Value),
            GrantScope.ThisStack => On(grant.Action, $"arn:{partition}:cloudformation:{stack!.Region}:{stack.AccountId.Value}:stack/{stack.StackName}/*"),
            _ => On(grant.Action, "*"),
        };
    }

    private static Grant On(string action, string resource) => new(action, resource, resource);
}
