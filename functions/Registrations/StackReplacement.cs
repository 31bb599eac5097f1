using Onboarding.Functions.Accounts;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Verification;

namespace Onboarding.Functions.Registrations;

/// <summary>Replaces the stack that the account was registered with by one that the customer created again from the same link.</summary>
/// <remarks>
/// The paste is the customer's consent to the new stack; a check alone never takes one. The new stack is proven as a registration is: same
/// role, same external ID. The decision is an entry of its own in the audit.
/// </remarks>
internal sealed class StackReplacement(Table table, Verifier verifier)
{
    /// <summary>By then, changes that the probes were too early to see are visible everywhere in IAM, as after a registration.</summary>
    private static readonly TimeSpan s_firstCheck = TimeSpan.FromMinutes(10);

    /// <summary>Proves the new stack and takes it.</summary>
    /// <param name="account">The live account as it was read.</param>
    /// <param name="stack">The stack that was pasted.</param>
    /// <param name="by">Who pasted it, for the audit.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellation">Ends the calls.</param>
    /// <returns>The account with its new stack; or why it keeps the old one.</returns>
    public async Task<Registration> RunAsync(AccountRecord account, StackArn stack, string by, DateTimeOffset now, CancellationToken cancellation)
    {
        var subject = Subjects.Of(account, await Secret.ReadAsync(table, account, cancellation)) with { Stack = new StackClaim(stack.Region, stack, account.Role.Name) };
        var verdict = await verifier.VerifyAsync(subject, now, cancellation);
        if (verdict.Refusal is { } refusal)
            return new Registration(null, Refusal: refusal);
        var decided = await new AccountDecisions(table).WriteAsync(account, current => Judge(account, current, verdict, by, now), cancellation);
        if (decided.Account is not { } replaced)
            return new Registration(null, Refusal: new Refusal(Errors.AccountNotFound));
        // Otherwise it was detached meanwhile, or another stack was taken, which is the role's by now.
        return replaced.Status is AccountStatus.Active or AccountStatus.Degraded && replaced.Stack == verdict.Stack
            ? new Registration(replaced)
            : new Registration(null, Refusal: new Refusal(Errors.OnboardingCompleted));
    }

    // Of two pastes of the same stack the second finds it taken. What was seen later counts.
    private AccountDecision? Judge(AccountRecord read, AccountRecord current, Verdict verdict, string by, DateTimeOffset now)
    {
        if (current.Status is not (AccountStatus.Active or AccountStatus.Degraded) || current.Stack != read.Stack || current.CheckedAt > verdict.Check.At)
            return null;
        var replaced = current with
        {
            Status = AccountStatus.Active,
            DegradedSince = null,
            // Without a refusal, the trust policy was read and allows no one else.
            DistrustedSince = null,
            Stack = verdict.Stack,
            Consent = Consent.Pasted,
            Region = verdict.Stack!.Region,
            TemplateVersion = verdict.TemplateVersion ?? current.TemplateVersion,
            Schedule = current.Schedule with { DueAt = now + s_firstCheck },
        };
        var decision = new Decision(Decisions.StackReplaced, by, now) { Check = verdict.Check }
            .With("stackId", replaced.Stack!.Value).With("stackIdBefore", current.Stack!.Value);
        return new AccountDecision(
            replaced, decision, (decided, _) => current.Status == AccountStatus.Degraded ? [table.Add(Outbox.Event(EventTypes.AccountRecovered, decided, now))] : []);
    }
}
