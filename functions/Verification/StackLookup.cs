namespace Onboarding.Functions.Verification;

/// <summary>Finds the stack that a role comes from: by the pasted id, or by what the role itself says when nothing was pasted.</summary>
internal sealed class StackLookup(Inspection inspection, Subject subject)
{
    /// <summary>Everything that was looked at, the stack last.</summary>
    public async Task<IReadOnlyList<Seen<SeenStack>>> FindAsync(CancellationToken cancellation)
    {
        var claim = subject.Stack!;
        if (claim.Id is { } id)
            return [await inspection.StackAsync(id.Region, id.Value, cancellation)];

        // Nothing was pasted. The role's tag is asked at the same time as the stack by its minted name, which is nearly always right.
        var role = inspection.RoleAsync(subject.Role, cancellation);
        var named = inspection.StackAsync(claim.Region, claim.Name, cancellation);
        await Task.WhenAll(role, named);
        var (seenRole, seenNamed) = (await role, await named);
        if (seenRole.Value is null)
            return [new Seen<SeenStack>(seenRole.Probe, Refusal: seenRole.Refusal, Failure: seenRole.Failure), seenNamed with { Value = null }];
        if (seenRole.Value.StackId is not { } tagged || seenNamed.Value?.Id == tagged)
            return [new Seen<SeenStack>(seenRole.Probe), seenNamed];

        // The stack was renamed or created in another Region: one more round trip, only then.
        return [new Seen<SeenStack>(seenRole.Probe), await inspection.StackAsync(tagged.Region, tagged.Value, cancellation)];
    }
}
