using Onboarding.Functions.Verification;
using Onboarding.Templates;
using Onboarding.Tests.Verification;

namespace Onboarding.Tests.Profiles;

/// <summary>A profile's content is what is granted and what is read back, for links and manual roles.</summary>
[Collection(SimulatedCustomersCollection.Name)]
[Trait("Threat", "T56")]
public sealed class FixtureTests(SimulatedCustomers aws)
{
    private static long s_accounts;

    private static readonly DateTimeOffset s_now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, bool, string> Stacks
    {
        get
        {
            var data = new TheoryData<string, bool, string>();
            foreach (var (name, granted, style) in from p in Fixtures.All from g in new[] { true, false } from s in Enum.GetNames<PolicyStyle>() select (p.Name, g, s))
                data.Add(name, granted, style);
            return data;
        }
    }

    public static TheoryData<string> Names => Fixtures.Names;

    [Fact]
    public void Every_Fixture_Loads_Without_A_Fault()
    {
        Fixtures.Folder.Faults.ShouldBeEmpty();
        Fixtures.All.Count.ShouldBe(8);
    }

    [Fact]
    public void The_Largest_Packs_Into_At_Most_Six_Policies()
    {
        var largest = Fixtures.Of("northwind-posture");
        var packed = Packing.Pack(largest, PolicyStyle.Inline);

        packed.Sum(p => Packing.LengthOf(largest, p)).ShouldBeGreaterThan(25_000);
        packed.ShouldAllBe(p => p.IsManaged);
        Packing.AttachedCount(largest, PolicyStyle.Inline).ShouldBeLessThanOrEqualTo(6);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task A_Stacks_Role_Reads_Back_Without_A_Finding(string name, bool isGranted, string style)
    {
        var profile = Fixtures.Of(name);
        var features = isGranted ? Fixtures.AllFeatures(profile) : FeatureSet.None;
        var customer = await aws.CustomerOfAsync(profile, Enum.Parse<PolicyStyle>(style), features, Fixtures.Values(profile));

        var verdict = await aws.Verifier().VerifyAsync(customer.Subject, s_now, CancellationToken.None);

        verdict.Refusal.ShouldBeNull();
        Differences(verdict).ShouldBeEmpty();
        verdict.Features.ShouldBe(features);
        verdict.Parameters.ShouldBe(ParameterValues.Of(Fixtures.Values(profile)));
        verdict.ManagedPolicies!.Values.Count.ShouldBe(profile.CurrentVersion.With(features).ManagedPolicies.Count);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_Manual_Role_Reads_Back_Without_A_Finding(string name)
    {
        var profile = Fixtures.Of(name);
        foreach (var features in new[] { Fixtures.AllFeatures(profile), FeatureSet.None })
        {
            var subject = ByHand(profile, features);

            var verdict = await aws.Verifier().VerifyAsync(subject, s_now, CancellationToken.None);

            verdict.Refusal.ShouldBeNull();
            Differences(verdict).ShouldBeEmpty();
            verdict.Features.ShouldBe(features);
        }
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task A_Terraform_Modules_Role_Reads_Back_Without_A_Finding(string name, bool isGranted, string style)
    {
        var profile = Fixtures.Of(name);
        var features = isGranted ? Fixtures.AllFeatures(profile) : FeatureSet.None;

        var verdict = await aws.Verifier().VerifyAsync(ByModule(profile, features, Enum.Parse<PolicyStyle>(style)), s_now, CancellationToken.None);

        verdict.Refusal.ShouldBeNull();
        Differences(verdict).ShouldBeEmpty();
        verdict.Features.ShouldBe(features);
    }

    // By the calls that the module makes: the role, its inline policies, its own managed policies, and attachments.
    private Subject ByModule(Profile profile, FeatureSet features, PolicyStyle style)
    {
        var subject = ByHand(profile, features);
        var (role, account) = (subject.Role.Value, subject.Role.AccountId.Value);
        var vendor = new Vendor("Onboarding", "999988887777", "onboarding-connect-access");
        var filling = new Filling("aws", account, Sandbox.LocalAws.Region, subject.Role.Name, Fixtures.Values(profile));
        var attached = profile.CurrentVersion.With(features).ManagedPolicies.Select(p => $"arn:aws:iam::aws:policy/{p}").ToList();
        var inline = Packing.Pack(profile, style).Where(p => !p.IsManaged).Select(p => p.Name).Append(style == PolicyStyle.Inline ? SelfInspection.PolicyName : "").ToHashSet(StringComparer.Ordinal);
        foreach (var policy in Terraform.ModulePolicy.Of(profile, vendor, style, features, filling))
        {
            if (inline.Contains(policy.Name))
            {
                aws.Aws.PutRolePolicy(role, policy.Name, policy.Document);
                continue;
            }

            attached.Add($"arn:aws:iam::{account}:policy/{subject.Role.Name}-{policy.Name}");
            aws.Aws.PutManagedPolicy(attached[^1], policy.Document);
        }

        aws.Aws.ChangeRole(role, profile.MaxSessionSeconds, null, attached);
        return subject;
    }

    private Subject ByHand(Profile profile, FeatureSet features)
    {
        var number = (300_000_000_000 + Interlocked.Increment(ref s_accounts)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var name = "onboarding-connect-" + number;
        var role = Functions.Aws.RoleArn.Of(Functions.Aws.Partition.Aws, Functions.Aws.AwsAccountId.TryParse(number, out var account) ? account : throw new InvalidOperationException(), name);
        var filling = new Filling("aws", Filling.AnyAccount, Sandbox.LocalAws.Region, name, Fixtures.Values(profile));
        var (policies, managed) = ManualRole.Permissions(profile.CurrentVersion, features, filling);
        aws.Aws.DefineRole(role.Value, Customer.Trusting(SimulatedCustomers.ExternalIdText), """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:GetCallerIdentity","Resource":"*"}]}""");
        foreach (var policy in policies)
            aws.Aws.PutManagedPolicy($"arn:aws:iam::{number}:policy/{policy.Name}", policy.Document.GetRawText());
        aws.Aws.ChangeRole(role.Value, profile.MaxSessionSeconds, null, [.. policies.Select(p => $"arn:aws:iam::{number}:policy/{p.Name}"), .. managed]);
        aws.Aws.DeleteRolePolicy(role.Value, "Permissions");
        return new Subject
        {
            ConnectionId = "222222222222222222222222",
            Tenant = MintedOnboarding.At(DateTimeOffset.UnixEpoch).Tenant,
            Role = role,
            ExternalId = Functions.Values.ExternalId.TryParse(SimulatedCustomers.ExternalIdText, out var externalId) ? externalId : throw new InvalidOperationException(),
            Profile = profile,
            TemplateVersion = profile.Version,
            Features = FeatureSet.None,
            Parameters = ParameterValues.Of(Fixtures.Values(profile)),
            Region = Sandbox.LocalAws.Region,
            IsByArnAlone = true,
        };
    }

    private static IEnumerable<string> Differences(Verdict verdict) =>
        (verdict.Check.Findings ?? []).Where(f => !f.Code.StartsWith("root-", StringComparison.Ordinal)).Select(f => $"{f.Code}: {string.Join(", ", f.Arguments)}");
}
