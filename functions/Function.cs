using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Runtime.Credentials;
using Amazon.SecurityToken;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Aws.Json;
using Onboarding.Functions.Aws.Query;
using Onboarding.Functions.Connections;
using Onboarding.Functions.Groups;
using Onboarding.Functions.Http;
using Onboarding.Functions.Inventory;
using Onboarding.Functions.Invitations;
using Onboarding.Functions.Lifecycle;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Operations;
using Onboarding.Functions.Profiles;
using Onboarding.Functions.Publishing;
using Onboarding.Functions.Publishing.Webhooks;
using Onboarding.Functions.Registrations;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Rehearsals;
using Onboarding.Functions.Sessions;
using Onboarding.Functions.Verification;
using Onboarding.Functions.Visitors;
// By its whole name: with the packages there is a namespace SnapshotRestore, too.
using LambdaSnapshots = Amazon.Lambda.Core.SnapshotRestore;

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

        var program = new LambdaProgram(() => Start(environment, time), time, cancellation);
        using var bootstrap = LambdaBootstrapBuilder.Create(program.Answer)
            .UseBootstrapHandler(program.InitializeAsync)
            .ConfigureOptions(options => options.RuntimeApiEndpoint = runtimeApi)
            .Build();
        try
        {
            bootstrap.RunAsync(cancellation).GetAwaiter().GetResult();
            return 0;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return 0;
        }
