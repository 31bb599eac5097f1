using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Onboarding.Benchmarks.Serve;

/// <summary>A DynamoDB that says yes to every write immediately, so that what is measured is the caller. It runs in a process of its own.</summary>
internal static class AnsweringDynamo
{
    private static readonly byte[] s_yes = "{}"u8.ToArray();

    /// <summary>Serves until its standard input ends.</summary>
    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.Run(static async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            context.Response.ContentType = "application/x-amz-json-1.0";
            context.Response.ContentLength = s_yes.Length;
            context.Response.Headers["x-amzn-RequestId"] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEF";
            await context.Response.Body.WriteAsync(s_yes, context.RequestAborted);
        });
        await app.StartAsync();
        await Console.Out.WriteLineAsync(app.Urls.Single());
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
