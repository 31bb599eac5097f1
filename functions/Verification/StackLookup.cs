using Onboarding.Functions.Aws;
using Onboarding.Functions.Verification.ReadBack;

namespace Onboarding.Functions.Verification;

/// <summary>Finds the stack that a role comes from: by the pasted id, or by what the role itself says when nothing was pasted.</summary>
internal sealed class StackLookup(Inspection inspection, RoleReads iam, Subject subject, Settings settings, Patience patience)
{
    /// <summary>Whether it had to wait for the role's policies: then what was denied to the role meanwhile is worth asking again.</summary>
    public bool HasWaited { get; private set; }

    /// <summary>What was seen of the stack, or why it was not.</summary>
    /// <param name="role">The role itself, already asked for.</param>
    /// <param name="cancellation">Ends the lookup.</param>
    /// <remarks>A role's policies become known apart from the role: what is denied to a role that could just be assumed is asked again for a while.</remarks>
    public async Task<Seen<SeenStack>> FindAsync(Task<Seen<SeenRole>> role, CancellationToken cancellation)
    {
        while (true)
        {
            var seen = await LookAsync(subject.Stack!, role, cancellation);
            if (!seen.IsDenied || !await patience.PauseAsync(cancellation))
                return seen;
            HasWaited = true;
            if (subject.Stack!.Id is null)
                role = iam.RoleAsync(cancellation);
        }
    }

    private async Task<Seen<SeenStack>> LookAsync(StackClaim claim, Task<Seen<SeenRole>> role, CancellationToken cancellation)
    {
        if (claim.Id is { } id)
            return await inspection.StackAsync(id.Region, id.Value, cancellation);

        // Nothing was pasted. The role's tag is asked at the same time as the stack by its minted name, which is nearly always right.
        var named = inspection.StackAsync(claim.Region, claim.Name, cancellation);
        await Task.WhenAll(role, named);
        var (seenRole, seenNamed) = (await role, await named);
        if (seenRole.Value?.StackId is not { } tagged)
            return Untagged(seenRole, seenNamed);
        if (seenNamed.Value?.Id == tagged)
            return seenNamed;
        if (Elsewhere(tagged) is { } refusal)
            return new Seen<SeenStack>(seenNamed.Probe, Refusal: refusal);

        // The stack was renamed or created in another Region: one more round trip, only then.
        return await inspection.StackAsync(tagged.Region, tagged.Value, cancellation);
    }

    // A stack with the minted name is identified by its external ID. If there is none, the reason is why the role's tag names no other.
    private static Seen<SeenStack> Untagged(Seen<SeenRole> role, Seen<SeenStack> named) =>
        named.Value is not null || (role.Refusal is null && role.Failure is null) ? named : named with { Refusal = role.Refusal, Failure = role.Failure };

    // The tag is the customer's to write.
    private Refusal? Elsewhere(StackArn tagged)
    {
        if (tagged.AccountId != subject.Role.AccountId || tagged.Partition != subject.Role.Partition)
            return Refusal.Of(Errors.AccountMismatch, subject.Role.AccountId.Value, tagged.AccountId.Value);
        return settings.Regions.Contains(tagged.Region, StringComparer.Ordinal) ? null : RegionRefusal.Of(tagged.Region, settings);
    }
}
