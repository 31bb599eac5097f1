using Amazon.Runtime;
using Amazon.SecurityToken;
using Onboarding.Functions;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Values;
using Onboarding.Functions.Verification;
using Onboarding.Simulator;
using Onboarding.Templates;
using Onboarding.Tests.Sandbox;

namespace Onboarding.Tests.Verification;

/// <summary>The vendor's account and its customers' in a simulated AWS, which every client of this process finds by the SDK's own variable. So nothing else runs meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SimulatedCustomersCollection : ICollectionFixture<SimulatedCustomers>
{
    public const string Name = "Simulated customers";
}

public sealed class SimulatedCustomers : IAsyncLifetime
{
    public const string ExternalIdText = "abcdefghijkmnpqrstuvwxyz23456789";

    private const string Function = "arn:aws:iam::999988887777:role/registrations";
    private const string MayAssume = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}]}""";

    private static int s_accounts;
    private LocalAws _local = null!;

    internal Settings Settings { get; } = ProductSettings.Of("registrations", region: LocalAws.Region) with { PropagationPatience = TimeSpan.FromSeconds(10) };

    internal SimulatedAws Aws => _local.Aws;

    internal Faults Faults => _local.Faults;

    internal CallLog Calls => _local.Calls;

    /// <summary>Documents that are returned instead of IAM's stored policies, by operation, such as <c>GetRole</c>.</summary>
    internal System.Collections.Concurrent.ConcurrentDictionary<string, string> Documents => _local.Documents;

    /// <summary>What was asked of the Query APIs, as it was sent.</summary>
    internal System.Collections.Concurrent.ConcurrentQueue<string> Forms => _local.Forms;

    public async Task InitializeAsync()
    {
        var templates = Profiles.Fixtures.All.SelectMany(p => Enum.GetValues<PolicyStyle>().Select(s => (Url: UrlOf(p, s), Text: ConnectTemplate.Render(p, Settings.Vendor, s))));
        _local = await LocalAws.StartAsync(new Dictionary<string, string>(templates.Select(t => KeyValuePair.Create(t.Url, t.Text)), StringComparer.Ordinal) { [LocalAws.TemplateUrl] = ConnectTemplate.Render(Profile.ReadOnly, Settings.Vendor) });
        _local.Aws.DefineRole(Function, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""", MayAssume);
        _local.Aws.DefineRole(Settings.VendorRole.Value, $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"{{Function}}"},"Action":"sts:AssumeRole"}]}""", MayAssume);
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", _local.Url);
    }

    public async Task DisposeAsync()
    {
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", null);
        await _local.DisposeAsync();
    }

    /// <summary>A verifier with a session of its own of the vendor's role.</summary>
    /// <param name="time">The clock for waiting for what IAM might not show yet; a hurried one when absent.</param>
    internal Verifier Verifier(TimeProvider? time = null) => new(Vendor(TimeProvider.System), Settings, time ?? new HurriedTime());

    /// <summary>A session of the vendor's role.</summary>
    /// <param name="time">The clock by which it grows old.</param>
    internal VendorSession Vendor(TimeProvider time)
    {
        var own = _local.Aws.IssueRoleSession(Function, "registrations");
        var sts = new AmazonSecurityTokenServiceClient(
            new SessionAWSCredentials(own.AccessKeyId, own.SecretAccessKey, own.SessionToken), VendorSession.StsConfig(Settings.HomeRegion));
        return new VendorSession(sts, Settings, time);
    }

    /// <summary>A customer's account with the stack of a link in it.</summary>
    /// <param name="stackName">How the customer named the stack.</param>
    /// <param name="parameters">What the customer changed.</param>
    internal Task<Customer> CustomerAsync(string? stackName = null, params IReadOnlyList<(string Name, string Value)> parameters) =>
        CustomerInAsync(LocalAws.Region, stackName, parameters);

    /// <summary>The same, with a stack of one of the fixtures.</summary>
    internal async Task<Customer> CustomerOfAsync(Profile profile, PolicyStyle style, FeatureSet features, IReadOnlyDictionary<string, string> values)
    {
        (string, string)[] parameters = [.. profile.Features.Select(f => (f.ParameterName, features.Contains(f.Id) ? "true" : "false")), .. values.Select(v => (v.Key, v.Value))];
        var customer = await CustomerInAsync(LocalAws.Region, null, parameters, UrlOf(profile, style));
        return customer with { Subject = customer.Subject with { Profile = profile, TemplateVersion = profile.Version } };
    }

    private static string UrlOf(Profile profile, PolicyStyle style) => LocalAws.TemplateUrl.Replace("template.yaml", $"{profile.Name}-{style}.yaml", StringComparison.Ordinal);

    /// <summary>The same, with the stack in a Region.</summary>
    internal Task<Customer> CustomerInAsync(string region, string? stackName = null, params IReadOnlyList<(string Name, string Value)> parameters) =>
        CustomerInAsync(region, stackName, parameters, LocalAws.TemplateUrl);

    private async Task<Customer> CustomerInAsync(string region, string? stackName, IReadOnlyList<(string Name, string Value)> parameters, string templateUrl)
    {
        var account = (200_000_000_000 + Interlocked.Increment(ref s_accounts)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var name = "onboarding-connect-" + account;
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["ExternalId"] = ExternalIdText, ["RoleName"] = name };
        foreach (var (parameter, value) in parameters)
            values[parameter] = value;
        var stack = await _local.Aws.CreateStackAsync(
            new CreateStack
            {
                AccountId = account,
                Region = region,
                StackName = stackName ?? name,
                TemplateUrl = templateUrl,
                Parameters = values,
                Capabilities = new HashSet<string>(StringComparer.Ordinal) { "CAPABILITY_NAMED_IAM" },
            },
            TimeSpan.Zero,
            CancellationToken.None);
        stack.Status.ShouldBe("CREATE_COMPLETE", stack.StatusReason);
        return Customer.Of(stack, name);
    }
}

/// <summary>A customer's stack, and what is claimed of it.</summary>
internal sealed record Customer(StackView Stack, Subject Subject)
{
    public static Customer Of(StackView stack, string roleName)
    {
        RoleArn.TryParse($"arn:aws:iam::{stack.AccountId}:role/{roleName}", out var role).ShouldBeTrue();
        ExternalId.TryParse(SimulatedCustomers.ExternalIdText, out var externalId).ShouldBeTrue();
        StackArn.TryParse(stack.StackId, out var id).ShouldBeTrue();
        return new Customer(stack, new Subject
        {
            ConnectionId = "222222222222222222222222",
            Tenant = MintedOnboarding.At(DateTimeOffset.UnixEpoch).Tenant,
            Role = role,
            ExternalId = externalId,
            Profile = Profile.ReadOnly,
            TemplateVersion = ConnectTemplate.Version,
            Region = LocalAws.Region,
            Stack = new StackClaim(LocalAws.Region, id, roleName),
        });
    }

    /// <summary>The same, when nothing was pasted.</summary>
    public Subject Unpasted => Subject with { Stack = Subject.Stack! with { Id = null } };

    /// <summary>The role's trust policy, as narrow as the template's.</summary>
    public static string Trusting(string externalId) => Trust(
        $$$"""{"StringEquals":{"sts:ExternalId":"{{{externalId}}}"},"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::999988887777:role/onboarding-connect-access"}}""");

    /// <summary>The role's trust policy, under another condition on the external ID.</summary>
    public static string Trust(string condition) =>
        $$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999988887777:root"},"Action":"sts:AssumeRole","Condition":{{{condition}}}}]}""";
}
