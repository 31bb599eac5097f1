using Onboarding.Functions.Verification.ReadBack;
using Onboarding.Templates;

namespace Onboarding.Tests.Unit.ReadBack;

/// <summary>What is found when a role's permissions differ: by what they mean, not by how they are written.</summary>
public sealed class PermissionComparisonTests
{
    private const string Role = "arn:aws:iam::111122223333:role/x";

    private static readonly ExpectedStatement[] s_expected = [Expected("Users", ["iam:ListUsers", "iam:CreateUser"], "*"), Expected("Role", ["iam:GetRole"], Role)];

    [Theory]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":["iam:ListUsers","iam:CreateUser"],"Resource":"*"},{"Effect":"Allow","Action":"iam:GetRole","Resource":"arn:aws:iam::111122223333:role/x"}]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"IAM:getrole","Resource":["arn:aws:iam::111122223333:role/x"]},{"Effect":"Allow","Action":"iam:createuser","Resource":["*"]},{"Sid":"a","Effect":"Allow","Action":"iam:listusers","Resource":["*"]}]}""")]
    public void The_Same_Permissions_Have_No_Finding_However_They_Are_Written(string policy) => Compare(policy).ShouldBeEmpty();

    [Fact]
    public void Missing_Actions_Are_Named() =>
        Compare("""{"Statement":[{"Effect":"Allow","Action":"iam:ListUsers","Resource":"*"}]}""").ShouldBe(["actions-missing: Users, iam:CreateUser", "actions-missing: Role, iam:GetRole"]);

    [Fact]
    public void Further_Actions_Are_Named() =>
        Compare("""{"Statement":[{"Effect":"Allow","Action":["iam:ListUsers","iam:CreateUser","iam:PassRole","s3:*"],"Resource":"*"},{"Effect":"Allow","Action":"iam:GetRole","Resource":"arn:aws:iam::111122223333:role/x"}]}""")
            .ShouldBe(["actions-added: iam:PassRole, s3:*, Test, 1"]);

    [Fact]
    public void A_Pattern_Lacks_Nothing_That_It_Covers_And_Is_Named_Itself() =>
        Compare("""{"Statement":{"Effect":"Allow","Action":"iam:*","Resource":"*"}}""").ShouldBe(["actions-added: iam:*, Test, 1"]);

    [Fact]
    public void A_Patterns_Case_Does_Not_Matter_In_Actions() =>
        Compare("""{"Statement":{"Effect":"Allow","Action":"IAM:*","Resource":"*"}}""").ShouldBe(["actions-added: IAM:*, Test, 1"]);

    [Fact]
    public void A_Resource_In_Another_Case_Is_Another_Resource() =>
        Compare("""{"Statement":[{"Effect":"Allow","Action":["iam:ListUsers","iam:CreateUser"],"Resource":"*"},{"Effect":"Allow","Action":"iam:GetRole","Resource":"arn:aws:iam::111122223333:role/X"}]}""")
            .ShouldBe([$"resources-changed: Role, {Role}, arn:aws:iam::111122223333:role/X"]);

    [Fact]
    public void An_Exclusion_Is_Reported_Unchanged() =>
        Compare("""{"Statement":{"Effect":"Allow","NotAction":"s3:*","Resource":"*"}}""").ShouldBe(["actions-added: NotAction s3:*, Test, 1"]);

    [Fact]
    public void Narrower_Resources_Are_Named_Once_For_All_Their_Actions() =>
        Compare("""{"Statement":[{"Effect":"Allow","Action":["iam:ListUsers","iam:CreateUser"],"Resource":"arn:aws:iam::*:user/a/*"},{"Effect":"Allow","Action":"iam:GetRole","Resource":"arn:aws:iam::111122223333:role/x"}]}""")
            .ShouldBe(["resources-changed: Users, *, arn:aws:iam::*:user/a/*"]);

    [Theory]
    [InlineData("*")]
    [InlineData("arn:aws:iam::111122223333:role/*")]
    [InlineData("arn:aws:iam::111122223333:role/?")]
    public void Wider_Resources_Are_Named(string resource) =>
        Compare($$"""{"Statement":[{"Effect":"Allow","Action":["iam:ListUsers","iam:CreateUser"],"Resource":"*"},{"Effect":"Allow","Action":"iam:GetRole","Resource":"{{resource}}"}]}""")
            .ShouldBe([$"resources-changed: Role, {Role}, {resource}"]);

    [Fact]
    public void A_Condition_Is_Named() =>
        Compare("""{"Statement":[{"Effect":"Allow","Action":["iam:ListUsers","iam:CreateUser"],"Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":true}}},{"Effect":"Allow","Action":"iam:GetRole","Resource":"arn:aws:iam::111122223333:role/x"}]}""")
            .ShouldBe(["conditions-added: Users, Bool aws:MultiFactorAuthPresent true"]);

    [Fact]
    public void A_Denial_Is_Named() =>
        Compare("""{"Statement":[{"Effect":"Allow","Action":["iam:ListUsers","iam:CreateUser"],"Resource":"*"},{"Effect":"Allow","Action":"iam:GetRole","Resource":"arn:aws:iam::111122223333:role/x"},{"Effect":"Deny","Action":"iam:Create*","Resource":"*"}]}""")
            .ShouldBe(["actions-denied: iam:Create*, *, Test, 3"]);

    [Theory]
    [InlineData("arn:aws:iam::*:user/secret")]
    [InlineData("*")]
    public void Resources_That_Are_Left_Out_Are_Named_As_They_Stand(string resource) =>
        Compare($$"""{"Statement":[{"Effect":"Allow","Action":["iam:ListUsers","iam:CreateUser"],"NotResource":"{{resource}}"},{"Effect":"Allow","Action":"iam:GetRole","Resource":"arn:aws:iam::111122223333:role/x"}]}""")
            .ShouldBe([$"resources-changed: Users, *, NotResource {resource}"]);

    [Fact]
    public void A_Denial_Of_All_But_Something_Is_Reported_Unchanged() =>
        Compare($$"""{"Statement":[{"Effect":"Allow","Action":["iam:ListUsers","iam:CreateUser"],"Resource":"*"},{"Effect":"Allow","Action":"iam:GetRole","Resource":"{{Role}}"},{"Effect":"Deny","NotAction":["s3:*","iam:*"],"NotResource":["a","b"]}]}""")
            .ShouldBe(["actions-denied: NotAction s3:*, iam:*, NotResource a, b, Test, 3"]);

    [Fact]
    public void A_Pattern_Is_Not_Called_Wider_For_The_Actions_That_It_Covers() =>
        Compare($$"""{"Statement":[{"Effect":"Allow","Action":["iam:ListUsers","iam:CreateUser"],"Resource":"*"},{"Effect":"Allow","Action":"iam:GetRole","Resource":"{{Role}}"},{"Effect":"Allow","Action":"iam:Get*","Resource":"*"}]}""")
            .ShouldBe(["actions-added: iam:Get*, Test, 3"]);

    [Fact]
    public void Actions_Of_Several_Statements_Are_Covered_By_All_Of_Them_Together() => Compare(
        [Expected("Objects", ["s3:GetObject"], "arn:aws:s3:::a", "arn:aws:s3:::b")],
        """{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::a"},{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b"}]}""").ShouldBeEmpty();

    [Fact]
    public void One_Of_Several_Resources_That_Is_Gone_Is_Found() => Compare(
        [Expected("Objects", ["s3:GetObject"], "arn:aws:s3:::a", "arn:aws:s3:::b")],
        """{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::a"}]}""").ShouldBe(["resources-changed: Objects, arn:aws:s3:::b, arn:aws:s3:::a"]);

    [Fact]
    public void A_Condition_That_Every_Request_Meets_Is_Not_A_Finding() =>
        Compare("""
            {"Statement":[
              {"Effect":"Allow","Action":["iam:ListUsers","iam:CreateUser"],"Resource":"*","Condition":{"Bool":{"aws:SecureTransport":true},"StringLikeIfExists":{"aws:RequestedRegion":"*"}}},
              {"Effect":"Allow","Action":"iam:GetRole","Resource":"arn:aws:iam::111122223333:role/x"},
              {"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}
            """).ShouldBeEmpty();

    [Fact]
    [Trait("Threat", "T52")]
    public void An_Unreadable_Policy_Is_Reported_And_Nothing_Is_Reported_Missing() =>
        Compare("""{"Statement":{"Effect":"allow","Action":"iam:*","Resource":"*"}}""").ShouldBe(["policy-unreadable: Test, Statement 1, Effect: \"allow\""]);

    [Fact]
    public void Of_Two_Conditional_Statements_The_One_With_Fewer_Conditions_Is_Named() =>
        Compare("""
            {"Statement":[
              {"Effect":"Allow","Action":["iam:ListUsers","iam:CreateUser"],"Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"},"IpAddress":{"aws:SourceIp":["192.0.2.0/24","198.51.100.0/24"]}}},
              {"Effect":"Allow","Action":["iam:ListUsers","iam:CreateUser"],"Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}},
              {"Effect":"Allow","Action":"iam:GetRole","Resource":"arn:aws:iam::111122223333:role/x"}]}
            """)
            .ShouldBe(["conditions-added: Users, Bool aws:MultiFactorAuthPresent true"]);

    [Fact]
    public void What_Is_Allowed_Without_A_Condition_Too_Has_None() =>
        Compare("""
            {"Statement":[
              {"Effect":"Allow","Action":["iam:ListUsers","iam:CreateUser"],"Resource":"*"},
              {"Effect":"Allow","Action":"iam:ListUsers","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"}}},
              {"Effect":"Allow","Action":"iam:GetRole","Resource":"arn:aws:iam::111122223333:role/x"}]}
            """).ShouldBeEmpty();

    [Fact]
    public void Permissions_That_Can_Be_In_An_Unread_Policy_Are_Not_Reported_Missing() =>
        Compare("""{"Statement":[{"Effect":"Allow","Action":"iam:PassRole","Resource":"*"}]}""", isWhole: false).ShouldBe(["actions-added: iam:PassRole, Test, 1"]);

    [Theory]
    [InlineData("iam:*", "iam:ListUsers", true)]
    [InlineData("iam:List?sers", "iam:ListUsers", true)]
    [InlineData("*", "*", true)]
    [InlineData("?", "*", false)]
    [InlineData("a*c*e", "abcde", true)]
    [InlineData("a*c*e", "abcdef", false)]
    [InlineData("A*", "abc", false)]
    [InlineData("", "", true)]
    [InlineData("a", "", false)]
    [InlineData("arn:aws:iam::*:role/x", "arn:aws:iam::111122223333:role/x", true)]
    [InlineData("arn:aws:iam::111122223333:role/x", "arn:aws:iam::*:role/x", false)]
    public void Patterns_Match_As_IAM_Matches_Them(string pattern, string text, bool matches) => Pattern.Matches(pattern, text, ignoreCase: false).ShouldBe(matches);

    private static ExpectedStatement Expected(string sid, string[] actions, params string[] resources) => ExpectedStatement.Of(Expectation.Compared(new PolicyStatement { Sid = sid, Actions = actions, Resources = resources }));

    private static IEnumerable<string> Compare(string policy, bool isWhole = true) => Compare(s_expected, policy, isWhole);

    private static IEnumerable<string> Compare(ExpectedStatement[] expected, string policy, bool isWhole = true) =>
        new PermissionComparison(expected, [new NamedPolicy("Test", Policy.OfPermissions(policy))]).Compare(isWhole).Select(f => $"{f.Code}: {string.Join(", ", f.Arguments)}");
}
