using Onboarding.Functions.Accounts;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Registrations;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Verification;
using Onboarding.Functions.Verification.ReadBack;

namespace Onboarding.Functions.Lifecycle;

/// <summary>The result of a check: the account after it, or the reason why it is inconclusive.</summary>
/// <param name="Account">The account after the check; null if it is inconclusive.</param>
/// <param name="Decision">What was decided: one of <see cref="Decisions"/>; null when a later check has decided already.</param>
/// <param name="Check">The check, when something was concluded.</param>
/// <param name="Refusal">Why nothing was concluded.</param>
internal sealed record CheckedAccount(AccountRecord? Account, string? Decision = null, Check? Check = null, Refusal? Refusal = null);

/// <summary>Repeats the proof of a registered connection: a failure degrades the account, a success restores it.</summary>
/// <param name="table">The table.</param>
/// <param name="verifier">A verifier that does not wait for new roles to appear: this one has been there.</param>
internal sealed class AccountChecks(Table table, Verifier verifier)
{
    /// <summary>An obstacle that lasts this long isn't temporary: a disabled Region, for example, looks as if AWS didn't respond.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(3);

    /// <summary>Checks an account; a detached one is no longer checked.</summary>
    /// <param name="account">The account as it was read.</param>
    /// <param name="by">Who asked for it, for the audit.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellation">Ends the check; what AWS has not answered by then is inconclusive.</param>
    public async Task<CheckedAccount> RunAsync(AccountRecord account, string by, DateTimeOffset at, CancellationToken cancellation)
    {
        if (account.Status is AccountStatus.Detached or AccountStatus.Closed)
            return new CheckedAccount(null, Refusal: new Refusal(Errors.AccountDetached));
        if (!account.HoldersTold)
            await new ConnectedElsewhere(table).MakeSureAsync(account, at, cancellation);
        var verdict = await verifier.VerifyAsync(Subjects.Of(account, await Secret.ReadAsync(table, account, cancellation)), at, cancellation);
        if (verdict.PassesByItself && at - account.CheckedAt < s_longest)
            return new CheckedAccount(null, Refusal: verdict.Refusal);
        // Another decision can come meanwhile, such as a new name; the result about the role is still valid.
        AccountRecord? current = account;
        while (current is not null)
        {
            if (current.Status is AccountStatus.Detached or AccountStatus.Closed)
                return new CheckedAccount(null, Refusal: new Refusal(Errors.AccountDetached));
            // What was seen later counts.
            if (current.CheckedAt > verdict.Check.At)
                return new CheckedAccount(current, Check: verdict.Check);
            var judged = Judge(current, verdict, by, at);
            if (await TryWriteAsync(current, judged, cancellation) is { } now)
                return new CheckedAccount(now, judged.Decision.Name, judged.Decision.Check);
            current = await AccountRecord.FindAsync(table, account.Tenant, account.Id, cancellation);
        }

        return new CheckedAccount(null, Refusal: new Refusal(Errors.AccountNotFound));
    }

    // Null where something else was decided, or another check written, since the account was read.
    private async Task<AccountRecord?> TryWriteAsync(AccountRecord account, AccountDecision judged, CancellationToken cancellation)
    {
        if (FoundTheSame(account, judged))
        {
            var again = judged.Account.Schedule with { Unchanged = UnchangedChecks.After(account.Schedule.Unchanged, judged.Decision.At) };
            var (written, item) = await table.UpdateAsync(account.Schedule.To(again), cancellation);
            // A write whose answer was lost meets its own item when it is repeated.
            return item is not null && Schedule.Of(item) is var now && (written || now == again with { Revision = again.Revision + 1 }) ? account with { Schedule = now } : null;
        }

        var (decided, _) = await new AccountDecisions(table).TryWriteAsync(account, judged, cancellation);
        if (decided is not null)
            Tell(judged.Decision, decided);
        return decided;
    }

    // Nothing about the account would change but the time at which it was checked. What that costs is paid every day for every account: one small item.
    private static bool FoundTheSame(AccountRecord account, AccountDecision judged) =>
        judged.Account with { Schedule = account.Schedule } == account && string.Equals(judged.Decision.Check!.Digest, account.LastCheck.Digest, StringComparison.Ordinal);

