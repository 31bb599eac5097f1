using Onboarding.Functions;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Refusals;
using Onboarding.Functions.Values;
using Onboarding.Functions.Verification;
using Onboarding.Functions.Verification.ReadBack;
using Onboarding.Templates;

namespace Onboarding.Tests.Unit.ReadBack;

/// <summary>A whole role compared with its template: boundary, session, policies, posture, and what could not be read.</summary>
[Trait("Threat", "T25")]
public sealed class RoleComparisonTests
{
    private const string Boundary = "arn:aws:iam::111122223333:policy/boundary";
    private const string SelfInspection = """
        {"Statement":[
          {"Effect":"Allow","Action":["iam:GetRole","iam:GetRolePolicy","iam:ListAttachedRolePolicies","iam:ListRolePolicies"],"Resource":"arn:aws:iam::111122223333:role/onboarding-connect-abc"},
          {"Effect":"Allow","Action":"cloudformation:DescribeStacks","Resource":"arn:aws:cloudformation:us-east-1:111122223333:stack/renamed/*"},
          {"Effect":"Allow","Action":"iam:GetAccountSummary","Resource":"*"}]}
        """;

    private static readonly Settings s_settings = ProductSettings.Of("checks");
    private static readonly RoleArn s_role = RoleArn.TryParse("arn:aws:iam::111122223333:role/onboarding-connect-abc", out var role) ? role : throw new InvalidOperationException();
    private static readonly StackArn s_stack = StackArn.TryParse("arn:aws:cloudformation:us-east-1:111122223333:stack/renamed/11111111-2222-3333-4444-555555555555", out var stack)
        ? stack
        : throw new InvalidOperationException();

    private static readonly Subject s_byStack = new()
    {
        ConnectionId = "abc",
        Tenant = MintedOnboarding.At(DateTimeOffset.UnixEpoch).Tenant,
        Role = s_role,
        ExternalId = ExternalId.Mint(),
        Profile = Profile.ReadOnly,
        TemplateVersion = ConnectTemplate.Version,
        Stack = new StackClaim("us-east-1", s_stack, "onboarding-connect-abc"),
    };

    private static readonly Subject s_byHand = s_byStack with { Stack = null };

    private static readonly RoleAsRead s_stackRole = new(
        Saw(new SeenRole(s_stack, ConnectTemplate.Version, TrustPolicy(s_byStack), null, 3600)),
        Saw<IReadOnlyList<string>>(["Permissions", "SelfInspection"]),
        [Saw(new SeenPolicy("Permissions", Profile.ReadOnly.PolicyJson)), Saw(new SeenPolicy("SelfInspection", SelfInspection))],
        Saw<IReadOnlyList<string>>([]),
        Saw(new SeenSummary(new Dictionary<string, string>(StringComparer.Ordinal) { ["AccountMFAEnabled"] = "1", ["AccountAccessKeysPresent"] = "0" })));

    private static readonly RoleAsRead s_manualRole = s_stackRole with
    {
        Names = Saw<IReadOnlyList<string>>(["Mine"]),
        Policies = [Saw(new SeenPolicy("Mine", ByHand(Profile.ReadOnly)))],
    };

    [Fact]
    public void A_Role_As_Its_Stack_Made_It_Has_No_Finding() => Compare(s_byStack, s_stackRole).ShouldBeEmpty();

    [Fact]
    public void A_Manual_Role_Created_As_Shown_Has_No_Finding() => Compare(s_byHand, s_manualRole).ShouldBeEmpty();

    [Theory]
    [InlineData(null, Boundary, "boundary-added: " + Boundary)]
    [InlineData(Boundary, null, "boundary-removed: " + Boundary)]
    [InlineData(Boundary, Boundary + "2", "boundary-changed: " + Boundary + ", " + Boundary + "2")]
    [InlineData(Boundary, Boundary, null)]
    public void A_Boundary_That_Is_Not_The_One_Asked_For_Is_Named(string? wanted, string? actual, string? finding) =>
        Compare(s_byStack with { PermissionsBoundaryArn = wanted }, With(r => r with { BoundaryArn = actual })).ShouldBe(finding is null ? [] : [finding]);

    [Theory]
    [InlineData(3601)]
    [InlineData(43200)]
    public void Another_Session_Duration_Is_Named(int seconds) => Compare(s_byStack, With(r => r with { MaxSessionSeconds = seconds })).ShouldBe([$"session-duration-changed: 3600, {seconds}"]);

