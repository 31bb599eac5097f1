using Onboarding.Sandbox.Console;
using Onboarding.Sandbox.Control;
using Onboarding.Sandbox.Dynamo;
using Onboarding.Sandbox.Gateway;
using Onboarding.Sandbox.Html;
using Onboarding.Sandbox.Inbox;
using Onboarding.Sandbox.Lambda;
using Onboarding.Sandbox.S3;
using Onboarding.Simulator.Events;
using Onboarding.Simulator.Secrets;

namespace Onboarding.Sandbox;

/// <summary>Sends each request to the part of the sandbox that answers it.</summary>
internal sealed class Front(
    RuntimeApi runtimeApi,
    LambdaHost lambda,
    SimulatedAws aws,
    JsonService json,
    EventsEndpoint events,
    SecretsEndpoint secrets,
    DynamoProxy dynamo,
    TemplateBucket bucket,
    TokenIssuer issuer,
    ControlFront control,
    ConsolePages console,
    InboxPage inbox,
    HttpApi api,
    Cors cors)
{
    /// <summary>The page that invitations lead to.</summary>
    public const string InvitationPath = "/invitation";

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            // A foreign DNS name that points here must not reach what pages on this machine can: only loopback names are accepted.
            await (context.Request.Host.Host is "localhost" or "127.0.0.1"
                ? RouteAsync(context)
                : SandboxJson.MessageAsync(context, 421, "The sandbox answers for localhost and 127.0.0.1 only."));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone.
        }
    }

    private Task RouteAsync(HttpContext context)
    {
        if (lambda.At(context.Connection.LocalPort) is { } environment)
        {
            return runtimeApi.HandleAsync(context, environment);
        }

        var path = context.Request.Path.Value ?? "";
        return (context.Request.Method, path) switch
        {
            ("GET" or "HEAD", "/") => PageResponse.ResourceAsync(context, "web/demo/index.html"),
            ("GET" or "HEAD", InvitationPath) => PageResponse.ResourceAsync(context, "web/demo/invitation.html"),
            ("GET", "/favicon.ico") => NoContent(context),
            ("GET", "/inbox") => inbox.HtmlAsync(context),
            ("GET", TokenIssuer.Path + "/.well-known/openid-configuration") => context.Response.WriteAsJsonAsync(issuer.Discovery(), context.RequestAborted),
            ("GET", TokenIssuer.Path + "/.well-known/jwks.json") => context.Response.WriteAsJsonAsync(issuer.KeySet(), context.RequestAborted),
            ("POST", "/aws" or "/aws/") when context.Request.Headers["X-Amz-Target"].ToString().StartsWith(EventsEndpoint.TargetPrefix, StringComparison.Ordinal) => json.HandleAsync(context, events),
            ("POST", "/aws" or "/aws/") when context.Request.Headers["X-Amz-Target"].ToString().StartsWith(SecretsEndpoint.TargetPrefix, StringComparison.Ordinal) => json.HandleAsync(context, secrets),
            ("POST", "/aws" or "/aws/") => aws.HandleQueryAsync(context),
            ("POST", "/dynamodb" or "/dynamodb/") => dynamo.HandleAsync(context),
            ("GET" or "HEAD", _) when IsBelow("/s3/") => bucket.HandleAsync(context),
            (_, _) when IsBelow("/web/") => ElementAsync(context, path[1..]),
            (_, _) when IsBelow("/console/") || path is "/console" => console.HandleAsync(context),
            (_, _) when IsBelow("/sandbox/") => control.HandleAsync(context),
            _ => api.HandleAsync(context),
        };

        bool IsBelow(string prefix) => path.StartsWith(prefix, StringComparison.Ordinal);
    }

    // A page of another origin loads the element's modules from here if it can call the API.
    private Task ElementAsync(HttpContext context, string file) =>
        cors.Answers(context) ? Task.CompletedTask : PageResponse.ResourceAsync(context, file);

    private static Task NoContent(HttpContext context)
    {
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }
}
