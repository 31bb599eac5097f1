namespace Onboarding.Functions.Verification.ReadBack;

/// <summary>Everything that was read of a role.</summary>
/// <param name="Role">The role.</param>
/// <param name="Names">The names of its inline policies.</param>
/// <param name="Policies">Its inline policies: those of the template, and others as far as they were read.</param>
/// <param name="Attached">The managed policies attached to it.</param>
/// <param name="Summary">Its account.</param>
internal sealed record RoleAsRead(
    Seen<SeenRole> Role,
    Seen<IReadOnlyList<string>> Names,
    IReadOnlyList<Seen<SeenPolicy>> Policies,
    Seen<IReadOnlyList<string>> Attached,
    Seen<SeenSummary> Summary)
{
    /// <summary>The role's own managed policies, as far as they are attached.</summary>
    public IReadOnlyList<ManagedAsRead> Managed { get; init; } = [];

    /// <summary>AWS managed policies of the template, as far as they are attached: which version of each is in force.</summary>
    public IReadOnlyList<Seen<SeenManagedPolicy>> OfAws { get; init; } = [];

    /// <summary>The evidence.</summary>
    public IEnumerable<Probe> Probes => [Role.Probe, Names.Probe, .. Policies.Select(p => p.Probe), Attached.Probe, .. Managed.SelectMany(m => m.Probes), .. OfAws.Select(p => p.Probe), Summary.Probe];

    /// <summary>The actions that AWS denied to the role.</summary>
    public IReadOnlyList<string> Denied => ActionsOf(isDenied: true);

    /// <summary>The actions that AWS did not decide about.</summary>
    public IReadOnlyList<string> Undecided => ActionsOf(isDenied: false);

    private List<string> ActionsOf(bool isDenied) =>
    [
        .. Policies.Select(p => Action(p, isDenied)).Prepend(Action(Names, isDenied)).Prepend(Action(Role, isDenied))
            .Append(Action(Attached, isDenied)).Concat(Managed.SelectMany(m => new[] { Action(m.Policy, isDenied), m.Document is null ? null : Action(m.Document, isDenied) }))
            .Concat(OfAws.Select(p => Action(p, isDenied))).Append(Action(Summary, isDenied)).OfType<string>().Distinct(StringComparer.Ordinal),
    ];

    private static string? Action<T>(Seen<T> seen, bool isDenied)
        where T : class => isDenied ? (seen.IsDenied ? seen.Refusal!.Arguments[0].English : null) : seen.Failure?.Operation;
}

/// <summary>A managed policy of the role's own, as far as it was read.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Document">The document in force; null when the policy was not shown.</param>
internal sealed record ManagedAsRead(string Arn, Seen<SeenManagedPolicy> Policy, Seen<SeenPolicy>? Document)
{
    public IEnumerable<Probe> Probes => Document is null ? [Policy.Probe] : [Policy.Probe, Document.Probe];
}

/// <summary>Reads a role in one round trip: what the template names is asked for by its name while the lists are on their way.</summary>
internal sealed class RoleReading(RoleReads iam, Subject subject)
{
    /// <summary>A role has room for many small policies; the names of all are shown, and of this many what is in them.</summary>
    private const int MaxFurther = 10;

    /// <summary>Reads the role.</summary>
    /// <param name="role">The role itself, already asked for.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<RoleAsRead> ReadAsync(Task<Seen<SeenRole>> role, CancellationToken cancellation)
    {
        var known = subject.Stack is null ? [] : subject.Profile.InlinePolicyNames;
        var named = known.Select(n => iam.PolicyAsync(n, cancellation)).ToList();
        var managed = ManagedAsync(iam.AttachedPoliciesAsync(cancellation), cancellation);
        var summary = iam.SummaryAsync(cancellation);
        var names = await iam.PolicyNamesAsync(cancellation);
        named.AddRange((names.Value ?? []).Except(known, StringComparer.Ordinal).Take(MaxFurther).Select(n => iam.PolicyAsync(n, cancellation)));
        var (attached, own, aws) = await managed;
        return new RoleAsRead(await role, names, await Task.WhenAll(named), attached, await summary) { Managed = own, OfAws = aws };
    }

    /// <summary>Whether a managed policy is the role's own: it has the role's name, or begins with it and a hyphen.</summary>
    public static bool IsOwn(Subject subject, string arn) =>
        $"arn:{subject.Role.Partition.Name}:iam::{subject.Role.AccountId.Value}:policy/{subject.Role.Name}" is var own && (arn == own || arn.StartsWith(own + "-", StringComparison.Ordinal));

    // Policies in IAM are counted, so there are never more than twenty attached.
    private async Task<(Seen<IReadOnlyList<string>> Attached, ManagedAsRead[] Own, Seen<SeenManagedPolicy>[] Aws)> ManagedAsync(Task<Seen<IReadOnlyList<string>>> list, CancellationToken cancellation)
    {
        var attached = await list;
        var arns = attached.Value ?? [];
        var ofTemplate = subject.Profile.AllManagedPolicies.Select(p => $"arn:{subject.Role.Partition.Name}:iam::aws:policy/{p.Name}").ToHashSet(StringComparer.Ordinal);
        var aws = Task.WhenAll(arns.Where(ofTemplate.Contains).Select(a => iam.ManagedPolicyAsync(a, cancellation)));
        var own = Task.WhenAll(arns.Where(a => IsOwn(subject, a)).Select(a => OwnAsync(a, cancellation)));
        return (attached, await own, await aws);
    }

    private async Task<ManagedAsRead> OwnAsync(string arn, CancellationToken cancellation)
    {
        var policy = await iam.ManagedPolicyAsync(arn, cancellation);
        return new ManagedAsRead(arn, policy, policy.Value is { } seen ? await iam.ManagedPolicyDocumentAsync(seen, cancellation) : null);
    }
}
