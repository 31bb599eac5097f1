using System.Text;
using Onboarding.Functions.Aws;
using Onboarding.Templates;

namespace Onboarding.Functions.Onboardings;

/// <summary>The address that opens the CloudFormation console with an onboarding's stack filled in.</summary>
internal static class QuickCreateLink
{
    /// <summary>The initial capacity, in characters.</summary>
    private const int UsualLength = 1024;

    /// <summary>The quick-create page for an onboarding's stack.</summary>
    /// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-create-stacks-quick-create-links.html</remarks>
    public static string Of(OnboardingRecord onboarding, string templateUrl)
    {
        var link = new StringBuilder(ConsoleLink.Console(onboarding.Region), UsualLength)
            .Append("#/stacks/create/review?templateURL=").Append(ConsoleLink.Encode(templateUrl))
            .Append("&stackName=").Append(ConsoleLink.Encode(onboarding.RoleName));
        Append(link, ConnectTemplate.ConnectedForParameter, onboarding.ConnectedFor);
        Append(link, ConnectTemplate.ExternalIdParameter, onboarding.PendingExternalId.Value);
        Append(link, ConnectTemplate.RoleNameParameter, onboarding.RoleName);
        Append(link, ConnectTemplate.ExpectedAccountIdParameter, onboarding.AwsAccountId?.Value);
        Append(link, ConnectTemplate.PermissionsBoundaryArnParameter, onboarding.PermissionsBoundaryArn);
        foreach (var feature in onboarding.Profile.Features)
            Append(link, feature.ParameterName, onboarding.Features.Contains(feature.Id) ? "true" : "false");
        foreach (var (name, value) in onboarding.Parameters.Values)
            Append(link, name, value);
        return link.ToString();
    }

    private static void Append(StringBuilder link, string parameter, string? value)
    {
        if (value is not null)
            link.Append("&param_").Append(parameter).Append('=').Append(ConsoleLink.Encode(value));
    }
}