#pragma warning disable CA1031 // Whatever ends the loop ends the process; its exit code reports that to Lambda.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (program.IsReady)
                Log.RuntimeApiFailed(e);
            return 1;
        }
    }

    private static Handler Start(Func<string, string?> environment, TimeProvider time)
    {
        var settings = Settings.Read(environment);
        if (environment("AWS_LAMBDA_INITIALIZATION_TYPE") is "snap-start")
        {
            if (environment("ONBOARDING_REHEARSAL") is not "off")
                LambdaSnapshots.RegisterBeforeSnapshot(() => Rehearse(settings, time));
            LambdaSnapshots.RegisterAfterRestore(FetchCredentials);
        }

        return Build(settings, time);
    }

    private static ValueTask Rehearse(Settings settings, TimeProvider time)
    {
        try
        {
            using var rehearsal = new Rehearsal(settings, role => Build(role, time), time);
            rehearsal.Run();
        }
#pragma warning disable CA1031 // A function that was not rehearsed works, only slower: no reason to stop a deployment.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.RehearsalFailed(e);
        }

        return default;
    }

    // Those of a snapshot's environment come from an endpoint that exists only after the restore: an environment without credentials ends before it serves a customer.
    // https://docs.aws.amazon.com/lambda/latest/dg/snapstart-activate.html
    private static async ValueTask FetchCredentials()
    {
        var credentials = await DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync();
        await credentials.GetCredentialsAsync();
    }

    /// <summary>The handler of one feature.</summary>
    internal static Handler Build(Settings settings, TimeProvider time)
    {
        Handler ForTenants(Func<TenantRequest, CancellationToken, Task<Answer>> feature) => Waiting(Front.ForTenants(settings.TenantClaim, feature, settings.Roles, settings.ProductCallers).AnswerAsync);
        Handler ForPeople(Func<TenantRequest, CancellationToken, Task<Answer>> feature) => ForTenants(new Pseudonyms(Table(), time).For(feature));
        static Handler ForOperators(Func<OperatorRequest, CancellationToken, Task<Answer>> feature) => Waiting(Front.ForOperators(feature).AnswerAsync);
        static Handler ForProduct(Func<ProductRequest, CancellationToken, Task<Answer>> feature) => Waiting(Front.ForProduct(feature).AnswerAsync);
        Table Table() => TableOf(settings, time);
        DeliveryFeature DeliveryTo(Deliver place) => new(settings.Feature, place, new Redrive(Table(), time));
        Handler handler = settings.Feature switch
        {
            "accounts" => ForPeople(new AccountsFeature(Table(), settings).HandleAsync),
            "checks" => ForPeople(ChecksOf(Table(), settings, time).HandleAsync),
            "connections" => ForProduct(new ConnectionsFeature(Table(), settings).HandleAsync),
            "groups" => ForTenants(new GroupsFeature(Table(), settings.Limits).HandleAsync),
            "invitations" => ForPeople(new InvitationsFeature(Table(), settings).HandleAsync),
            "mailer" => Waiting(DeliveryTo(MailOf(Table(), settings).SendAsync).AnswerAsync),
            "onboardings" => ForPeople(new OnboardingsFeature(Table(), settings).HandleAsync),
            "operations" => ForOperators(new OperationsFeature(Table(), time).HandleAsync),
            "profiles" => ForTenants(new ProfilesFeature(settings).HandleAsync),
            "publisher" => Waiting(DeliveryTo(new EventBus(new JsonClient(QueryService.EventBridge, "AWSEvents", settings.HomeRegion), settings.EventBusName!).PutAsync).AnswerAsync),
            "registrations" => ForPeople(RegistrationsOf(Table(), settings, time).HandleAsync),
            "sessions" => ForProduct(new Pseudonyms(Table(), time).For(new SessionsFeature(Table(), new ConnectionRole(StsOf(settings), settings), settings).HandleAsync)),
            "sweeper" => Waiting(SweeperOf(Table(), settings, time).AnswerAsync),
            "visitors" => Waiting(Front.ForVisitors(VisitorsOf(Table(), settings, time).HandleAsync).AnswerAsync),
            "webhooks" => Waiting(WebhooksOf(settings, time).AnswerAsync),
            _ => throw new SettingsException($"ONBOARDING_FEATURE must be accounts, checks, connections, groups, invitations, mailer, onboardings, operations, profiles, publisher, registrations, sessions, sweeper, visitors or webhooks, not '{settings.Feature}'."),
        };
        return Metrics.Around(handler, settings.Deployment, time);
    }

    // An environment serves one invocation at a time, so its one thread can block: each async method avoided saves about eight methods to compile at startup.
    private static Handler Waiting(Func<byte[], Invocation, CancellationToken, Task<byte[]>> answer) =>
        (lambdaEvent, invocation, cancellation) => answer(lambdaEvent, invocation, cancellation).GetAwaiter().GetResult();

    private static RegistrationsFeature RegistrationsOf(Table table, Settings settings, TimeProvider time) =>
        new(table, new Verifier(VendorOf(settings, time), settings, time, new WaitingTurn(table, time)), new PasteFree(table, settings), settings, time);

    private static VisitorsFeature VisitorsOf(Table table, Settings settings, TimeProvider time) =>
        new(table, RegistrationsOf(table, settings, time), new OnboardingViews(settings, new PasteFree(table, settings)), settings);

    private static ChecksFeature ChecksOf(Table table, Settings settings, TimeProvider time)
    {
        var vendor = VendorOf(settings, time);
        return new(table, new AccountChecks(table, PatientNoMore(vendor, settings, time, new StsPace(table, settings.StsRequestsPerSecond, time))), new UsersRoute(table, new ServiceSessions(table, vendor, settings), settings), settings);
    }

    // A registered role has long been there: what is denied to it now is denied.
    private static Verifier PatientNoMore(VendorSession vendor, Settings settings, TimeProvider time, StsPace pace) =>
        new(vendor, settings with { PropagationPatience = TimeSpan.Zero }, time, pace: pace);

    private static SweeperFeature SweeperOf(Table table, Settings settings, TimeProvider time)
    {
        var vendor = VendorOf(settings, time);
        var pace = new StsPace(table, settings.StsRequestsPerSecond, time);
        var verifier = PatientNoMore(vendor, settings, time, pace);
        var checks = new AccountChecks(table, verifier);
        var work = new DueWork(table, new OnboardingCare(table, verifier, new PasteFree(table, settings), settings.Limits), checks, new CleanupCare(table, new Reachability(vendor, settings, time, pace)));
        return new SweeperFeature(table, new Sweep(new DueItems(table), work), checks, time);
    }

    private static WebhookFeature WebhooksOf(Settings settings, TimeProvider time) => new(
        new WebhookSender(settings.WebhookAddress!, System.Net.Dns.GetHostAddressesAsync, time),
        new WebhookSecret(new JsonClient(QueryService.SecretsManager, "secretsmanager", settings.HomeRegion), settings.WebhookSecretArn!, time),
        time);

    private static OperatorsMail MailOf(Table table, Settings settings) =>
        new(new EventsTopic(new QueryClient(QueryService.Sns, settings.HomeRegion), settings.EventsTopicArn!), new ExpiryDigest(table), new StormDigest(table));

    private static Table TableOf(Settings settings, TimeProvider time) => new(
        new AmazonDynamoDBClient(ClientDefaults.Apply(new AmazonDynamoDBConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(settings.HomeRegion) })),
        settings.TableName,
        time);

    private static VendorSession VendorOf(Settings settings, TimeProvider time) => new(StsOf(settings), settings, time);

    private static AmazonSecurityTokenServiceClient StsOf(Settings settings) => new(VendorSession.StsConfig(settings.HomeRegion));
}