    [Fact]
    public void An_Attached_Policy_Is_Named() =>
        Compare(s_byStack, s_stackRole with { Attached = Saw<IReadOnlyList<string>>(["arn:aws:iam::aws:policy/ReadOnlyAccess"]) }).ShouldBe(["policy-attached: arn:aws:iam::aws:policy/ReadOnlyAccess"]);

    [Fact]
    public void A_Manual_Roles_Own_Managed_Policy_That_It_Does_Not_Show_Is_Not_Compared()
    {
        const string Own = "arn:aws:iam::111122223333:policy/onboarding-connect-abc";
        var denied = new Seen<SeenManagedPolicy>(new Probe("get-policy", Probe.Denied), Refusal: Refusal.Of(Errors.PermissionMissing, "iam:GetPolicy"));
        var attached = s_manualRole with { Names = Saw<IReadOnlyList<string>>([]), Policies = [], Attached = Saw<IReadOnlyList<string>>([Own]), Managed = [new ManagedAsRead(Own, denied, null)] };

        Compare(s_byHand, attached).ShouldBe(["policy-not-read: " + Own]);
        // A role that a stack made has no such policy.
        Compare(s_byStack, s_stackRole with { Attached = Saw<IReadOnlyList<string>>([Own]) }).ShouldBe(["policy-attached: " + Own]);
    }

    [Fact]
    public void A_Further_Inline_Policy_Is_Named_With_What_It_Adds()
    {
        var further = s_stackRole with
        {
            Names = Saw<IReadOnlyList<string>>(["Permissions", "SelfInspection", "More"]),
            Policies = [.. s_stackRole.Policies, Saw(new SeenPolicy("More", """{"Statement":{"Effect":"Allow","Action":"s3:DeleteBucket","Resource":"*"}}"""))],
        };

        Compare(s_byStack, further).ShouldBe(["policy-added: More", "actions-added: s3:DeleteBucket, More, 1"]);
    }

    [Fact]
    public void A_Policy_That_Is_Gone_Leaves_Its_Actions_Missing() =>
        Compare(s_byStack, s_stackRole with { Policies = [s_stackRole.Policies[0], Saw(new SeenPolicy("SelfInspection", null))] })
            .ShouldBe(
            [
                "actions-missing: ThisStack, cloudformation:DescribeStacks",
                "actions-missing: ThisRole, iam:GetRole, iam:GetRolePolicy",
                "actions-missing: AccountSummary, iam:GetAccountSummary",
            ]);

    [Fact]
    public void What_Could_Not_Be_Read_Is_Not_Called_Missing()
    {
        var denied = new Seen<SeenPolicy>(new Probe("get-role-policy", Probe.Denied), Refusal: Refusal.Of(Errors.PermissionMissing, "iam:GetRolePolicy"));
        var silent = new Seen<SeenPolicy>(new Probe("get-role-policy", Probe.Inconclusive), Failure: AwsFailureException.Of("iam:GetRolePolicy", new TimeoutException()));

        Compare(s_byStack, s_stackRole with { Policies = [s_stackRole.Policies[0], denied] }).ShouldBe(["self-inspection-denied: iam:GetRolePolicy"]);
        Compare(s_byStack, s_stackRole with { Policies = [s_stackRole.Policies[0], silent] }).ShouldBe(["read-back-incomplete: iam:GetRolePolicy"]);
    }

    [Fact]
    [Trait("Threat", "T43")]
    public void A_Trust_Policy_That_A_Stacks_Role_Does_Not_Show_Is_A_Finding_About_Trust()
    {
        var denied = s_stackRole with { Role = new Seen<SeenRole>(new Probe("get-role", Probe.Denied), Refusal: Refusal.Of(Errors.PermissionMissing, "iam:GetRole")) };

        Compare(s_byStack, denied).ShouldBe(["trust-not-read: onboarding-connect-abc", "self-inspection-denied: iam:GetRole"]);
        Compare(s_byHand, denied with { Policies = s_manualRole.Policies, Names = s_manualRole.Names }).ShouldBe(["self-inspection-denied: iam:GetRole"]);
    }

    [Fact]
    public void Self_Inspection_Must_Reach_The_Role_And_The_Stack_Under_Its_Real_Name()
    {
        var elsewhere = Saw(new SeenPolicy("SelfInspection", SelfInspection.Replace("stack/renamed/*", "stack/onboarding-connect-abc/*", StringComparison.Ordinal)));

        Compare(s_byStack, s_stackRole with { Policies = [s_stackRole.Policies[0], elsewhere] }).ShouldHaveSingleItem().ShouldStartWith("resources-changed: ThisStack, ");
    }

