using Onboarding.Sandbox.Inbox;
using Onboarding.Sandbox.Lambda;

namespace Onboarding.Sandbox.Control;

/// <summary><c>/sandbox/inbox</c> and <c>/sandbox/logs</c>: what went out, and what the functions wrote.</summary>
internal sealed class LookRoutes(InboxPage inbox, FunctionLogs logs) : IControlRoutes
{
    /// <inheritdoc />
    public void Map(ControlMap routes)
    {
        routes.Add("GET", "/sandbox/inbox", inbox.JsonAsync);
        routes.Add("GET", "/sandbox/logs", context => SandboxJson.WriteAsync(context, 200, logs.All()));
    }
}
