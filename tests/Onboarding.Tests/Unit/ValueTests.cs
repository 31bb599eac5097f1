using Onboarding.Functions.Aws;
using Onboarding.Functions.Groups;
using Onboarding.Functions.Http;
using Onboarding.Functions.Values;

namespace Onboarding.Tests.Unit;

public sealed class ValueTests
{
    [Fact]
    [Trait("Threat", "T1")]
    [Trait("Threat", "T5")]
    public void External_Ids_Are_32_Characters_Of_The_Minting_Alphabet_And_Fit_The_Pattern_Of_STS()
    {
        var externalId = ExternalId.Mint().Value;

        externalId.ShouldMatch("^[abcdefghijkmnpqrstuvwxyz23456789]{32}$");
        externalId.ShouldMatch(@"^[A-Za-z0-9_+=,.@:/-]{2,1224}$");
    }

    [Fact]
    [Trait("Threat", "T2")]
    [Trait("Threat", "T3")]
    public void Ten_Thousand_External_Ids_Are_All_Different_And_Use_The_Whole_Alphabet_Evenly()
    {
        var minted = Enumerable.Range(0, 10_000).Select(_ => ExternalId.Mint().Value).ToList();

        minted.Distinct(StringComparer.Ordinal).Count().ShouldBe(10_000);
        var counts = string.Concat(minted).GroupBy(c => c).Select(g => g.Count()).ToList();
        counts.Count.ShouldBe(32);
        counts.ShouldAllBe(c => c > 9_500 && c < 10_500);
    }

    [Fact]
    [Trait("Threat", "T16")]
    public void An_External_Id_Does_Not_Print_Itself() => $"{ExternalId.Mint()}".ShouldBe("(external ID)");

    [Fact]
    public void The_Id_Of_An_Onboarding_Is_The_Beginning_Of_The_Hash_Of_Its_External_Id()
    {
        ExternalId.TryParse("abcdefghijkmnpqrstuvwxyz23456789", out var externalId).ShouldBeTrue();

        OnboardingId.Of(externalId).Value.ShouldBe("u2yt94d529atg5twqqkhxbgv");
    }

