using Onboarding.Sandbox.Inbox;
using Onboarding.Sandbox.Lambda;

namespace Onboarding.Sandbox.Control;

/// <summary><c>/sandbox/inbox</c>, <c>/sandbox/mails</c>, <c>/sandbox/undelivered</c>, <c>/sandbox/webhooks</c> and <c>/sandbox/logs</c>: what was sent, what was abandoned, and what the functions wrote.</summary>
internal sealed class LookRoutes(InboxPage inbox, FailureQueue failures, WebhookQueue webhooks, FunctionLogs logs) : IControlRoutes
{
    /// <inheritdoc />
    public void Map(ControlMap routes)
    {
        routes.Add("GET", "/sandbox/inbox", inbox.JsonAsync);
        routes.Add("GET", "/sandbox/mails", inbox.MailsAsync);
        routes.Add("GET", "/sandbox/undelivered", context => SandboxJson.WriteAsync(context, 200, failures.All));
        routes.Add("GET", "/sandbox/webhooks", context => SandboxJson.WriteAsync(context, 200, webhooks.State));
        routes.Add("GET", "/sandbox/logs", context => SandboxJson.WriteAsync(context, 200, logs.All()));
    }
}