    private AccountDecision Judge(AccountRecord account, Verdict verdict, string by, DateTimeOffset now)
    {
        var check = WithChanges(account, verdict, CheckOf(account, verdict));
        var wasWell = account.Status == AccountStatus.Active;
        var isWell = check.Code is null;
        var name = (wasWell, isWell) switch
        {
            (true, false) => Decisions.Degraded,
            (false, true) => Decisions.Recovered,
            _ => Decisions.Checked,
        };
        var changed = account with
        {
            Status = isWell ? AccountStatus.Active : AccountStatus.Degraded,
            DegradedSince = isWell ? null : account.DegradedSince ?? now,
            DistrustedSince = verdict.IsOpen ? account.DistrustedSince ?? now : verdict.TrustWasRead ? null : account.DistrustedSince,
            FailedOnTrust = !isWell && check.HasTrustFindings,
            HoldersTold = true,
            // A stack keeps its id for life; what was seen under it is the same stack.
            Stack = verdict.Stack ?? account.Stack,
            // The customer can have updated the stack since.
            TemplateVersion = verdict.TemplateVersion ?? account.TemplateVersion,
            Features = verdict.Features ?? account.Features,
            Parameters = verdict.Parameters ?? account.Parameters,
            ManagedPolicies = verdict.ManagedPolicies is { Text.Length: > 0 } seen ? seen : account.ManagedPolicies,
            Schedule = account.Schedule with { DueAt = now + CheckTimes.Next() },
        };
        var available = changed.AvailableVersion?.Name;
        var tellsOfUpdate = available is not null && available != changed.UpdateTold;
        return new AccountDecision(
            tellsOfUpdate ? changed with { UpdateTold = available } : changed,
            new Decision(name, by, now) { Code = check.Code, Check = check },
            EventsOf(name, tellsOfUpdate, now));
    }

    // A manual role doesn't have to be readable. It then keeps its state: unread policies restore nothing.
    private static Check CheckOf(AccountRecord account, Verdict verdict) =>
        verdict.Refusal is null && !verdict.TrustWasRead && (account.Status != AccountStatus.Active || account.DistrustedSince is not null)
            ? verdict.Check with { Outcome = Check.Failed, Code = Errors.PermissionMissing.Code }
            : verdict.Check;

    // Said once, by the first check that sees it: the next compares with what this one saw.
    private static Check WithChanges(AccountRecord account, Verdict verdict, Check check)
    {
        var before = account.ManagedPolicies.Values;
        Finding[] changed =
        [
            .. (verdict.ManagedPolicies?.Values ?? before).Where(p => before.TryGetValue(p.Key, out var version) && version != p.Value)
                .Select(p => Finding.Of(FindingKinds.ManagedPolicyChanged, p.Key, before[p.Key], p.Value)),
        ];
        return changed.Length == 0 ? check : check with { Findings = FindingBounds.Fit([.. check.Findings ?? [], .. changed]) };
    }

    private static void Tell(Decision decision, AccountRecord account)
    {
        if (decision.Name == Decisions.Degraded)
        {
            Metrics.Add(Metric.Degraded);
            Log.Degraded(account.Tenant, account.Id, decision.Code);
        }

        if (decision.Name == Decisions.Recovered)
            Metrics.Add(Metric.Recovered);
    }

    private Func<AccountRecord, Check?, IEnumerable<Amazon.DynamoDBv2.Model.TransactWriteItem>> EventsOf(string decision, bool tellsOfUpdate, DateTimeOffset now) => (account, check) =>
    [
        .. decision is Decisions.Degraded ? [table.Add(Outbox.Event(EventTypes.AccountDegraded, account, now, check?.Findings))] : Array.Empty<Amazon.DynamoDBv2.Model.TransactWriteItem>(),
        .. decision is Decisions.Recovered ? [table.Add(Outbox.Event(EventTypes.AccountRecovered, account, now))] : Array.Empty<Amazon.DynamoDBv2.Model.TransactWriteItem>(),
        // Once for each account and version, with the check that notices it.
        .. tellsOfUpdate ? [table.Add(Outbox.Event(EventTypes.TemplateUpdateAvailable, account, now))] : Array.Empty<Amazon.DynamoDBv2.Model.TransactWriteItem>(),
    ];
}
