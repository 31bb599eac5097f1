using Amazon.SecurityToken;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Verification.ReadBack;
using Onboarding.Templates;

namespace Onboarding.Functions.Verification;

/// <summary>Proves a connection: the role can be assumed with the stored external ID, in no way without it, and comes from where it claims.</summary>
/// <remarks>
/// STS also returns AccessDenied for a role that IAM does not show yet, so the calls that must be denied are made only after the
/// one that must be allowed. Only AccessDenied counts as denied: throttling, server errors and time-outs prove nothing.
/// </remarks>
/// <param name="vendor">The service's own role.</param>
/// <param name="settings">The deployment's settings.</param>
/// <param name="time">The machine's clock, for pauses.</param>
/// <param name="waiting">Who can wait for a role that IAM might not show yet; everyone when absent.</param>
/// <param name="pace">The pace of calls to STS; unlimited when absent.</param>
internal sealed class Verifier(VendorSession vendor, Settings settings, TimeProvider time, WaitingTurn? waiting = null, StsPace? pace = null)
{
    private const int InProgressRetrySeconds = 10;

    /// <summary>What is asked of STS once the role could be assumed: what must be denied, and whose session it is.</summary>
    private const int RequestsOfAProof = 4;

    /// <summary>All actions of a verification with the role, whatever else the role can do.</summary>
    private static readonly SessionPolicy s_looking = SessionPolicy.Allowing(SelfInspection.Actions);

    /// <summary>Begins to assume the service's own role, so that it is there when <see cref="VerifyAsync"/> needs it.</summary>
    public void Prepare(CancellationToken cancellation) => _ = vendor.StsAsync(cancellation);

    /// <summary>Runs all probes.</summary>
    /// <param name="subject">What to verify.</param>
    /// <param name="now">The request's time, for the evidence.</param>
    /// <param name="cancellation">Ends the verification; what has not been answered by then is inconclusive.</param>
    /// <exception cref="AwsFailureException">The service's own role cannot be assumed.</exception>
    public async Task<Verdict> VerifyAsync(Subject subject, DateTimeOffset now, CancellationToken cancellation)
    {
        using var measured = Metrics.Measure("verification");
        var turn = waiting?.Of(subject.Tenant);
        var verdict = await RunAsync(subject, now, turn is null ? null : turn.MayWaitAsync, cancellation);
        if (turn is not null)
            await turn.LeaveAsync(cancellation);
        return verdict;
    }

    private async Task<Verdict> RunAsync(Subject subject, DateTimeOffset now, Func<TimeSpan, CancellationToken, Task<bool>>? mayWait, CancellationToken cancellation)
    {
        var positive = await AskPatientlyAsync(subject, new Patience(settings.PropagationPatience, time, mayWait), cancellation);
        if (positive.Session is null)
            return NotAssumed(subject, positive, now);
        using var iam = new RoleReads(positive.Session, subject.Role, settings);
        return Judge(subject, now, await ProveAsync(subject, positive, iam, new Patience(settings.PropagationPatience, time, mayWait), cancellation));
    }

    /// <summary>Makes all other calls in parallel: those that must be denied, and those that read the customer's account.</summary>
    private async Task<Evidence> ProveAsync(Subject subject, AssumeRoleAnswer positive, RoleReads iam, Patience patience, CancellationToken cancellation)
    {
        await PaceAsync(RequestsOfAProof, cancellation);
        var assume = AssumeRoleOf(subject, await vendor.StsAsync(cancellation, positive.StsRegion));
        var negatives = Task.WhenAll(NegativeProbe.All.Select(probe => assume.ProbeAsync(probe, subject.ExternalId, cancellation)));
        var inspection = new Inspection(positive.Session!, settings, positive.StsRegion);
        var caller = inspection.CallerAccountAsync(cancellation);
        var role = iam.RoleAsync(cancellation);
        var reading = new RoleReading(iam, subject);
        var read = reading.ReadAsync(role, cancellation);
        var lookup = new StackLookup(inspection, iam, subject, settings, patience);
        var stack = subject.Stack is null ? null : lookup.FindAsync(role, cancellation);
        await Task.WhenAll(negatives, caller, read, stack ?? Task.CompletedTask);
        // The permission to read the role is in the same policy as the one to read the stack, and propagated with it.
        if (lookup.HasWaited && (await read).Denied.Count > 0)
            read = reading.ReadAsync(iam.RoleAsync(cancellation), cancellation);
        // The trust policy decides, so it is worth waiting for.
        while ((await read).Role.IsDenied && await patience.PauseAsync(cancellation))
            read = reading.ReadAsync(iam.RoleAsync(cancellation), cancellation);
        return new Evidence(positive, await negatives, await caller, stack is null ? null : await stack, await read);
    }

