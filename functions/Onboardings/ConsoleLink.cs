using System.Text;
using Onboarding.Functions.Aws;
using Onboarding.Templates;

namespace Onboarding.Functions.Onboardings;

/// <summary>Addresses in the CloudFormation console. Every value in them is percent-encoded.</summary>
internal static class ConsoleLink
{
    /// <summary>For so many characters there is room at once.</summary>
    private const int UsualLength = 1024;

    /// <summary>The quick-create page for an onboarding's stack.</summary>
    /// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-create-stacks-quick-create-links.html</remarks>
    public static string QuickCreate(OnboardingRecord onboarding, string templateUrl)
    {
        var link = new StringBuilder(Console(onboarding.Region), UsualLength)
            .Append("#/stacks/create/review?templateURL=").Append(Encode(templateUrl))
            .Append("&stackName=").Append(Encode(onboarding.RoleName));
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

    /// <summary>The page of a stack.</summary>
    public static string Stack(StackArn stack) => $"{Console(stack.Region)}#/stacks/stackinfo?stackId={Encode(stack.Value)}";

    /// <summary>The page of a Region's stacks.</summary>
    public static string Stacks(string region) => $"{Console(region)}#/stacks";

    /// <summary>The page that updates a stack to another template; its parameters keep their values.</summary>
    /// <remarks>
    /// AWS documents the steps behind it and not the address, which many services use:
    /// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-direct.html. If the console ever forgets it, the stack's page has the same button.
    /// </remarks>
    public static string Update(StackArn stack, string templateUrl) =>
        $"{Console(stack.Region)}#/stacks/update/template?stackId={Encode(stack.Value)}&templateURL={Encode(templateUrl)}";

    /// <summary>The page of a role.</summary>
    public static string Role(RoleArn role) =>
        $"https://{role.Partition.IamRegion}.{role.Partition.ConsoleHost}/iam/home#/roles/details/{Encode(role.Name)}";

    private static string Console(string region) =>
        $"https://{region}.{Partition.OfRegion(region).ConsoleHost}/cloudformation/home?region={Encode(region)}";

    private static void Append(StringBuilder link, string parameter, string? value)
    {
        if (value is not null)
            link.Append("&param_").Append(parameter).Append('=').Append(Encode(value));
    }

    private static string Encode(string value) => Uri.EscapeDataString(value);
}
