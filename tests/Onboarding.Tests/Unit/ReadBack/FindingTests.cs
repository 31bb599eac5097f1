using System.Text.RegularExpressions;
using Onboarding.Functions.Values;
using Onboarding.Functions.Verification.ReadBack;
using Onboarding.Templates;

namespace Onboarding.Tests.Unit.ReadBack;

public sealed partial class FindingTests
{
    public static TheoryData<string> Codes => [.. FindingKinds.All.Select(k => k.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_Finding_Names_The_Same_Things_In_Both_Languages(string code)
    {
        var kind = FindingKinds.Find(code)!;

        Places(kind.Text.Japanese).ShouldBe(Places(kind.Text.English));
        Places(kind.Hint.Japanese).ShouldBe(Places(kind.Hint.English));
        kind.Text.Japanese.ShouldMatch(@"\p{IsHiragana}");
        kind.Hint.Japanese.ShouldMatch(@"\p{IsHiragana}");
    }

    [Fact]
    public void Codes_Are_Unique_And_Severities_Are_The_Three() =>
        FindingKinds.All.Select(k => k.Severity).Distinct(StringComparer.Ordinal).ShouldBe([FindingSeverity.Trust, FindingSeverity.Permission, FindingSeverity.Advice], ignoreOrder: true);

    [Fact]
    public void Missing_Actions_Are_Reported_By_What_Does_Not_Work_Without_Them()
    {
        var finding = Finding.Of(FindingKinds.ActionsMissing, "ManageUsers", "iam:CreateUser", "iam:GetRole", "iam:Unheard");

        FindingView.Of(finding, Language.English)!.Text.ShouldBe(
            "The role lacks permissions from the statement ManageUsers, so we can't: iam:CreateUser (Create IAM users), iam:GetRole (Detect changes to this role's trust policy), iam:Unheard.");
        FindingView.Of(finding, Language.Japanese)!.Text.ShouldBe(
            "ステートメント ManageUsers の権限がロールに不足しているため、次の機能を利用できません: iam:CreateUser (IAM ユーザーを作成する)、iam:GetRole (このロールの信頼ポリシーの変更を検知する)、iam:Unheard。");
    }

    [Fact]
    [Trait("Threat", "T37")]
    public void What_A_Customers_Policy_Holds_Is_Never_Taken_For_A_Place() =>
        FindingView.Of(Finding.Of(FindingKinds.TrustExternalIdAdded, "1", "{0}{9}<b>"), Language.English)!.Text
            .ShouldBe("Statement 1 of the role's trust policy accepts another external ID: {0}{9}<b>.");

    [Fact]
    public void A_Finding_Of_A_Later_Version_Is_Left_Out() => FindingView.Of(new Finding("of-tomorrow", []), Language.English).ShouldBeNull();

    [Theory]
    [InlineData("1", "0", "1", "")]
    [InlineData("0", "0", "1", "root-mfa-off")]
    [InlineData("0", "0", "0", "")]
    [InlineData("0", "0", null, "root-mfa-off")]
    [InlineData("1", "1", "1", "root-access-keys")]
    [InlineData("0", "1", "1", "root-mfa-off root-access-keys")]
    public void The_Root_Users_Protection_Is_Advised_On(string mfa, string keys, string? password, string codes)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal) { ["AccountMFAEnabled"] = mfa, ["AccountAccessKeysPresent"] = keys };
        if (password is not null)
            entries["AccountPasswordPresent"] = password;

        string.Join(' ', Posture.Of(new SeenSummary(entries)).Select(f => f.Code)).ShouldBe(codes);
    }

    [Fact]
    public void Every_Action_Of_A_Template_Has_Words()
    {
        foreach (var action in Profile.All.SelectMany(p => p.Versions).SelectMany(v => v.Grants.Statements).SelectMany(s => s.Actions).Concat(SelfInspection.Actions).Distinct(StringComparer.Ordinal))
            (Permission.Of(action).English == action).ShouldBeFalse(action);
    }

    private static List<string> Places(string text) => [.. PlacePattern().Matches(text).Select(m => m.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{[0-9]\}", RegexOptions.None, 1000)]
    private static partial Regex PlacePattern();
}
