using Amazon;
using Amazon.DynamoDBv2;
using Amazon.SecurityToken;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Groups;
using Onboarding.Functions.Http;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Profiles;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Runtime;
using Onboarding.Functions.Verification;

namespace Onboarding.Functions;

/// <summary>The one executable that every Lambda function runs; <c>ONBOARDING_FEATURE</c> says which feature this process serves.</summary>
internal static class Function
{
    /// <summary>Runs until the environment is shut down.</summary>
    /// <param name="environment">Looks an environment variable up.</param>
    /// <param name="time">The machine's clock, for time-outs only: a request's time is its event's.</param>
    /// <param name="cancellation">Ends the loop between two invocations.</param>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(Func<string, string?> environment, TimeProvider time, CancellationToken cancellation)
    {
        if (environment("AWS_LAMBDA_RUNTIME_API") is not { Length: > 0 } runtimeApi)
        {
            await Console.Error.WriteLineAsync("AWS_LAMBDA_RUNTIME_API is not set: this program is started by AWS Lambda, or by the sandbox (dotnet run --project sandbox).");
            return 1;
        }

        // The Runtime API holds a request for the next invocation open for as long as there is none.
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };
        var loop = new LambdaLoop(new RuntimeApiClient(http, runtimeApi), time, environment);
        return await loop.RunAsync(_ => Task.FromResult(Build(Settings.Read(environment), time)), cancellation);
    }

    private static LambdaLoop.Handler Build(Settings settings, TimeProvider time) =>
        new Front(settings.TenantClaim, Feature(settings, time)).AnswerAsync;

    private static Func<Request, CancellationToken, Task<Answer>> Feature(Settings settings, TimeProvider time) => settings.Feature switch
    {
        "accounts" => new AccountsFeature(TableOf(settings, time)).HandleAsync,
        "groups" => new GroupsFeature(TableOf(settings, time)).HandleAsync,
        "onboardings" => new OnboardingsFeature(TableOf(settings, time), settings).HandleAsync,
        "profiles" => new ProfilesFeature(settings).HandleAsync,
        "registrations" => new RegistrationsFeature(TableOf(settings, time), VerifierOf(settings, time), settings, time).HandleAsync,
        _ => throw new SettingsException($"ONBOARDING_FEATURE must be accounts, groups, onboardings, profiles or registrations, not '{settings.Feature}'."),
    };

    private static Table TableOf(Settings settings, TimeProvider time) => new(
        new AmazonDynamoDBClient(ClientDefaults.Apply(new AmazonDynamoDBConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(settings.HomeRegion) })),
        settings.TableName,
        time);

    private static Verifier VerifierOf(Settings settings, TimeProvider time) => new(
        new VendorSession(new AmazonSecurityTokenServiceClient(VendorSession.StsConfig(settings.HomeRegion)), settings, time), settings, time);
}
