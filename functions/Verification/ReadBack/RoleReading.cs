using Onboarding.Templates;

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
    /// <summary>The evidence.</summary>
    public IEnumerable<Probe> Probes => [Role.Probe, Names.Probe, .. Policies.Select(p => p.Probe), Attached.Probe, Summary.Probe];

    /// <summary>The actions that AWS denied to the role.</summary>
    public IReadOnlyList<string> Denied => ActionsOf(isDenied: true);

    /// <summary>The actions that AWS did not decide about.</summary>
    public IReadOnlyList<string> Undecided => ActionsOf(isDenied: false);

    private List<string> ActionsOf(bool isDenied) =>
    [
        .. Policies.Select(p => Action(p, isDenied)).Prepend(Action(Names, isDenied)).Prepend(Action(Role, isDenied))
            .Append(Action(Attached, isDenied)).Append(Action(Summary, isDenied)).OfType<string>().Distinct(StringComparer.Ordinal),
    ];

    private static string? Action<T>(Seen<T> seen, bool isDenied)
        where T : class => isDenied ? (seen.IsDenied ? seen.Refusal!.Arguments[0].English : null) : seen.Failure?.Operation;
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
        var known = subject.Stack is null ? [] : ConnectRole.PolicyNames;
        var named = known.Select(n => iam.PolicyAsync(n, cancellation)).ToList();
        var attached = iam.AttachedPoliciesAsync(cancellation);
        var summary = iam.SummaryAsync(cancellation);
        var names = await iam.PolicyNamesAsync(cancellation);
        named.AddRange((names.Value ?? []).Except(known, StringComparer.Ordinal).Take(MaxFurther).Select(n => iam.PolicyAsync(n, cancellation)));
        return new RoleAsRead(await role, names, await Task.WhenAll(named), await attached, await summary);
    }
}
