using Amazon;
using Amazon.DynamoDBv2;
using Amazon.SecurityToken;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Aws.Json;
using Onboarding.Functions.Aws.Query;
using Onboarding.Functions.Groups;
using Onboarding.Functions.Http;
using Onboarding.Functions.Inventory;
using Onboarding.Functions.Lifecycle;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Operations;
using Onboarding.Functions.Profiles;
using Onboarding.Functions.Publishing;
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
    public static int Run(Func<string, string?> environment, TimeProvider time, CancellationToken cancellation)
    {
        if (environment("AWS_LAMBDA_RUNTIME_API") is not { Length: > 0 } runtimeApi)
        {
            Console.Error.WriteLine("AWS_LAMBDA_RUNTIME_API is not set: this program is started by AWS Lambda, or by the sandbox (dotnet run --project sandbox).");
            return 1;
        }

        // The Runtime API holds a request for the next invocation open for as long as there is none.
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };
        var loop = new LambdaLoop(new RuntimeApiClient(http, runtimeApi), time, environment);
        return loop.Run(() => Build(Settings.Read(environment), time), cancellation);
    }

    private static LambdaLoop.Handler Build(Settings settings, TimeProvider time)
    {
        LambdaLoop.Handler ForTenants(Func<TenantRequest, CancellationToken, Task<Answer>> feature) => Waiting(Front.ForTenants(settings.TenantClaim, feature, settings.Roles).AnswerAsync);
        static LambdaLoop.Handler ForOperators(Func<OperatorRequest, CancellationToken, Task<Answer>> feature) => Waiting(Front.ForOperators(feature).AnswerAsync);
        Table Table() => TableOf(settings, time);
        DeliveryFeature DeliveryTo(Deliver place) => new(settings.Feature, place, new Redrive(Table(), time));
        LambdaLoop.Handler handler = settings.Feature switch
        {
            "accounts" => ForTenants(new AccountsFeature(Table(), settings).HandleAsync),
            "checks" => ForTenants(ChecksOf(Table(), settings, time).HandleAsync),
            "groups" => ForTenants(new GroupsFeature(Table(), settings.Limits).HandleAsync),
            "mailer" => Waiting(DeliveryTo(new EventsTopic(new QueryClient(QueryService.Sns, settings.HomeRegion), settings.EventsTopicArn!).PublishAsync).AnswerAsync),
            "onboardings" => ForTenants(new OnboardingsFeature(Table(), settings).HandleAsync),
            "operations" => ForOperators(new OperationsFeature(Table()).HandleAsync),
            "profiles" => ForTenants(new ProfilesFeature(settings).HandleAsync),
            "publisher" => Waiting(DeliveryTo(new EventBus(new JsonClient(QueryService.EventBridge, "AWSEvents", settings.HomeRegion), settings.EventBusName!).PutAsync).AnswerAsync),
            "registrations" => ForTenants(RegistrationsOf(Table(), settings, time).HandleAsync),
            "sweeper" => Waiting(SweeperOf(Table(), settings, time).AnswerAsync),
            _ => throw new SettingsException($"ONBOARDING_FEATURE must be accounts, checks, groups, mailer, onboardings, operations, profiles, publisher, registrations or sweeper, not '{settings.Feature}'."),
        };
        return Metrics.Around(handler, settings.Deployment, time);
    }

    // An environment answers one invocation at a time, so its one thread may as well wait: each async method less is some eight methods less to compile at the start.
    private static LambdaLoop.Handler Waiting(Func<byte[], LambdaContext, CancellationToken, Task<byte[]>> answer) =>
        (lambdaEvent, context, cancellation) => answer(lambdaEvent, context, cancellation).GetAwaiter().GetResult();

    private static RegistrationsFeature RegistrationsOf(Table table, Settings settings, TimeProvider time) =>
        new(table, new Verifier(VendorOf(settings, time), settings, time), new PasteFree(table, settings), settings, time);

    private static ChecksFeature ChecksOf(Table table, Settings settings, TimeProvider time)
    {
        var vendor = VendorOf(settings, time);
        return new(table, new AccountChecks(table, PatientNoMore(vendor, settings, time)), new UsersRoute(table, new Connections(table, vendor, settings), settings));
    }

    // A registered role has long been there: what is denied to it now is denied.
    private static Verifier PatientNoMore(VendorSession vendor, Settings settings, TimeProvider time) =>
        new(vendor, settings with { PropagationPatience = TimeSpan.Zero }, time);

    private static SweeperFeature SweeperOf(Table table, Settings settings, TimeProvider time)
    {
        var vendor = VendorOf(settings, time);
        var verifier = PatientNoMore(vendor, settings, time);
        var checks = new AccountChecks(table, verifier);
        var work = new DueWork(table, new OnboardingCare(table, verifier, new PasteFree(table, settings), settings.Limits), checks, new CleanupCare(table, new Reachability(vendor, settings, time)));
        return new SweeperFeature(table, new Sweep(new DueItems(table), work), checks, time);
    }

    private static Table TableOf(Settings settings, TimeProvider time) => new(
        new AmazonDynamoDBClient(ClientDefaults.Apply(new AmazonDynamoDBConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(settings.HomeRegion) })),
        settings.TableName,
        time);

    private static VendorSession VendorOf(Settings settings, TimeProvider time) =>
        new(new AmazonSecurityTokenServiceClient(VendorSession.StsConfig(settings.HomeRegion)), settings, time);
}
