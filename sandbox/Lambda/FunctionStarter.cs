using Onboarding.Sandbox.Processes;

namespace Onboarding.Sandbox.Lambda;

/// <summary>Starts a function's process with a new session of its role.</summary>
internal sealed class FunctionStarter(FunctionsBuild build, FunctionVariables variables, SimulatedAws aws, Vendor vendor)
{
    /// <summary>Starts a process.</summary>
    public ChildProcess Start(string feature, string environmentId, string runtimeApi, Action<string, bool> onLine, out IssuedCredentials credentials)
    {
        credentials = aws.IssueRoleSession(vendor.FunctionRoleArn(feature), Vendor.FunctionName(feature));
        var environment = variables.For(feature, environmentId, runtimeApi, credentials);
        return ChildProcess.Start(build.File, build.Arguments, build.TaskRoot, environment, onLine);
    }
}
