using Onboarding.Functions.Accounts;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Http;
using Onboarding.Functions.Invitations;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Verification;

namespace Onboarding.Functions.Registrations;

/// <summary>Takes what a customer pastes, proves the connection, and registers the account.</summary>
internal sealed class RegistrationsFeature(Table table, Verifier verifier, PasteFree pasteFree, Settings settings, TimeProvider time)
{
    /// <summary>A registration is answered within 20 s whatever AWS does; the rest is for the way to the caller.</summary>
    private static readonly TimeSpan s_budget = TimeSpan.FromSeconds(17);

    // An account that was proven before is connected within 10 s of its stack.
    private const int RetryAfterSeconds = 8;

    public async Task<Answer> HandleAsync(TenantRequest request, CancellationToken cancellation)
    {
        if (request.RouteKey is not "POST /v1/onboardings/{onboardingId}/registration")
            return Refusal.Of(Errors.MethodNotAllowed, request.RouteKey);
        using var timer = new CancellationTokenSource(s_budget, time);
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
        return await RegisterAsync(request, budget.Token);
    }

    /// <summary>Registers by an invitation, for the one onboarding that it is for.</summary>
    /// <param name="request">The request, with the invitation.</param>
    /// <param name="onboarding">The onboarding.</param>
    /// <param name="body">What was sent.</param>
    /// <param name="show">How an account is shown to an invited visitor.</param>
    /// <param name="cancellation">Ends the calls.</param>
    public async Task<Answer> RegisterAsync(
        TenantRequest request, OnboardingRecord onboarding, RegistrationBody body, Func<AccountRecord, Answer> show, CancellationToken cancellation)
    {
        using var timer = new CancellationTokenSource(s_budget, time);
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
        var (claim, unreadable) = RegistrationClaim.Read(body, settings.Vendor.StackInfoKey);
        if (claim is null)
            return unreadable!;
        verifier.Prepare(budget.Token);
        return await RegisterAsync(onboarding, claim, request, (registration, _) => Task.FromResult(show(registration.Account!)), budget.Token);
    }

    private async Task<Answer> RegisterAsync(TenantRequest request, CancellationToken cancellation)
    {
        var (body, malformed) = request.ReadBody(FunctionsJson.Api.RegistrationBody);
        if (body is null)
            return malformed!;
        var (claim, unreadable) = RegistrationClaim.Read(body, settings.Vendor.StackInfoKey);
        if (claim is null)
            return unreadable!;
        // Costs a call only when the environment is new; if it fails, the verification meets the failure and says it.
        verifier.Prepare(cancellation);
        if (await OnboardingsFeature.FindAsync(table, request.Tenant, request.Path("onboardingId"), cancellation) is not { } onboarding)
            return new Refusal(Errors.OnboardingNotFound);
        return onboarding.Status == OnboardingStatus.Completed
            ? await RepeatAsync(onboarding, claim, request, cancellation)
            : await RegisterAsync(onboarding, claim, request, (registration, check) => ShowNewAsync(registration, check, request, cancellation), cancellation);
    }

    private async Task<Answer> RegisterAsync(
        OnboardingRecord onboarding, RegistrationClaim claim, TenantRequest request, Func<Registration, Check, Task<Answer>> show, CancellationToken cancellation)
    {
        if (OnboardingsFeature.WhyUnusable(onboarding, request.Now) is { } unusable)
            return unusable;
        var (claimed, refused) = claim.Against(onboarding, settings);
        if (claimed is null)
            return await RefuseAsync(onboarding, refused!, submission: null, check: null, request, cancellation);
        var submission = claimed with { InvitationId = request.InvitationId };
        if (submission.Consent == Consent.PasteFree && !await pasteFree.IsAllowedAsync(onboarding, cancellation))
            return await RefuseAsync(onboarding, ConsentRefusals.NothingPasted, submission, check: null, request, cancellation);

        // Asked while AWS is, so that it costs no time of its own; a failure matters only when there is something to register.
        var holders = new Holders(table).OfAsync(submission.RoleArn.AccountId, cancellation);
        var verdict = await verifier.VerifyAsync(Subjects.Of(onboarding, submission), request.Now, cancellation);
        if (verdict.NotYetAssumable)
            return await KeepAsync(onboarding, submission, verdict, request, cancellation) ?? Verifying(submission, request);
        if (verdict.IsInconclusive)
            return verdict.Refusal!;
        if (verdict.PassesByItself)
            return await KeepAsync(onboarding, submission, verdict, request, cancellation) ?? verdict.Refusal!;
        if (verdict.Refusal is not null)
            return await RefuseAsync(onboarding, verdict.Refusal, submission, verdict.Check, request, cancellation);
        var registration = await new Registrar(table, settings.Limits).RegisterAsync(
            onboarding, submission, verdict, await request.ByAsync(cancellation), LanguageOf(request, onboarding), request.Now, cancellation, holders);
        return registration.Account is null
            ? await RefuseAsync(onboarding, registration.Refusal!, submission, verdict.Check, request, cancellation)
            : await show(registration, verdict.Check);
    }

