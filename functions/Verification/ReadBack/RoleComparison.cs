using Onboarding.Functions.Aws;
using Onboarding.Templates;

namespace Onboarding.Functions.Verification.ReadBack;

/// <summary>Compares a role as read with the template that it claims to come from, without any calls.</summary>
/// <remarks>
/// The trust policy decides whether a connection can be registered, so a GetRole that AWS did not answer is inconclusive, as every
/// probe is. A GetRole that the customer denies is an answer: a stack's role is not proven without it, because the probes cannot see who
/// else the role lets in. Permissions and the account's posture are shown, not decided on: there, what was not answered is a finding, too.
/// </remarks>
/// <param name="settings">The deployment's settings.</param>
/// <param name="subject">What the role was made for.</param>
internal sealed class RoleComparison(Settings settings, Subject subject)
{
    private TemplateVersion Stored => subject.Profile.FindVersion(subject.TemplateVersion) ?? subject.Profile.CurrentVersion;

    /// <summary>The version with which the role is compared: the one in its tag; for a manual role, which has no tag, the newest version that it fully satisfies.</summary>
    public TemplateVersion Version(RoleAsRead read) => (subject.Stack is not null || read.Role.Value?.Way == Vendor.TerraformWay ? subject.Profile.FindVersion(read.Role.Value?.TemplateVersion) : NewerByHand(read)) ?? Stored;

    /// <summary>The granted features: those in the stack's parameters; for a manual role, those that it fully satisfies.</summary>
    /// <param name="read">The role.</param>
    /// <param name="version">The version to compare it with: <see cref="Version"/>.</param>
    /// <param name="stack">The stack, when it was seen.</param>
    public FeatureSet Features(RoleAsRead read, TemplateVersion version, SeenStack? stack)
    {
        if (version.Features.Count == 0)
            return FeatureSet.None;
        if (subject.Stack is not null)
            return stack is null ? subject.Features : FeatureSet.Of(version.Features.Select(f => f.Id).Where(id => stack.Parameters.GetValueOrDefault(ProfileFeature.ParameterNameOf(id)) == "true"));
        return IsWhole(read) ? FeatureSet.Of(version.Features.Where(f => HasAll(read, f.Grants)).Select(f => f.Id)) : subject.Features;
    }

    /// <summary>Every finding, within the bounds of a check.</summary>
    /// <param name="read">The role.</param>
    /// <param name="version">The version to compare it with: <see cref="Version"/>.</param>
    /// <param name="features">The features that are granted: <see cref="Features"/>.</param>
    /// <param name="stack">The stack that the role comes from; null for a manual role, and while it is not known.</param>
    public IReadOnlyList<Finding> Compare(RoleAsRead read, TemplateVersion version, FeatureSet features, StackArn? stack)
    {
        var expected = Expectation.Of(subject, version, features, stack);
        var isNotKnown = stack is null && subject.Stack is not null;
        return FindingBounds.Fit(
        [
            .. Trust(read), .. RoleItself(read, version), .. Attached(read, expected), .. isNotKnown ? [] : Policies(read, expected), .. Posture.Of(read.Summary.Value),
            .. Denied(read) is { Count: > 0 } denied ? [Finding.Of(FindingKinds.SelfInspectionDenied, denied)] : Array.Empty<Finding>(),
            .. read.Undecided is { Count: > 0 } undecided ? [Finding.Of(FindingKinds.ReadBackIncomplete, string.Join(", ", undecided))] : Array.Empty<Finding>(),
        ]);
    }

    // A manual role doesn't have to be able to read itself; the template's can, so one that can't was changed.
    private IEnumerable<Finding> Trust(RoleAsRead read) => read.Role.Value is { } role
        ? new TrustComparison(settings.VendorRole, subject.ExternalId).Compare(Policy.OfTrust(role.TrustPolicy))
        : read.Role.IsDenied && subject.Stack is not null ? [Finding.Of(FindingKinds.TrustNotRead, subject.Role.Name)] : [];

