using Onboarding.Functions.Http;
using Onboarding.Functions.Refusals;

namespace Onboarding.Tests.Unit;

/// <summary>Which product role can ask for what, as the context key <c>productCallers</c> narrows it.</summary>
public sealed class ProductCallerTests
{
    private static readonly ProductCallers s_callers = ProductCallers.Parse("""{"scanner": {"purposes": ["scan"], "profiles": ["read-only"]}, "reader": {}, "nothing": {"purposes": []}}""")!;

    [Fact]
    [Trait("Threat", "T54")]
    public void A_Role_That_Is_Not_Listed_Can_Do_Nothing()
    {
        foreach (var caller in new[] { RoleOf("other"), RoleOf("Scanner"), new ProductCaller { Arn = "arn:aws:iam::111122223333:user/scanner", RoleName = null } })
        {
            Code(s_callers.Refuse(caller)).ShouldBe("caller-not-allowed");
            Code(s_callers.RefusePurpose(caller, "scan")).ShouldBe("caller-not-allowed");
            Code(s_callers.RefuseProfile(caller, "read-only")).ShouldBe("caller-not-allowed");
            s_callers.MaySee(caller, "read-only").ShouldBeFalse();
        }
    }

    [Fact]
    [Trait("Threat", "T54")]
    public void A_Listed_Role_Can_Do_What_Its_Entry_Lists_And_Nothing_Else()
    {
        var scanner = RoleOf("scanner");

        s_callers.Refuse(scanner).ShouldBeNull();
        s_callers.RefusePurpose(scanner, "scan").ShouldBeNull();
        s_callers.RefuseProfile(scanner, "read-only").ShouldBeNull();
        Code(s_callers.RefusePurpose(scanner, "audit")).ShouldBe("caller-not-allowed");
        Code(s_callers.RefuseProfile(scanner, "full")).ShouldBe("caller-not-allowed");
        s_callers.MaySee(scanner, "full").ShouldBeFalse();
    }

    [Fact]
    public void What_An_Entry_Omits_Is_Not_Restricted_And_An_Empty_List_Allows_Nothing()
    {
        s_callers.RefusePurpose(RoleOf("reader"), "anything").ShouldBeNull();
        s_callers.MaySee(RoleOf("reader"), "full").ShouldBeTrue();
        Code(s_callers.RefusePurpose(RoleOf("nothing"), "scan")).ShouldBe("caller-not-allowed");
    }

    [Fact]
    public void A_Refusal_Names_The_Role_In_Both_Languages()
    {
        var refusal = s_callers.RefusePurpose(RoleOf("scanner"), "audit").ShouldNotBeNull();

        refusal.Status.ShouldBe(403);
        refusal.Arguments[0].English.ShouldContain("scanner");
        refusal.Arguments[0].Japanese.ShouldContain("scanner");
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("{}", true)]
    [InlineData("""{"a": {}}""", true)]
    [InlineData("""{"a": {"purposes": ["x"]}, "a": {}}""", false)]
    [InlineData("""{"a": {"purpose": ["x"]}}""", false)]
    [InlineData("""{"a": {"purposes": "x"}}""", false)]
    [InlineData("""{"a": {"purposes": [1]}}""", false)]
    [InlineData("""{"a": []}""", false)]
    [InlineData("[]", false)]
    [InlineData("{", false)]
    public void A_Malformed_List_Is_Refused(string text, bool isWellFormed) => ProductCallers.IsWellFormed(text).ShouldBe(isWellFormed);

    private static ProductCaller RoleOf(string name) => new() { Arn = $"arn:aws:sts::111122223333:assumed-role/{name}/session", RoleName = name };

    private static string? Code(Refusal? refusal) => refusal?.Error.Code;
}
