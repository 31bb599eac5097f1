using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Onboarding.Simulator;

namespace Onboarding.Benchmarks.Serve;

/// <summary>The sandbox's STS in a process of its own, with the vendor's roles and with no customer's: every question for one is denied.</summary>
internal static class CustomersAws
{
    private const string Sweeper = "arn:aws:iam::999988887777:role/sweeper";
    private const string Access = "arn:aws:iam::999988887777:role/onboarding-connect-access";
    private const string MayAssume = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}]}""";

    /// <summary>Writes its address and the sweeper's credentials, then serves until its standard input ends.</summary>
    public static async Task<int> RunAsync()
    {
        var aws = new SimulatedAws(TimeProvider.System, new Faults(), new CallLog(), static (_, _) => ValueTask.FromResult<string?>(null));
        aws.DefineRole(Sweeper, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""", MayAssume);
        aws.DefineRole(Access, $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"{{Sweeper}}"},"Action":"sts:AssumeRole"}]}""", MayAssume);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapPost("/aws", aws.HandleQueryAsync);
        await app.StartAsync();
        var session = aws.IssueRoleSession(Sweeper, "sweeper");
        await Console.Out.WriteLineAsync(app.Urls.Single() + "/aws");
        await Console.Out.WriteLineAsync(session.AccessKeyId);
        await Console.Out.WriteLineAsync(session.SecretAccessKey);
        await Console.Out.WriteLineAsync(session.SessionToken);
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
