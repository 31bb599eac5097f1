using System.Text;
using Onboarding.Functions.Aws;

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
        foreach (var (name, value) in StackParameters.Of(onboarding))
            link.Append("&param_").Append(name).Append('=').Append(ConsoleLink.Encode(value));
        return link.ToString();
    }
}