    private IEnumerable<Finding> RoleItself(RoleAsRead read, TemplateVersion version)
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
        if (role.MaxSessionSeconds != version.MaxSessionSeconds)
            yield return Finding.Of(FindingKinds.SessionDurationChanged, $"{version.MaxSessionSeconds}", $"{role.MaxSessionSeconds}");
    }

    // Manual policies from earlier versions can't be read.
    private IReadOnlyList<string> Denied(RoleAsRead read) =>
        subject.Stack is not null ? read.Denied : [.. read.Denied.Where(a => a is not ("iam:GetPolicy" or "iam:GetPolicyVersion"))];

    private IEnumerable<Finding> Attached(RoleAsRead read, Expectation expected)
    {
        if (read.Attached.Value is not { } attached)
            return [];
        return
        [
            .. attached.Where(a => !expected.ManagedPolicyArns.Contains(a, StringComparer.Ordinal) && !IsOwn(a)).Select(a => Finding.Of(FindingKinds.PolicyAttached, a)),
            .. expected.ManagedPolicyArns.Except(attached, StringComparer.Ordinal).Select(a => Finding.Of(FindingKinds.PolicyDetached, a)),
            .. subject.Stack is not null ? [] : read.Managed.Where(m => IsDenied(m)).Select(m => Finding.Of(FindingKinds.PolicyNotRead, m.Arn)),
        ];
    }

    // The steps for a manual role let the customer attach managed policies of the role's own name; a stack's are its own where its profile has some.
    private bool IsOwn(string arn) => RoleReading.IsOwn(subject, arn) && (subject.Stack is null || arn.Contains($"{subject.Role.Name}-", StringComparison.Ordinal));

    private static bool IsDenied(ManagedAsRead managed) => managed.Policy.IsDenied || managed.Document?.IsDenied is true;

    private IEnumerable<Finding> Policies(RoleAsRead read, Expectation expected)
    {
        var added = subject.Stack is null ? [] : (read.Names.Value ?? []).Except(subject.Profile.InlinePolicyNames, StringComparer.Ordinal);
        return [.. added.Select(n => Finding.Of(FindingKinds.PolicyAdded, n)), .. Comparison(read, expected.Statements).Compare(IsWhole(read))];
    }

    private PermissionComparison Comparison(RoleAsRead read, IReadOnlyList<ExpectedStatement> expected)
    {
        var policies = read.Policies.Select(p => p.Value).Concat(read.Managed.Select(m => m.Document?.Value)).Where(p => p?.Json is not null);
        return new PermissionComparison(expected, [.. policies.Select(p => new NamedPolicy(p!.Name, Policy.OfPermissions(Known(p.Json!))))]);
    }

    // IAM's own variable for the account of the calling role: the same as the account, which wasn't known.
    private string Known(string json) => json.Replace("${aws:PrincipalAccount}", subject.Role.AccountId.Value, StringComparison.Ordinal);

    private bool IsWhole(RoleAsRead read) => read.Names.Value is not null && read.Policies.All(p => p.Value is not null) && read.Managed.All(m => m.Document?.Value is not null)
        && (subject.Stack is not null || read.Attached.Value?.All(a => IsOwn(a) || read.OfAws.Any(o => o.Value?.Arn == a)) is true);

    private bool HasAll(RoleAsRead read, PolicySet granted)
    {
        var alone = new TemplateVersion("", granted, [], 0);
        var expected = Expectation.Of(subject, alone, FeatureSet.None, stack: null);
        return expected.ManagedPolicyArns.All(a => read.Attached.Value?.Contains(a, StringComparer.Ordinal) is true) && Comparison(read, [.. expected.Statements.Where(s => !SelfInspection.Sids.Contains(s.Sid, StringComparer.Ordinal))]).HasAll;
    }

    private TemplateVersion? NewerByHand(RoleAsRead read) => IsWhole(read) ? subject.Profile.Versions.LastOrDefault(v => Stored.IsBefore(v) && HasAll(read, v.Grants)) : null;
}
