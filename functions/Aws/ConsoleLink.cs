namespace Onboarding.Functions.Aws;

/// <summary>Addresses in the CloudFormation console. Every value in them is percent-encoded.</summary>
internal static class ConsoleLink
{
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

    /// <summary>The CloudFormation console of a Region.</summary>
    public static string Console(string region) =>
        $"https://{region}.{Partition.OfRegion(region).ConsoleHost}/cloudformation/home?region={Encode(region)}";

    /// <summary>A value encoded for an address.</summary>
    public static string Encode(string value) => Uri.EscapeDataString(value);
}
