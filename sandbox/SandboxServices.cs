using Onboarding.Functions;
using Onboarding.Sandbox.Console;
using Onboarding.Sandbox.Control;
using Onboarding.Sandbox.Dynamo;
using Onboarding.Sandbox.Gateway;
using Onboarding.Sandbox.Inbox;
using Onboarding.Sandbox.Lambda;
using Onboarding.Sandbox.S3;
using Onboarding.Simulator.Events;
using Onboarding.Simulator.Secrets;

namespace Onboarding.Sandbox;

/// <summary>Everything that the sandbox consists of.</summary>
internal static class SandboxServices
{
    /// <summary>Adds the parts; each is made when it is first needed and disposed of with the server.</summary>
    public static void AddSandbox(this IServiceCollection services, SandboxOptions options, TimeProvider machine, TextWriter console)
    {
        services
            .AddSingleton(options)
            .AddSingleton(options.Partition)
            .AddSingleton(_ => OfferedProfiles.Of(options))
            .AddSingleton(machine)
            .AddSingleton(console)
            .AddSingleton(new FeatureList(Feature.All))
            .AddSingleton<LoopbackPorts>()
            .AddSingleton(all => new SandboxAddress(all.GetRequiredService<LoopbackPorts>().Bind(options.Port)))
            .AddSingleton<Front>();
        AddAws(services);
        AddLambda(services, options);
        AddGateway(services);
        AddControl(services);
    }

    private static void AddAws(IServiceCollection services) => services
        .AddSingleton<Clock>()
        .AddSingleton<Vendor>()
        .AddSingleton<Faults>()
        .AddSingleton<CallLog>()
        .AddSingleton<TemplateBucket>()
        .AddSingleton(all => Aws(
            all.GetRequiredService<TemplateBucket>(),
            all.GetRequiredService<Vendor>(),
            read => new SimulatedAws(
                all.GetRequiredService<TimeProvider>(), all.GetRequiredService<Faults>(), all.GetRequiredService<CallLog>(), read, all.GetRequiredService<Clock>())))
        .AddSingleton(all => DynamoLocal.Start(all.GetRequiredService<SandboxOptions>().DataDirectory, all.GetRequiredService<TimeProvider>()))
        .AddSingleton<DynamoProxy>()
        .AddSingleton(all => all.GetRequiredService<Vendor>().NewEventBus())
        .AddSingleton<EventsEndpoint>()
        .AddSingleton(all => new SecretsEndpoint(
            all.GetRequiredService<SimulatedAws>(), all.GetRequiredService<Vendor>().HomeRegion, all.GetRequiredService<Vendor>().WebhookSecretArn, Vendor.WebhookSecret))
        .AddSingleton<JsonService>()
        .AddSingleton<EventInbox>()
        .AddSingleton<InboxPage>()
        .AddSingleton<ConsolePages>();

    private static void AddLambda(IServiceCollection services, SandboxOptions options) => services
        .AddSingleton(_ => FunctionsBuild.At(options.FunctionsPath))
        .AddSingleton<FunctionVariables>()
        .AddSingleton<FunctionStarter>()
        .AddSingleton<FunctionLogs>()
        .AddSingleton<RuntimeApi>()
        .AddSingleton<LambdaHost>()
        .AddSingleton<FailureQueue>()
        .AddSingleton<EventSourceMappings>()
        .AddSingleton<WebhookQueue>()
        .AddSingleton<ScheduledEvents>();

    private static void AddGateway(IServiceCollection services) => services
        .AddSingleton<TokenIssuer>()
        .AddSingleton(all => all.GetRequiredService<TokenIssuer>().Authorizer())
        .AddSingleton<HttpApiEvent>()
        .AddSingleton<Cors>()
        .AddSingleton<RouteThrottles>()
        .AddSingleton<HttpApi>();

    private static void AddControl(IServiceCollection services) => services
        .AddSingleton<StackCreation>()
        .AddSingleton<IControlRoutes, TokenRoutes>()
        .AddSingleton<IControlRoutes, StackRoutes>()
        .AddSingleton<IControlRoutes, IdentityRoutes>()
        .AddSingleton<IControlRoutes, FaultRoutes>()
        .AddSingleton<IControlRoutes, ClockRoutes>()
        .AddSingleton<IControlRoutes, LookRoutes>()
        .AddSingleton<ControlFront>();

    private static SimulatedAws Aws(
        TemplateBucket bucket, Vendor vendor, Func<Func<string, CancellationToken, ValueTask<string?>>, SimulatedAws> create)
    {
        var aws = create((url, _) => ValueTask.FromResult(bucket.Read(url)));
        vendor.DefineRoles(aws);
        return aws;
    }
}
