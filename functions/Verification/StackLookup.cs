using Onboarding.Functions.Aws;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;

namespace Onboarding.Functions.Verification;

/// <summary>Finds the stack that a role comes from: by the pasted id, or by what the role itself says when nothing was pasted.</summary>
internal sealed class StackLookup(Inspection inspection, Subject subject, Settings settings, Patience patience)
{
    /// <summary>Everything that was looked at, the stack last.</summary>
    /// <remarks>A role's policies become known apart from the role: what is denied to a role that could just be assumed is asked again for a while.</remarks>
    public async Task<IReadOnlyList<Seen<SeenStack>>> FindAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var seen = await LookAsync(subject.Stack!, cancellation);
            var isDenied = seen[^1].Value is null && seen.Any(s => s.Refusal?.Error == Errors.PermissionMissing);
            if (!isDenied || !await patience.PauseAsync(cancellation))
                return seen;
        }
    }

    private async Task<IReadOnlyList<Seen<SeenStack>>> LookAsync(StackClaim claim, CancellationToken cancellation)
    {
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
        if (Elsewhere(tagged) is { } refusal)
            return [new Seen<SeenStack>(seenRole.Probe, Refusal: refusal)];

        // The stack was renamed or created in another Region: one more round trip, only then.
        return [new Seen<SeenStack>(seenRole.Probe), await inspection.StackAsync(tagged.Region, tagged.Value, cancellation)];
    }

    // The tag is the customer's to write.
    private Refusal? Elsewhere(StackArn tagged)
    {
        if (tagged.AccountId != subject.Role.AccountId || tagged.Partition != subject.Role.Partition)
            return Refusal.Of(Errors.AccountMismatch, subject.Role.AccountId.Value, tagged.AccountId.Value);
        return settings.Regions.Contains(tagged.Region, StringComparer.Ordinal) ? null : OnboardingOrder.RegionNotAllowed(tagged.Region, settings);
    }
}
