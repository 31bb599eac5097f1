using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Verification.ReadBack;

namespace Onboarding.Functions.Onboardings;

/// <summary>Writes a decision about an onboarding, with the onboarding as it is since, all or nothing.</summary>
internal sealed class OnboardingDecisions(Table table)
{
    /// <summary>Writes a decision. Where something else was decided meanwhile it is made anew about what there is now, as long as the onboarding can be used.</summary>
    /// <param name="onboarding">The onboarding as it was read.</param>
    /// <param name="change">What becomes of it.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <param name="more">What else is written with it, such as an event, given the new end of the audit; when its condition does not hold, nothing is written.</param>
    /// <returns>The onboarding as it is now: changed, or ended by somebody else; null when it is gone, or what else belongs to the decision stood in its way.</returns>
    public async Task<OnboardingRecord?> WriteAsync(
        OnboardingRecord onboarding,
        Func<OnboardingRecord, OnboardingRecord> change,
        Decision decision,
        CancellationToken cancellation,
        Func<OnboardingRecord, TransactWriteItem>? more = null)
    {
        while (true)
        {
            var (head, entries) = onboarding.Ledger.Append(decision);
            var changed = change(onboarding) with { Audit = head };
            Obstacles? obstacles;
            try
            {
                obstacles = await table.TransactAsync(
                    [
                        table.Replace(changed.ToItem(), onboarding.Unchanged),
                        .. entries.Select(table.Add),
                        .. onboarding.IsOpen && !changed.IsOpen ? [table.Update(TenantCounts.PendingEnded(changed.Tenant))] : Array.Empty<TransactWriteItem>(),
                        .. more is null ? [] : new[] { more(changed) },
                    ],
                    cancellation);
            }
            catch (ItemTooLargeException) when (decision.Check is { HasFindings: true } check)
            {
                FindingBounds.Dropped(onboarding.Tenant, onboarding.Id.Value, check);
                decision = decision.WithoutFindings();
                continue;
            }

            if (obstacles is null)
                return changed;
            if (obstacles.At(Keys.Onboarding(onboarding.Id))?.Item is not { } item || OnboardingRecord.Of(item) is not { DeletedAt: null } other || other.Tenant != onboarding.Tenant)
                return null;
            if (other.Status is not (OnboardingStatus.Pending or OnboardingStatus.Verifying))
                return other;
            onboarding = other;
        }
    }

    /// <summary>Why a decision came too late.</summary>
    public static Refusal WhyEnded(OnboardingRecord? onboarding, DateTimeOffset now) =>
        onboarding is null ? new Refusal(Errors.OnboardingNotFound) : OnboardingsFeature.WhyUnusable(onboarding, now) ?? new Refusal(Errors.OnboardingCompleted);
}