    [Theory]
    [InlineData("123456789012", true)]
    [InlineData("12345678901", false)]
    [InlineData("1234567890123", false)]
    [InlineData("12345678901a", false)]
    [InlineData("１２３４５６７８９０１２", false)]
    [InlineData("123456789012\n", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void An_Account_Id_Has_12_Ascii_Digits(string? text, bool valid) => AwsAccountId.TryParse(text, out _).ShouldBe(valid);

    [Theory]
    [Trait("Threat", "T19")]
    [InlineData("arn:aws:iam::123456789012:role/onboarding-connect-abc", true)]
    [InlineData("arn:aws-cn:iam::123456789012:role/x", true)]
    [InlineData("arn:aws-us-gov:iam::123456789012:role/x", true)]
    [InlineData("arn:aws-eusc:iam::123456789012:role/x", true)]
    [InlineData("arn:aws:iam::123456789012:role/aws-service-role/x.amazonaws.com/y", false)]
    [InlineData("arn:aws:iam::123456789012:role/path/name", false)]
    [InlineData("arn:aws:iam::123456789012:user/name", false)]
    [InlineData("arn:aws:iam::123456789012:role/*", false)]
    [InlineData("arn:aws:iam::*:role/name", false)]
    [InlineData("arn:aws:iam::123456789012:role/", false)]
    [InlineData("arn:aws:iam::123456789012:role/name ", false)]
    [InlineData(" arn:aws:iam::123456789012:role/name", false)]
    [InlineData("arn:aws:iam::123456789012:role/name\n", false)]
    [InlineData("arn:aws:iam::123456789012:role/ｎａｍｅ", false)]
    [InlineData("arn:aws:iam:us-east-1:123456789012:role/name", false)]
    [InlineData("arn:aws-iso:iam::123456789012:role/name", false)]
    [InlineData("arn:aws:sts::123456789012:assumed-role/name/session", false)]
    [InlineData("ARN:aws:iam::123456789012:role/name", false)]
    [InlineData(null, false)]
    public void A_Role_Arn_Names_One_Role_Without_A_Path(string? text, bool valid) => RoleArn.TryParse(text, out _).ShouldBe(valid);

    [Theory]
    [Trait("Threat", "T22")]
    [InlineData("arn:aws:cloudformation:us-east-1:123456789012:stack/name/0f1a-22", true)]
    [InlineData("arn:aws-cn:cloudformation:cn-north-1:123456789012:stack/name/0f1a", true)]
    [InlineData("arn:aws:cloudformation:cn-north-1:123456789012:stack/name/0f1a", false)]
    [InlineData("arn:aws:cloudformation:us-east-1.evil.example:123456789012:stack/name/0f1a", false)]
    [InlineData("arn:aws:cloudformation:us-east-1:123456789012:stack/na me/0f1a", false)]
    [InlineData("arn:aws:cloudformation:us-east-1:123456789012:stack/1name/0f1a", false)]
    [InlineData("arn:aws:cloudformation:us-east-1:123456789012:stack/name/<script>", false)]
    [InlineData("arn:aws:cloudformation:us-east-1:123456789012:stack/name", false)]
    [InlineData("arn:aws:cloudformation:us-east-1:123456789012:stackset/name:0f1a", false)]
    [InlineData(null, false)]
    public void A_Stack_Arn_Names_One_Stack(string? text, bool valid) => StackArn.TryParse(text, out _).ShouldBe(valid);

    [Fact]
    [Trait("Threat", "T27")]
    public void A_Group_Id_Is_Read_Only_As_Its_Own_Tenants()
    {
        TenantId.TryParse("tenant-a", out var own).ShouldBeTrue();
        TenantId.TryParse("tenant-b", out var other).ShouldBeTrue();
        var id = GroupId.Mint(own).Value;

        GroupId.Parse(own, id)?.Value.ShouldBe(id);
        GroupId.Parse(other, id).ShouldBeNull();
        GroupId.Parse(own, id[..^1] + (id[^1] == 'a' ? 'b' : 'a')).ShouldBeNull();
        GroupId.Parse(own, id.ToUpperInvariant()).ShouldBeNull();
        GroupId.Parse(own, null).ShouldBeNull();
    }

    [Theory]
    [InlineData("org_1|user:a@b.example", true)]
    [InlineData("a#b", false)]
    [InlineData("a b", false)]
    [InlineData("テナント", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_Tenant_Id_Cannot_Reach_Into_Another_Key(string? text, bool valid) => TenantId.TryParse(text, out _).ShouldBe(valid);

    [Theory]
    [InlineData("Production", "Production")]
    [InlineData("  本番 　アカウント  ", "本番 アカウント")]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    [InlineData("👩‍👩‍👧 family", "👩‍👩‍👧 family")]
    [InlineData("", null)]
    [InlineData(" \u00A0 ", null)]
    [InlineData("\u200B", null)]
    [InlineData("\u3164", null)]
    [InlineData("\u2800", null)]
    [InlineData("a\nb", null)]
    [InlineData("a\u001b[31mb", null)]
    [InlineData("a\u202Ab", null)]
    [InlineData("a\u202Eb", null)]
    [InlineData("a\u2066b", null)]
    [InlineData("a\u2069b", null)]
    [InlineData("\u115F", null)]
    [InlineData("\u1160", null)]
    [InlineData("x", "x")]
    [InlineData("a\u2028b", null)]
    [InlineData(null, null)]
    [Trait("Threat", "T36")]
    public void A_Name_Is_Visible_And_Has_No_Control_Or_Direction_Characters(string? text, string? accepted)
    {
        var accepts = DisplayName.TryParse(text, out var name);

        accepts.ShouldBe(accepted is not null);
        name?.Value.ShouldBe(accepted);
    }

    [Fact]
    public void A_Name_Has_At_Most_100_Characters_As_A_Reader_Counts_Them()
    {
        DisplayName.TryParse(new string('a', 100), out _).ShouldBeTrue();
        DisplayName.TryParse(new string('a', 101), out _).ShouldBeFalse();
        DisplayName.TryParse(string.Concat(Enumerable.Repeat("👍🏽", 100)), out _).ShouldBeTrue();
        DisplayName.TryParse(new string('a', 10_000), out _).ShouldBeFalse();
    }

    // Host names are built from it.
    [Theory]
    [Trait("Threat", "T22")]
    [InlineData("eu-central-1", true)]
    [InlineData("us-gov-west-1", true)]
    [InlineData("ap-southeast-12", true)]
    [InlineData("aaaaaaaaaaaaaa-aaaaaaaaaaaaaaa-1", true)]
    [InlineData("aaaaaaaaaaaaaa-aaaaaaaaaaaaaaaa-1", false)]
    [InlineData("us-1", false)]
    [InlineData("us-gov-far-west-1", false)]
    [InlineData("us-e4st-1", false)]
    [InlineData("us-East-1", false)]
    [InlineData("us--1", false)]
    [InlineData("us-east-", false)]
    [InlineData("us-east-123", false)]
    [InlineData("us-east-1a", false)]
    [InlineData("us-east-1.evil", false)]
    public void A_Region_Is_Two_Or_Three_Words_And_A_Number(string text, bool valid) => Functions.Aws.Region.IsWellFormed(text).ShouldBe(valid);

    [Theory]
    [InlineData("#3B82F6", "#3b82f6")]
    [InlineData("blue", "blue")]
    [InlineData("#3b82f", null)]
    [InlineData("#3b82fg", null)]
    [InlineData("url(x)", null)]
    [InlineData("blac\u212A", null)]
    [InlineData(null, null)]
    public void A_Color_Is_Hexadecimal_Or_A_Basic_Name(string? text, string? accepted)
    {
        var accepts = GroupColor.TryParse(text, out var color);

        accepts.ShouldBe(accepted is not null);
        color?.Value.ShouldBe(accepted);
    }

    [Theory]
    [InlineData(null, "en")]
    [InlineData("", "en")]
    [InlineData("ja", "ja")]
    [InlineData("ja-JP,ja;q=0.9,en;q=0.8", "ja")]
    [InlineData("en-US,en;q=0.9,ja;q=0.8", "en")]
    [InlineData("fr, ja;q=0.5", "ja")]
    [InlineData("fr", "en")]
    [InlineData("ja;q=0", "en")]
    [InlineData("*", "en")]
    [InlineData("ja;q=x", "en")]
    public void The_Language_Is_Chosen_By_Accept_Language(string? header, string expected) =>
        AcceptLanguage.Choose(header).ShouldBe(expected == "ja" ? Language.Japanese : Language.English);
}
