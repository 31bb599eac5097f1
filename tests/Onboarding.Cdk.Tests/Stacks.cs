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
          "identityCenterInstanceArn": "arn:aws:sso:::instance/ssoins-0123456789abcdef",
          "logRetentionDays": 400, "throttleRate": 20, "throttleBurst": 40
        }
        """;

    /// <summary>What a first deployment gets that says nothing at all.</summary>
    public static StackTemplate Default => Of("{}");

    public static StackTemplate Full => Of(Everything);

    public static StackTemplate Of(string context) => s_made.GetOrAdd(context, Make);

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
            return new StackTemplate(File.ReadAllText(path));
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
