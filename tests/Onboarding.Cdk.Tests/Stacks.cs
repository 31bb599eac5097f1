using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.CDK;
using Onboarding.Functions;
using Onboarding.Functions.Http;

// The CDK runs in one Node process, which answers one question at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Onboarding.Cdk.Tests;

/// <summary>Synthesised stacks, each made once. The package is a placeholder: <see cref="PackageTests"/> makes the real one.</summary>
internal static class Stacks
{
    private static readonly ConcurrentDictionary<string, StackTemplate> s_made = new(StringComparer.Ordinal);

    /// <summary>A context that asks for everything there is.</summary>
    public const string Everything = """
        {
          "brand": "Acme", "account": "111122223333", "region": "eu-central-1", "regions": ["eu-central-1", "us-east-1"],
          "lane": "native", "architecture": "x86_64", "encryption": "customer-managed",
          "jwtIssuer": "https://login.example.com/", "jwtAudience": ["onboarding"], "tenantClaim": "org", "pageUrls": ["https://app.example.com/connect/"],
          "vendorPrincipals": ["arn:aws:iam::111122223333:role/scanner"], "operatorEmail": "ops@example.com",
          "productPrincipals": ["arn:aws:iam::444455556666:role/scanner"], "productCallers": {"scanner": {"purposes": ["scan"], "profiles": ["read-only"]}},
          "identityCenterInstanceArn": "arn:aws:sso:::instance/ssoins-0123456789abcdef", "operatorsGroupId": "906625d3-a421-11ee-8c90-0242ac120002",
          "apiDomain": "api.example.com", "certificateArn": "arn:aws:acm:eu-central-1:111122223333:certificate/12345678-1234-1234-1234-123456789012",
          "tags": {"team": "platform"},
          "logRetentionDays": 400, "throttleRate": 20, "throttleBurst": 40
        }
        """;

    /// <summary>The features that every deployment has: all but the one that takes an address to send events to.</summary>
    public static IReadOnlyList<Feature> Functions { get; } = [.. Feature.All.Where(f => f.Queue is null)];

    /// <summary>A deployment that sends its events to an address of the vendor's, and sweeps in two parts.</summary>
    public const string WithWebhook = """
        {"region": "eu-west-1", "sweepers": 2, "webhookUrl": "https://hooks.example.com/onboarding", "webhookSecret": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:webhook-AbCdEf"}
        """;

    /// <summary>What a first deployment gets that says nothing at all.</summary>
    public static StackTemplate Default => Of("{}");

    public static StackTemplate Full => Of(Everything);

    public static StackTemplate Of(string context) => s_made.GetOrAdd(context, Make);

    /// <summary>What a deployment can be, and the Region to hold each against: in a Region that is not the one it is for, a template may well be wrong.</summary>
    public static TheoryData<string, string> Deployments => new()
    {
        { "{}", "us-east-1" },
        { """{"region": "eu-central-1", "account": "111122223333"}""", "eu-central-1" },
        { Everything, "eu-central-1" },
        { """{"lane": "native"}""", "us-east-1" },
        { """{"encryption": "customer-managed"}""", "us-east-1" },
        { """{"jwtIssuer": "https://login.example.com", "jwtAudience": "onboarding"}""", "us-east-1" },
        { """{"identityCenterInstanceArn": "arn:aws:sso:::instance/ssoins-0123456789abcdef", "operatorsGroupId": "906625d3-a421-11ee-8c90-0242ac120002"}""", "us-east-1" },
        { """{"region": "cn-north-1", "jwtIssuer": "https://login.example.com", "jwtAudience": "onboarding"}""", "cn-north-1" },
        { """{"region": "us-gov-west-1"}""", "us-gov-west-1" },
        { """{"region": "eusc-de-east-1"}""", "eusc-de-east-1" },
        { """{"region": "eu-south-1", "stsRegion": "eu-central-1"}""", "eu-south-1" },
        { """{"region": "mx-central-1", "stsRegion": "us-east-1"}""", "mx-central-1" },
        { """{"region": "eu-west-1", "stage": "staging"}""", "eu-west-1" },
        { """{"region": "eu-west-1", "apiDomain": "api.example.com", "certificateArn": "arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1234-1234-1234-123456789012"}""", "eu-west-1" },
        { Restored, "eu-west-1" },
        { WithWebhook, "eu-west-1" },
    };

    /// <summary>A stack around what an earlier one left: a table from a backup, and the user pool.</summary>
    public const string Restored = """
        {
          "region": "eu-west-1", "tableArn": "arn:aws:dynamodb:eu-west-1:111122223333:table/registry-restored",
          "tableStreamArn": "arn:aws:dynamodb:eu-west-1:111122223333:table/registry-restored/stream/2026-11-28T00:00:00.000", "userPoolId": "eu-west-1_AbCdEfGhI"
        }
        """;

    private static StackTemplate Make(string context)
    {
        var output = Directory.CreateTempSubdirectory("onboarding-cdk-");
        try
        {
            var package = Path.Combine(output.FullName, "package.zip");
            File.WriteAllText(package, "a placeholder");
            var app = new App(new AppProps { Outdir = Path.Combine(output.FullName, "cdk.out"), Context = Flags(), AnalyticsReporting = false });
            var stack = new OnboardingStack(app, DeploySettings.Read(JsonElement.Parse(context), _ => null), package, Feature.All, Routes.All);
            var path = Path.Combine(app.Synth().Directory, stack.TemplateFile);
            return new StackTemplate(File.ReadAllText(path), stack.StackName, stack.TerminationProtection);
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }

    /// <summary>What cdk.json says, and what the CDK's command line adds: where each resource was made.</summary>
    private static Dictionary<string, object> Flags()
    {
        var flags = JsonNode.Parse(File.ReadAllText(Repository.PathOf("cdk.json")))!["context"]!.AsObject()
            .ToDictionary(p => p.Key, p => (object)p.Value!.GetValue<bool>(), StringComparer.Ordinal);
        flags["aws:cdk:enable-path-metadata"] = true;
        return flags;
    }
}
