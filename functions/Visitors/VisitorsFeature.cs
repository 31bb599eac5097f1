using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Profiles;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Registrations;

namespace Onboarding.Functions.Visitors;

/// <summary>What someone without a sign-in can do with an invitation's link: view the request and complete that one onboarding.</summary>
internal sealed class VisitorsFeature(Table table, RegistrationsFeature registrations, OnboardingViews views, Settings settings)
{
    public Task<Answer> HandleAsync(VisitorRequest request, CancellationToken cancellation) => request.RouteKey switch
    {
        "GET /v1/invitations/{token}" => LookAsync(request, cancellation),
        "POST /v1/invitations/{token}/registration" => RegisterAsync(request, cancellation),
        _ => Task.FromResult<Answer>(Refusal.Of(Errors.MethodNotAllowed, request.RouteKey)),
    };

    private async Task<Answer> LookAsync(VisitorRequest request, CancellationToken cancellation) =>
        await OpenInvitation.FindAsync(table, request.Path("token"), request.Now, cancellation) is { } open
            ? Answer.Ok(View(open, request), AnswersJson.Default.InvitedView)
            : new Refusal(Errors.InvitationNotFound);

    private async Task<Answer> RegisterAsync(VisitorRequest request, CancellationToken cancellation)
    {
        // First check whether there is an invitation: without one, a caller doesn't even learn the format of a body.
        if (await OpenInvitation.FindAsync(table, request.Path("token"), request.Now, cancellation) is not { } open)
            return new Refusal(Errors.InvitationNotFound);
        var (body, malformed) = request.ReadBody(FunctionsJson.Api.InvitedRegistrationBody);
        if (body is null)
            return malformed!;
        // An account ID alone doesn't prove anyone's consent in that account.
        if (body.StackInfo is null && body.RoleArn is null)
            return Request.Malformed("Give “stackInfo” or “roleArn”.", "「stackInfo」または「roleArn」を指定してください。");
        var answer = await registrations.RegisterAsync(
            request.For(open.Invitation.Tenant, open.Invitation.Id), open.Onboarding, new RegistrationBody(body.AccountName, body.StackInfo, body.RoleArn), Shown, cancellation);
        return answer.Refusal is { } refusal && IsOver(refusal) ? new Refusal(Errors.InvitationNotFound) : answer;
    }

    private static Answer Shown(Accounts.AccountRecord account) => Answer.Created(
        new InvitedRegistrationView(OnboardingStatus.Completed, account.Name, account.Role.AccountId.Value, account.Role.Value), AnswersJson.Default.InvitedRegistrationView);

    // Someone else was faster, or the tenant ended the onboarding meanwhile.
    private static bool IsOver(Refusal refusal) =>
        refusal.Error == Errors.OnboardingNotFound || refusal.Error == Errors.OnboardingCompleted || refusal.Error == Errors.OnboardingCancelled || refusal.Error == Errors.OnboardingExpired;

    private InvitedView View(OpenInvitation open, VisitorRequest request)
    {
        var (record, invitation) = (open.Onboarding, open.Invitation);
        var view = views.WithWays(record, request.Now, request.Language);
        return new InvitedView
        {
            Brand = settings.Vendor.Brand,
            Tenant = record.Tenant.Value,
            ConnectedFor = record.ConnectedFor,
            Note = invitation.Note,
            Profile = ProfileViews.Of(record.Profile, request.Language, isDetailed: false),
            Status = view.Status,
            Method = view.Method,
            Features = view.Features,
            Parameters = view.Parameters,
            Region = view.Region,
            AwsAccountId = view.AwsAccountId,
            PermissionsBoundaryArn = view.PermissionsBoundaryArn,
            StackName = view.StackName,
            RoleName = view.RoleName,
            ExternalId = view.ExternalId,
            StackInfoKey = view.StackInfoKey,
            Ways = view.Ways,
            QuickCreateUrl = view.QuickCreateUrl,
            VendorAccountId = view.VendorAccountId,
            TrustPolicy = view.TrustPolicy,
            PermissionsPolicies = view.PermissionsPolicies,
            ManagedPolicyArns = view.ManagedPolicyArns,
            Steps = view.Steps,
            AccountName = view.AccountName,
            LastRefusal = view.LastRefusal,
            ExpiresAt = UtcTime.Of(invitation.ExpiresAt),
        };
    }
}