    private async Task<AssumeRoleAnswer> AskPatientlyAsync(Subject subject, Patience patience, CancellationToken cancellation)
    {
        while (true)
        {
            var answer = await vendor.AskAsync(subject.Region, AskAsync, cancellation);
            if (answer.Probe.Answer is not Probe.Denied || !await patience.PauseAsync(cancellation))
                return answer;
        }

        async Task<AssumeRoleAnswer> AskAsync(IAmazonSecurityTokenService sts)
        {
            await PaceAsync(1, cancellation);
            return await AssumeRoleOf(subject, sts).WithAsync(subject.ExternalId, cancellation, s_looking);
        }
    }

    private Task PaceAsync(int requests, CancellationToken cancellation) => pace?.TakeAsync(requests, cancellation) ?? Task.CompletedTask;

    private AssumeRole AssumeRoleOf(Subject subject, IAmazonSecurityTokenService sts) => new(sts, subject.Role, $"{settings.Vendor.Brand}-verify-{subject.ConnectionId}");

    private static Verdict NotAssumed(Subject subject, AssumeRoleAnswer positive, DateTimeOffset now)
    {
        var refusal = positive.Failure?.ToRefusal() ?? Refusal.Of(Errors.RoleNotAssumable, subject.Role.Value);
        return new Verdict
        {
            Check = CheckOf(now, refusal, [positive.Probe]),
            Refusal = refusal,
            NotYetAssumable = positive.Failure is null,
        };
    }

    private Verdict Judge(Subject subject, DateTimeOffset now, Evidence evidence)
    {
        var stack = evidence.Stack?.Value;
        var filled = stack is null ? subject : subject with { Parameters = ParameterValues.Of(stack.Parameters.Where(p => subject.Profile.FindParameter(p.Key) is not null)) };
        var comparison = new RoleComparison(settings, filled);
        var version = comparison.Version(evidence.Role);
        var features = comparison.Features(evidence.Role, version, stack);
        var findings = comparison.Compare(evidence.Role, version, features, stack?.Id);
        var wrongTrust = WrongTrust(findings);
        var refusal = NotEnforced(evidence, findings)
            ?? evidence.Failure?.ToRefusal()
            ?? evidence.Caller.Refusal
            ?? WrongAccount(subject, evidence.Caller.Value!)
            ?? (stack is null ? evidence.Stack?.Refusal : WrongStack(subject, stack))
            ?? wrongTrust
            ?? NotShown(subject, evidence.Role.Role);
        // What AWS did not decide says nothing about the connection; what was read of its trust does.
        if (wrongTrust is not null && evidence.Failure is not null)
            refusal = wrongTrust;
        return new Verdict
        {
            Check = CheckOf(now, refusal, evidence.Probes) with { Findings = findings.Count > 0 ? findings : null },
            Refusal = refusal,
            Stack = stack?.Id,
            TemplateVersion = version.Name,
            Features = features,
            Way = CreationWay.Of(stack is not null, stack is not null ? stack.Way : evidence.Role.Role.Value?.Way),
            Parameters = filled.Parameters,
            ManagedPolicies = ParameterValues.Of(evidence.Role.OfAws.Select(p => p.Value).OfType<SeenManagedPolicy>().Select(p => KeyValuePair.Create(p.Arn, p.VersionId))),
            TrustWasRead = evidence.Role.Role.Value is not null,
            IsOpen = wrongTrust is not null || refusal?.Error == Errors.ExternalIdNotEnforced,
        };
    }

    private static Refusal? NotEnforced(Evidence evidence, IReadOnlyList<Finding> findings)
    {
        if (Array.Find(evidence.Negatives, n => n.Probe.Answer is Probe.Allowed) is not { } allowed)
            return null;
        Metrics.Add(Metric.NotEnforced);
        return new Refusal(Errors.ExternalIdNotEnforced, FindingText.Joined([NegativeProbe.Named(allowed.Probe.Name).WhenAllowed, .. FindingText.OfTrust(findings)]));
    }