    [Fact]
    public void A_Manual_Role_Has_The_Newest_Version_That_It_Fully_Satisfies()
    {
        var current = Profile.ReadOnly.CurrentVersion;
        var further = With("98.0.0", "s3:ListAllMyBuckets");
        var profile = Of([With("0.1.0"), current, further], "99.0.0", "s3:ListAllMyBuckets", "s3:GetBucketPolicy");
        var more = s_manualRole with
        {
            Names = Saw<IReadOnlyList<string>>(["Mine", "More"]),
            Policies = [.. s_manualRole.Policies, Saw(new SeenPolicy("More", """{"Statement":{"Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"}}"""))],
        };

        Versioned(s_byHand with { Profile = profile }, s_manualRole).ShouldBe((current.Name, ""));
        Versioned(s_byHand with { Profile = profile }, more).ShouldBe((further.Name, ""));
        Versioned(s_byHand, more).ShouldBe((current.Name, "actions-added"));
        // An unread policy can contain everything that a newer version adds, or not.
        Versioned(s_byHand with { Profile = profile }, more with { Attached = Saw<IReadOnlyList<string>>(["arn:aws:iam::111122223333:policy/else"]) }).Version.ShouldBe(current.Name);
        Versioned(s_byStack with { Profile = profile }, more).Version.ShouldBe(current.Name);

        TemplateVersion With(string name, params string[] actions) => current with
        {
            Name = name,
            Grants = new PolicySet([.. current.Grants.Statements, .. actions.Select((a, i) => new PolicyStatement { Sid = $"More{i}", Actions = [a], Resources = ["*"] })], []),
        };

        Profile Of(IReadOnlyList<TemplateVersion> earlier, string version, params string[] actions) => new()
        {
            Name = Profile.ReadOnly.Name,
            Version = version,
            Title = Profile.ReadOnly.Title,
            Description = Profile.ReadOnly.Description,
            MaxSessionSeconds = 3600,
            Grants = With(version, actions).Grants,
            Parameters = [],
            Features = [],
            EarlierVersions = earlier,
        };
    }

    [Theory]
    [InlineData("0", "0", null, "root-mfa-off: ")]
    [InlineData("0", "0", "0", null)]
    [InlineData("1", "1", "1", "root-access-keys: ")]
    public void The_Accounts_Posture_Is_Advice(string mfa, string keys, string? password, string? finding)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal) { ["AccountMFAEnabled"] = mfa, ["AccountAccessKeysPresent"] = keys };
        if (password is not null)
            entries["AccountPasswordPresent"] = password;

        Compare(s_byStack, s_stackRole with { Summary = Saw(new SeenSummary(entries)) }).ShouldBe(finding is null ? [] : [finding]);
    }

    private static RoleAsRead With(Func<SeenRole, SeenRole> change) => s_stackRole with { Role = Saw(change(s_stackRole.Role.Value!)) };

    private static string TrustPolicy(Subject subject) => ManualRole.TrustPolicy(s_settings.Vendor, "aws", subject.ExternalId.Value).GetRawText();

    private static Seen<T> Saw<T>(T value)
        where T : class => new(new Probe("look", Probe.Allowed), value);

    private static string ByHand(Profile profile)
    {
        var filling = new Filling("aws", Filling.AnyAccount, "us-east-1", s_role.Name, new Dictionary<string, string>(StringComparer.Ordinal));
        return ManualRole.Permissions(profile.CurrentVersion, profile.DefaultFeatures, filling).Policies[0].Document.GetRawText();
    }

    private static (string Version, string Findings) Versioned(Subject subject, RoleAsRead read)
    {
        var (version, findings) = Judge(subject, read);
        return (version.Name, string.Join(' ', findings.Select(f => f.Code)));
    }

    private static IEnumerable<string> Compare(Subject subject, RoleAsRead read) =>
        Judge(subject, read).Findings.Select(f => $"{f.Code}: {string.Join(", ", f.Arguments)}");

    private static (TemplateVersion Version, IReadOnlyList<Finding> Findings) Judge(Subject subject, RoleAsRead read)
    {
        var comparison = new RoleComparison(s_settings, subject);
        var version = comparison.Version(read);
        return (version, comparison.Compare(read, version, comparison.Features(read, version, stack: null), subject.Stack?.Id));
    }
}
