using Onboarding.Functions.Verification.ReadBack;

namespace Onboarding.Tests.Unit.ReadBack;

/// <summary>What is left of the findings of a check when there are too many or too long ones.</summary>
public sealed class FindingBoundsTests
{
    private static readonly Finding s_advice = Finding.Of(FindingKinds.RootMfaOff);

    [Fact]
    public void Few_Findings_Stay_As_They_Are_Each_Once() =>
        Codes([s_advice, Attached(1), Finding.Of(FindingKinds.RootMfaOff), Attached(2)]).ShouldBe(["root-mfa-off", "policy-attached a1", "policy-attached a2"]);

    [Fact]
    [Trait("Threat", "T44")]
    public void Of_Many_The_Severest_Stay_In_Their_Order_And_The_Rest_Is_Counted()
    {
        var trust = Enumerable.Range(1, 5).Select(n => Finding.Of(FindingKinds.TrustPrincipalAdded, $"{n}", "x"));

        var codes = Codes([s_advice, .. Enumerable.Range(1, 30).Select(Attached), .. trust]);

        codes.Count.ShouldBe(FindingBounds.MaxFindings + 1);
        codes.ShouldBe([.. Enumerable.Range(1, 15).Select(n => $"policy-attached a{n}"), .. Enumerable.Range(1, 5).Select(n => $"trust-principal-added {n} x"), "findings-omitted 16"]);
    }

    [Fact]
    [Trait("Threat", "T44")]
    public void Long_Ones_Are_Fewer()
    {
        var findings = FindingBounds.Fit(Enumerable.Range(1, 20).Select(n => Finding.Of(FindingKinds.ResourcesChanged, n + new string('本', 1000), new string('本', 1000), new string('本', 1000))));

        findings.Count.ShouldBeInRange(3, 15);
        findings[^1].Code.ShouldBe("findings-omitted");
    }

    [Fact]
    [Trait("Threat", "T44")]
    public void A_Finding_Names_At_Most_Thirty_Things_Each_At_Most_256_Characters_Long()
    {
        var finding = Finding.Of(FindingKinds.ActionsMissing, [.. Enumerable.Range(1, 823).Select(n => $"iam:Action{n}"), new string('a', 5000)]);

        finding.Arguments.Count.ShouldBe(30);
        finding.Arguments[^1].ShouldBe("+795");
        Finding.Of(FindingKinds.PolicyAdded, new string('a', 5000)).Arguments[0].Length.ShouldBe(256);
    }

    [Fact]
    [Trait("Threat", "T44")]
    public void A_Refusal_Spells_Out_The_First_Three_Trust_Findings_And_Counts_The_Others() =>
        FindingText.Joined(FindingText.OfTrust(Enumerable.Range(1, 5).Select(n => Finding.Of(FindingKinds.TrustPrincipalAdded, $"{n}", "x")))).English.ShouldBe(
            "Statement 1 of the role's trust policy also trusts x. Statement 2 of the role's trust policy also trusts x. Statement 3 of the role's trust policy also trusts x. See the check for 2 more findings.");

    private static Finding Attached(int number) => Finding.Of(FindingKinds.PolicyAttached, $"a{number}");

    private static List<string> Codes(Finding[] findings) => [.. FindingBounds.Fit(findings).Select(f => string.Join(' ', [f.Code, .. f.Arguments]))];
}
