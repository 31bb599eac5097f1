using System.Diagnostics;
using Onboarding.Functions;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Values;
using Onboarding.Functions.Verification;
using Onboarding.Functions.Verification.ReadBack;
using Onboarding.Templates;
using Xunit.Abstractions;

namespace Onboarding.Tests.Profiles;

/// <summary>Whatever is changed about a live role is found, and named.</summary>
public sealed class MutantTests(ITestOutputHelper output)
{
    private static readonly Settings s_settings = ProductSettings.Of("checks");
    private static readonly RoleArn s_role = RoleArn.TryParse("arn:aws:iam::111122223333:role/onboarding-connect-abc", out var role) ? role : throw new InvalidOperationException();
    private static readonly StackArn s_stack = StackArn.TryParse("arn:aws:cloudformation:us-east-1:111122223333:stack/onboarding-connect-abc/11111111-2222-3333-4444-555555555555", out var stack) ? stack : throw new InvalidOperationException();

    [Fact]
    [Trait("Threat", "T56")]
    public void Of_Two_Thousand_Changes_Each_That_Widens_Is_Found_And_Nearly_All_Are_Named()
    {
        var all = Fixtures.All.SelectMany(p => new Mutants(p, PoliciesOf(p), ArnsOf(p)).All.Select(m => (Profile: p, Mutant: m, Findings: Compare(p, m).ToList()))).ToList();
        var unnamed = all.Where(x => !x.Findings.Exists(f => x.Mutant.Names.All(n => f.Arguments.Any(a => a.Contains(n, StringComparison.Ordinal))))).ToList();
        foreach (var (_, mutant, findings) in unnamed.Take(40))
            output.WriteLine($"{mutant.What}: {string.Join(" | ", findings.Select(f => f.Code + " " + string.Join(", ", f.Arguments)))}");
        output.WriteLine($"{all.Count} mutants, {unnamed.Count} not named exactly");

        all.Count.ShouldBeGreaterThanOrEqualTo(2000);
        all.Where(x => x.Mutant.Widens && x.Findings.Count == 0).Select(x => x.Mutant.What).ShouldBeEmpty();
        ((all.Count - unnamed.Count) / (double)all.Count).ShouldBeGreaterThanOrEqualTo(0.95);
    }

    [Fact]
    public void An_Unchanged_Role_Has_No_Finding()
    {
        foreach (var profile in Fixtures.All)
            Compare(profile, new Mutant("nothing", PoliciesOf(profile), ArnsOf(profile), Widens: false)).Select(f => $"{f.Code} {string.Join(", ", f.Arguments)}").ShouldBeEmpty(profile.Name);
    }

    [Fact]
    public void Other_Forms_Of_The_Same_Have_No_Finding()
    {
        foreach (var profile in Fixtures.All)
        {
            // In capitals, in another order, without Sids, one statement for each action.
            var statements = Statements(profile).SelectMany(s => s.IsNotAction || s.IsNotResource ? [s] : s.Actions.Reverse().Select(a => s with { Actions = [a.ToUpperInvariant()], Resources = [.. s.Resources.Reverse()] }));
            var json = System.Text.RegularExpressions.Regex.Replace(PolicyStatement.Document(statements.Reverse()), "\"Sid\":\"[A-Za-z0-9]+\",", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5));

            Compare(profile, new Mutant("forms", [("Permissions", json), Inspection(profile)], ArnsOf(profile), Widens: false)).Select(f => $"{f.Code} {string.Join(", ", f.Arguments)}").ShouldBeEmpty(profile.Name);
        }
    }

    [Fact]
    public void The_Largest_Role_Is_Compared_Within_Three_Milliseconds()
    {
        var profile = Fixtures.Of("northwind-posture");
        var live = new Mutant("nothing", PoliciesOf(profile), ArnsOf(profile), Widens: false);
        var times = Enumerable.Range(0, 30).Select(_ =>
        {
            var started = Stopwatch.GetTimestamp();
            Compare(profile, live).ShouldBeEmpty();
            return Stopwatch.GetElapsedTime(started);
        }).Order().ToList();

        output.WriteLine($"median {times[15].TotalMilliseconds:0.00} ms");
        times[0].ShouldBeLessThan(TimeSpan.FromMilliseconds(3));
    }

    private static IEnumerable<Finding> Compare(Profile profile, Mutant mutant)
    {
        ExternalId.TryParse("abcdefghijkmnpqrstuvwxyz23456789", out var externalId).ShouldBeTrue();
        var subject = new Subject
        {
            ConnectionId = "abc",
            Tenant = MintedOnboarding.At(DateTimeOffset.UnixEpoch).Tenant,
            Role = s_role,
            ExternalId = externalId,
            Profile = profile,
            TemplateVersion = profile.Version,
            Parameters = ParameterValues.Of(Fixtures.Values(profile)),
            Region = "us-east-1",
            Stack = new StackClaim("us-east-1", s_stack, s_role.Name),
        };
        var trust = ManualRole.TrustPolicy(s_settings.Vendor, "aws", externalId.Value).GetRawText();
        if (mutant.Principal is { } principal)
            trust = trust.Replace($"\"arn:aws:iam::{s_settings.Vendor.AccountId}:root\"", $"[\"arn:aws:iam::{s_settings.Vendor.AccountId}:root\",\"{principal}\"]", StringComparison.Ordinal);
        var read = new RoleAsRead(
            Saw(new SeenRole(s_stack, profile.Version, trust, null, profile.MaxSessionSeconds)),
            Saw<IReadOnlyList<string>>(["Permissions", "SelfInspection"]),
            [.. mutant.Policies.Select(p => Saw(new SeenPolicy(p.Name, p.Json)))],
            Saw<IReadOnlyList<string>>(mutant.Attached),
            Saw(new SeenSummary(new Dictionary<string, string>(StringComparer.Ordinal) { ["AccountMFAEnabled"] = "1" })));
        return new RoleComparison(s_settings, subject).Compare(read, profile.CurrentVersion, Fixtures.AllFeatures(profile), s_stack);
    }

    private static IReadOnlyList<(string Name, string Json)> PoliciesOf(Profile profile) =>
        [.. Packing.Pack(profile, PolicyStyle.Inline).Select(p => (p.Name, PolicyStatement.Document(p.Statements.Select(s => Filled(profile, s.Statement))))), Inspection(profile)];

    private static (string Name, string Json) Inspection(Profile profile) =>
        ("SelfInspection", PolicyStatement.Document(SelfInspection.Statements(isFromStack: true, hasOwnPolicies: true, [.. profile.AllManagedPolicies.Select(p => p.Name)]).Select(s => Filled(profile, s))));

    private static IEnumerable<PolicyStatement> Statements(Profile profile) => profile.AllStatements.Select(s => Filled(profile, s.Statement));

    private static PolicyStatement Filled(Profile profile, PolicyStatement statement) =>
        new Filling("aws", "111122223333", "us-east-1", s_role.Name, Fixtures.Values(profile)) { StackName = s_stack.StackName }.Fill(statement);

    private static IReadOnlyList<string> ArnsOf(Profile profile) => [.. profile.AllManagedPolicies.Select(p => "arn:aws:iam::aws:policy/" + p.Name)];

    private static Seen<T> Saw<T>(T value)
        where T : class => new(new Probe("look", Probe.Allowed), value);
}
