using Onboarding.Templates;

namespace Onboarding.Functions.Onboardings;

/// <summary>The values that an onboarding's stack is created with, the same in the console's link and in the AWS CLI's command.</summary>
internal static class StackParameters
{
    /// <summary>Each parameter that has a value, in the order in which people see them.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(OnboardingRecord onboarding)
    {
        KeyValuePair<string, string?>[] own =
        [
            new(ConnectTemplate.ConnectedForParameter, onboarding.ConnectedFor),
            new(ConnectTemplate.ExternalIdParameter, onboarding.PendingExternalId.Value),
            new(ConnectTemplate.RoleNameParameter, onboarding.RoleName),
            new(ConnectTemplate.ExpectedAccountIdParameter, onboarding.AwsAccountId?.Value),
            new(ConnectTemplate.PermissionsBoundaryArnParameter, onboarding.PermissionsBoundaryArn),
        ];
        return
        [
            .. own.Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Key, p.Value!)),
            .. onboarding.Profile.Features.Select(f => KeyValuePair.Create(f.ParameterName, onboarding.Features.Contains(f.Id) ? "true" : "false")),
            .. onboarding.Parameters.Values,
        ];
    }
}
