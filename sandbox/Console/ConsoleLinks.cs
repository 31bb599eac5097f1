namespace Onboarding.Sandbox.Console;

/// <summary>The addresses of the console's server-rendered pages.</summary>
internal static class ConsoleLinks
{
    /// <summary>A stack's page.</summary>
    public static string Stack(string region, string stackId) =>
        $"/console/cloudformation/stack?region={Uri.EscapeDataString(region)}&stackId={Uri.EscapeDataString(stackId)}";

    /// <summary>The list of stacks.</summary>
    public static string Stacks(string region) => $"/console/cloudformation/stacks?region={Uri.EscapeDataString(region)}";

    /// <summary>The sign-in page, which then redirects to an address.</summary>
    public static string SignIn(string then) => $"/console/signin?then={Uri.EscapeDataString(then)}";
}
