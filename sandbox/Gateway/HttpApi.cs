using System.Security.Cryptography;
using Onboarding.Functions.Http;
using Onboarding.Sandbox.Dynamo;
using Onboarding.Sandbox.Lambda;
using Route = Onboarding.Functions.Http.Route;

namespace Onboarding.Sandbox.Gateway;

/// <summary>The HTTP API before the functions: finds the route, authorizes the caller, invokes the function, writes its answer.</summary>
internal sealed class HttpApi(JwtAuthorizer authorizer, SimulatedAws aws, Vendor vendor, LambdaHost lambda, DynamoLocal table, HttpApiEvent events, Cors cors, RouteThrottles throttles, Clock clock)
{
    // API Gateway gives an integration 30 seconds in all, the time that a new process needs to start included.
    private static readonly TimeSpan IntegrationTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Answers every request that nothing else in the sandbox answers.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (RequestLimits.HasTooLargeHead(context))
        {
            await SandboxJson.MessageAsync(context, 431, "Request Header Fields Too Large");
            return;
        }

        var requestId = Convert.ToBase64String(RandomNumberGenerator.GetBytes(11));
        context.Response.Headers["apigw-requestid"] = requestId;
        // The time in the function's event; callers measure ages from it.
        context.Response.Headers.Date = clock.GetUtcNow().ToString("R");
        if (cors.Answers(context))
        {
            return;
        }

        if (RouteMatch.Find(Routes.All, context.Request.Method, RawTarget.Of(context).Path) is not { } match || !lambda.Has(match.Route.Feature))
        {
            await SandboxJson.MessageAsync(context, 404, "Not Found");
            return;
        }

        if (!throttles.Takes(match.Route))
        {
            await SandboxJson.MessageAsync(context, 429, "Too Many Requests");
            return;
        }

        if (await RequestBytes.ReadAsync(context, RequestBytes.HttpApiLimit) is not { } body)
        {
            await RefuseBodyAsync(context);
            return;
        }

        if (await AuthorizeAsync(context, match.Route) is { } identity)
        {
            var payload = events.Build(context, match, identity, body, requestId, clock.GetUtcNow());
            await (payload.Length > RequestLimits.Event ? RefuseBodyAsync(context) : InvokeAsync(context, match, payload));
        }
    }

    private static Task RefuseBodyAsync(HttpContext context) => SandboxJson.MessageAsync(context, 413, "Request Entity Too Large");

    private ValueTask<Identity?> AuthorizeAsync(HttpContext context, Route route) =>
        route.Authorizer switch
        {
            RouteAuthorizer.Jwt => JwtAsync(context),
            RouteAuthorizer.Iam => IamAsync(context),
            _ => ValueTask.FromResult<Identity?>(new(null, null)),
        };

    private async ValueTask<Identity?> JwtAsync(HttpContext context)
    {
        var decision = authorizer.Decide(context.Request.Headers.Authorization);
        if (decision.Claims is { } claims)
        {
            return new(claims, null);
        }

        context.Response.Headers.WWWAuthenticate = decision.Challenge;
        await SandboxJson.MessageAsync(context, 401, "Unauthorized");
        return null;
    }

    private async ValueTask<Identity?> IamAsync(HttpContext context)
    {
        try
        {
            var caller = await aws.AuthenticateAsync(context, "execute-api", vendor.HomeRegion, context.RequestAborted);
            if (aws.IsAllowed(caller, "execute-api:Invoke", vendor.InvokeArn(context.Request.Method, RawTarget.Of(context).DecodedPath)))
            {
                return new(null, caller);
            }
        }
        catch (AwsErrorException)
        {
            // API Gateway does not say what is wrong with a signature.
        }

        await SandboxJson.MessageAsync(context, 403, "Forbidden");
        return null;
    }

    private async Task InvokeAsync(HttpContext context, RouteMatch match, byte[] payload)
    {
        // A sandbox that has just started makes its callers wait, not its functions fail.
        await table.Ready.WaitAsync(context.RequestAborted);

        // The function runs on when the caller has gone, as it does on Lambda.
        var invocation = lambda.InvokeAsync(match.Route.Feature, payload, CancellationToken.None);
        InvocationResult? result;
        try
        {
            result = await invocation.WaitAsync(IntegrationTimeout, TimeProvider.System, context.RequestAborted);
        }
        catch (TimeoutException)
        {
            result = null;
        }

        await IntegrationAnswer.WriteAsync(context, result);
    }
}
