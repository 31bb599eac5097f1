using Amazon.DynamoDBv2.Model;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Verification.ReadBack;

namespace Onboarding.Functions.Onboardings;

/// <summary>Writes a decision about an onboarding and the changed onboarding in one transaction.</summary>
internal sealed class OnboardingDecisions(Table table)
{
    /// <summary>Writes a decision. If there was another decision meanwhile, it is made again for the current onboarding, as long as that can be used.</summary>
    /// <param name="onboarding">The onboarding as it was read.</param>
    /// <param name="change">What becomes of it.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <param name="more">What else is written with it, such as an event, given the new end of the audit; when its condition does not hold, nothing is written.</param>
    /// <returns>The current onboarding: changed, or ended by someone else; null if it is gone, or if another part of the decision failed.</returns>
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
