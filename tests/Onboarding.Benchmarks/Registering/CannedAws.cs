using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Onboarding.Benchmarks.Registering;

/// <summary>DynamoDB, STS, IAM and CloudFormation of one customer's registration, which answer at once. They run in a process of their own, and both sides reach them by <c>AWS_ENDPOINT_URL</c>.</summary>
internal static class CannedAws
{
    /// <summary>Serves until its standard input ends.</summary>
    public static async Task<int> RunAsync()
    {
        var answers = new CannedAnswers();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var form = await reader.ReadToEndAsync(context.RequestAborted);
            var (status, body) = context.Request.Headers["X-Amz-Target"] is [{ } target] ? (200, answers.OfTable(target)) : answers.OfQuery(form);
            context.Response.StatusCode = status;
            context.Response.ContentType = form.StartsWith('{') ? "application/x-amz-json-1.0" : "text/xml";
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        });
        await app.StartAsync();
        await Console.Out.WriteLineAsync(app.Urls.Single());
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
