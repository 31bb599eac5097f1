using Onboarding.Functions.Accounts;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Verification;

/// <summary>Takes what a customer pastes, proves the connection, and registers the account.</summary>
internal sealed class RegistrationsFeature(Table table, Verifier verifier, Settings settings, TimeProvider time)
{
    /// <summary>A registration is answered within 20 s whatever AWS does; the rest is for the way to the caller.</summary>
    private static readonly TimeSpan s_budget = TimeSpan.FromSeconds(17);

    private const int RetryAfterSeconds = 10;

    public async Task<Answer> HandleAsync(Request request, CancellationToken cancellation)
    {
        if (request.RouteKey is not "POST /v1/onboardings/{onboardingId}/registration")
            return Refusal.Of(Errors.MethodNotAllowed, request.RouteKey);
        using var timer = new CancellationTokenSource(s_budget, time);
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
        return await RegisterAsync(request, budget.Token);
    }

    private async Task<Answer> RegisterAsync(Request request, CancellationToken cancellation)
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
        if (onboarding.Status == OnboardingStatus.Completed)
            return await RepeatAsync(onboarding, claim, request, cancellation);
        if (OnboardingsFeature.WhyUnusable(onboarding, request.Now) is { } unusable)
            return unusable;
        var (submission, refused) = claim.Against(onboarding, settings);
        if (submission is null)
            return refused!;

        var verdict = await verifier.VerifyAsync(SubjectOf(onboarding, submission), request.Now, cancellation);
        if (verdict.NotYetAssumable)
            return await KeepTryingAsync(onboarding, submission, verdict.Refusal!, request, cancellation);
        if (verdict.Refusal is not null)
            return verdict.Refusal;
        return await new Registrar(table).RegisterAsync(onboarding, submission, verdict, request, cancellation);
    }

    /// <summary>The same again gets the same account; anything else is too late.</summary>
    private async Task<Answer> RepeatAsync(OnboardingRecord onboarding, RegistrationClaim claim, Request request, CancellationToken cancellation) =>
        claim.Contradiction(onboarding, settings) is { } contradiction ? contradiction
        : claim.IsOf(onboarding) && await Registrar.FindLiveAccountAsync(table, onboarding, cancellation) is { } account
            ? Answer.Ok(AccountView.Of(account, request.Language), FunctionsJson.Api.AccountView)
            : new Refusal(Errors.OnboardingCompleted);

    /// <summary>Keeps what was submitted, so that nothing is lost when the page is closed, and says when to ask again.</summary>
    private async Task<Answer> KeepTryingAsync(
        OnboardingRecord onboarding, Submission submission, Refusal reason, Request request, CancellationToken cancellation)
    {
        var change = new Change(Keys.Onboarding(onboarding.Id))
        {
            Update = "SET #status = :verifying, accountName = :name, roleArn = :role, dueAt = :dueAt" + (submission.StackId is null ? " REMOVE stackId" : ", stackId = :stack"),
            Condition = "tenant = :tenant AND #status IN (:pending, :verifying)",
        }
        .Named("status")
        .With("verifying", OnboardingStatus.Verifying)
        .With("pending", OnboardingStatus.Pending)
        .With("tenant", request.Tenant.Value)
        .With("name", submission.AccountName.Value)
        .With("role", submission.RoleArn.Value)
        .With("dueAt", request.Now);
        if (submission.StackId is not null)
            change.With("stack", submission.StackId.Value);
        var (kept, item) = await table.UpdateAsync(change, cancellation);
        if (!kept)
            return item is null ? new Refusal(Errors.OnboardingNotFound) : OnboardingsFeature.WhyUnusable(OnboardingRecord.Of(item), request.Now)!;

        var problem = Problem.Of(reason, request.Language, request.RequestId);
        var view = new VerifyingView(OnboardingStatus.Verifying, problem.Code, problem.Detail, problem.Hint);
        return Answer.Ok(view, FunctionsJson.Api.VerifyingView) with { Status = 202, RetryAfterSeconds = RetryAfterSeconds };
    }

    private static Subject SubjectOf(OnboardingRecord onboarding, Submission submission) => new()
    {
        ConnectionId = onboarding.Id.Value,
        Role = submission.RoleArn,
        ExternalId = onboarding.ExternalId,
        Stack = onboarding.Method == OnboardingMethod.Manual
            ? null
            : new StackClaim(submission.StackId?.Region ?? onboarding.Region, submission.StackId, onboarding.RoleName),
    };
}