    // The visitor can have a different language than the tenant's people.
    private static Language LanguageOf(TenantRequest request, OnboardingRecord onboarding) => request.InvitationId is null ? request.Language : onboarding.Language;

    private async Task<Answer> ShowNewAsync(Registration registration, Check check, TenantRequest request, CancellationToken cancellation)
    {
        if (!registration.IsNew)
            return await ShowAsync(registration.Account!, request, cancellation);
        var view = AccountView.Of(registration.Account!, CheckView.Of(check, request.Language), settings, request.Language);
        return Answer.Created(view, AnswersJson.Default.AccountView);
    }

    /// <summary>The same request gets the same account, and a stack that was created again replaces the account's; anything else is too late.</summary>
    private async Task<Answer> RepeatAsync(OnboardingRecord onboarding, RegistrationClaim claim, TenantRequest request, CancellationToken cancellation)
    {
        if (claim.Contradiction(onboarding) is { } contradiction)
            return contradiction;
        if (!claim.IsOf(onboarding) || await Registrar.FindLiveAccountAsync(table, onboarding, cancellation) is not { } account)
            return new Refusal(Errors.OnboardingCompleted);
        if (claim.StackInfo?.StackId is not { } stack || account.Stack is null || stack == account.Stack)
            return await ShowAsync(account, request, cancellation);
        var (submission, refused) = claim.Against(onboarding, settings);
        if (submission is null)
            return refused!;
        var replaced = await new StackReplacement(table, verifier).RunAsync(account, stack, await request.ByAsync(cancellation), request.Now, cancellation);
        return replaced.Account is { } now ? await ShowAsync(now, request, cancellation) : replaced.Refusal!;
    }

    private async Task<Answer> ShowAsync(AccountRecord account, TenantRequest request, CancellationToken cancellation)
    {
        var lastCheck = await Evidence.OfLastAsync(table, account, request.Language, cancellation);
        return Answer.Ok(AccountView.Of(account, lastCheck, settings, request.Language), AnswersJson.Default.AccountView);
    }

    /// <summary>Keeps the submission, so that nothing is lost when the page is closed: the service continues automatically.</summary>
    /// <returns>Null when it is kept; why not, when the onboarding has ended meanwhile.</returns>
    private async Task<Refusal?> KeepAsync(OnboardingRecord onboarding, Submission submission, Verdict verdict, TenantRequest request, CancellationToken cancellation)
    {
        // The page asks every few seconds: only what is new is written.
        if (onboarding.Status == OnboardingStatus.Verifying && onboarding.Submission == submission)
            return null;
        var kept = await new OnboardingDecisions(table).WriteAsync(
            onboarding,
            now => now with { Status = OnboardingStatus.Verifying, Submission = submission, SubmittedAt = request.Now, NextTryAt = request.Now, LastRefusal = null },
            new Decision(Decisions.Submitted, await request.ByAsync(cancellation), request.Now) { Check = verdict.Check }
                .With("accountName", submission.AccountName.Value).With("roleArn", submission.RoleArn.Value).With("stackId", submission.StackId?.Value),
            cancellation,
            submission.InvitationId is { } invitation ? _ => table.Update(InvitationRecord.Submitted(onboarding.Id, invitation, request.Now)) : null);
        return kept is null || OnboardingsFeature.WhyUnusable(kept, request.Now) is not null ? OnboardingDecisions.WhyEnded(kept, request.Now) : null;
    }

    private static Answer Verifying(Submission submission, TenantRequest request)
    {
        var view = VerifyingView.Of(submission.RoleArn, request.Language);
        return Answer.Ok(view, AnswersJson.Default.VerifyingView) with { Status = 202, RetryAfterSeconds = RetryAfterSeconds };
    }

    /// <summary>Keeps with which code a submission was refused, and its role. The onboarding stays as it was: the right value can still be pasted.</summary>
    private async Task<Answer> RefuseAsync(
        OnboardingRecord onboarding, Refusal refusal, Submission? submission, Check? check, TenantRequest request, CancellationToken cancellation)
    {
        // An onboarding that has ended no longer decides anything.
        if (OnboardingsFeature.WhyUnusable(onboarding, request.Now) is null)
        {
            await new OnboardingDecisions(table).WriteAsync(
                onboarding,
                now => now with { LastRefusal = refusal.Error.Code, LastRole = submission is null ? now.LastRole : new CreatedRole(submission.RoleArn, submission.StackId) },
                new Decision(Decisions.Refused, await request.ByAsync(cancellation), request.Now) { Code = refusal.Error.Code, Check = check },
                cancellation);
        }

        return refusal;
    }
}