    private static Refusal? WrongTrust(IReadOnlyList<Finding> findings) =>
        FindingText.OfTrust(findings.Where(f => f.Code != FindingKinds.TrustNotRead.Code)) is { Count: > 0 } texts ? new Refusal(Errors.ExternalIdNotEnforced, FindingText.Joined(texts)) : null;

    /// <summary>A role that does not show itself: a stack's is not proven without its trust policy, and one that is registered by its ARN alone must show that no stack created it.</summary>
    private static Refusal? NotShown(Subject subject, Seen<SeenRole> role) => subject switch
    {
        { IsByArnAlone: true } => ConsentRefusals.ByRole(subject.Role, role.Value),
        { Stack: not null } => role.Refusal,
        _ => null,
    };

    private static Refusal? WrongAccount(Subject subject, AwsAccountId caller) => caller == subject.Role.AccountId
        ? null
        : Refusal.Of(Errors.AccountMismatch, subject.Role.AccountId.Value, caller.Value);

    private static Refusal? WrongStack(Subject subject, SeenStack stack)
    {
        if (subject.Stack?.Id is { } named && named != stack.Id)
            return Refusal.Of(Errors.StackNotFound, named.StackName);
        if (stack.Id.AccountId != subject.Role.AccountId)
            return Refusal.Of(Errors.AccountMismatch, subject.Role.AccountId.Value, stack.Id.AccountId.Value);
        if (stack.Status == "DELETE_COMPLETE")
            return Refusal.Of(Errors.StackNotFound, stack.Id.StackName);
        if (!IsComplete(stack.Status))
            return Refusal.Of(Errors.StackNotComplete, stack.Id.StackName, stack.Status) with { RetryAfterSeconds = IsOnItsWay(stack.Status) ? InProgressRetrySeconds : null };
        if (!ExternalId.TryParse(stack.ExternalId, out var externalId) || externalId != subject.ExternalId)
            return new Refusal(Errors.ExternalIdMismatch);
        if (!string.Equals(stack.ConnectedFor ?? "", subject.ConnectedFor ?? "", StringComparison.Ordinal))
            return ConsentRefusals.ConnectedForChanged;
        return string.Equals(stack.RoleName, subject.Role.Name, StringComparison.Ordinal)
            ? null
            : Refusal.Of(Errors.RoleNameMismatch, subject.Role.Name, stack.RoleName ?? "?");
    }

    /// <summary>Which states of a stack mean that what it describes exists.</summary>
    /// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html. After a rolled back update or import the stack is what it was before.</remarks>
    private static bool IsComplete(string status) =>
        status is "CREATE_COMPLETE" or "UPDATE_COMPLETE" or "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS" or "UPDATE_ROLLBACK_COMPLETE"
            or "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS" or "IMPORT_COMPLETE" or "IMPORT_ROLLBACK_COMPLETE";

    /// <summary>The states that lead to a complete stack without any action.</summary>
    private static bool IsOnItsWay(string status) =>
        status is "CREATE_IN_PROGRESS" or "UPDATE_IN_PROGRESS" or "UPDATE_ROLLBACK_IN_PROGRESS" or "REVIEW_IN_PROGRESS" or "IMPORT_IN_PROGRESS" or "IMPORT_ROLLBACK_IN_PROGRESS";

    private static Check CheckOf(DateTimeOffset now, Refusal? refusal, IReadOnlyList<Probe> probes)
    {
        var inconclusive = refusal?.Error == Errors.AwsThrottled || refusal?.Error == Errors.AwsUnavailable;
        var outcome = refusal is null ? Check.Passed : inconclusive ? Check.Inconclusive : Check.Failed;
        return new Check(now, outcome, probes, refusal?.Error.Code);
    }

    private sealed record Evidence(
        AssumeRoleAnswer Positive, AssumeRoleAnswer[] Negatives, Seen<AwsAccountId> Caller, Seen<SeenStack>? Stack, RoleAsRead Role)
    {
        /// <summary>What must be decided and was not: the trust policy belongs to it, permissions and advice do not.</summary>
        public AwsFailureException? Failure =>
            Negatives.Select(n => n.Failure).Append(Caller.Failure).Append(Stack?.Failure).Append(Role.Role.Failure).FirstOrDefault(f => f is not null);

        public IReadOnlyList<Probe> Probes =>
            [Positive.Probe, .. Negatives.Select(n => n.Probe), Caller.Probe, .. Stack is null ? [] : new[] { Stack.Probe }, .. Role.Probes];
    }
}
