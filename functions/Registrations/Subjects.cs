using Onboarding.Functions.Accounts;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Verification;

namespace Onboarding.Functions.Registrations;

/// <summary>What is to be verified of a record.</summary>
internal static class Subjects
{
    /// <summary>The connection that was submitted for an onboarding.</summary>
    public static Subject Of(OnboardingRecord onboarding, Submission submission) => new()
    {
        ConnectionId = onboarding.Id.Value,
        Tenant = onboarding.Tenant,
        Role = submission.RoleArn,
        ExternalId = onboarding.PendingExternalId,
        Profile = onboarding.Profile,
        Features = onboarding.Features,
        Parameters = onboarding.Parameters,
        TemplateVersion = onboarding.TemplateVersion,
        PermissionsBoundaryArn = onboarding.PermissionsBoundaryArn,
        Region = submission.StackId?.Region ?? onboarding.Region,
        Stack = submission.IsFromStack ? new StackClaim(submission.StackId?.Region ?? onboarding.Region, submission.StackId, onboarding.RoleName) : null,
        ConnectedFor = onboarding.ConnectedFor,
        IsByArnAlone = !submission.IsFromStack,
    };

    /// <summary>A registered connection.</summary>
    public static Subject Of(AccountRecord account, ExternalId externalId) => new()
    {
        ConnectionId = account.Id,
        Tenant = account.Tenant,
        Role = account.Role,
        ExternalId = externalId,
        Profile = account.Profile,
        Features = account.Features,
        Parameters = account.Parameters,
        TemplateVersion = account.TemplateVersion,
        PermissionsBoundaryArn = account.PermissionsBoundaryArn,
        Region = account.Region,
        Stack = account.Stack is null ? null : new StackClaim(account.Region, account.Stack, account.Role.Name),
        ConnectedFor = account.ConnectedFor,
    };
}
