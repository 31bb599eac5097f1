using Onboarding.Functions.Invitations;
using Onboarding.Functions.Values;

namespace Onboarding.Tests.Unit;

/// <summary>The token of an invitation, and its note.</summary>
public sealed class InvitationTokenTests
{
    private static readonly OnboardingId s_onboarding = OnboardingId.Parse("222222222222222222222222")!;

    [Fact]
    [Trait("Threat", "T55")]
    public void A_Token_Has_260_Random_Bits_And_Neither_Its_Id_Nor_Its_Text_Form_Shows_Them()
    {
        var tokens = Enumerable.Range(0, 500).Select(_ => InvitationToken.Mint(s_onboarding)).ToList();

        tokens.Select(t => t.Value).Distinct(StringComparer.Ordinal).Count().ShouldBe(500);
        tokens.ShouldAllBe(t => t.Value.Length == 76 && t.Onboarding == s_onboarding);
        tokens.ShouldAllBe(t => t.Hash.Length == 51 && t.Id == t.Hash.Substring(0, 24) && !t.Hash.Contains(t.Value.Substring(24), StringComparison.Ordinal));
        tokens.ShouldAllBe(t => !t.ToString().Contains(t.Value.Substring(24, 10), StringComparison.Ordinal));
        // Each of the 52 places takes each of the 32 characters.
        Enumerable.Range(24, 52).ShouldAllBe(i => tokens.Select(t => t.Value[i]).Distinct().Count() == 32);
    }

    [Fact]
    public void A_Token_Reads_Back()
    {
        var token = InvitationToken.Mint(s_onboarding);

        InvitationToken.Parse(token.Value).ShouldBe(token);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("222222222222222222222222")]
    [InlineData("2222222222222222222222222222222222222222222222222222222222222222222222222222a")]
    [InlineData("222222222222222222222222222222222222222222222222222222222222222222222222222")]
    [InlineData("222222222222222222222222222222222222222222222222222222222222222222222222222A")]
    [InlineData("222222222222222222222222222222222222222222222222222222222222222222222222222#")]
    public void Invalid_Tokens_Are_Not_Parsed(string? text) => InvitationToken.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData("Please connect production.", "Please connect production.")]
    [InlineData("  two\r\nlines\u2028three ", "two\nlines\nthree")]
    [InlineData("本番アカウントを接続してください。👩‍👩‍👧", "本番アカウントを接続してください。👩‍👩‍👧")]
    public void A_Note_Is_Plain_Text(string text, string expected)
    {
        InvitationNote.TryParse(text, out var note).ShouldBeTrue();

        note.Value.ShouldBe(expected);
    }

    [Theory]
    [Trait("Threat", "T55")]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("a\u202eb")]
    [InlineData("a\u200bb")]
    [InlineData("a\u0000b")]
    [InlineData("a\tb")]
    [InlineData("a\ue000b")]
    public void A_Note_With_Invisible_Characters_Is_Refused(string text) => InvitationNote.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void A_Note_Has_At_Most_500_Characters_As_A_Reader_Counts_Them()
    {
        InvitationNote.TryParse(string.Concat(Enumerable.Repeat("🇯🇵", 500)), out _).ShouldBeTrue();
        InvitationNote.TryParse(string.Concat(Enumerable.Repeat("🇯🇵", 501)), out _).ShouldBeFalse();
        InvitationNote.TryParse(new string('x', 501), out _).ShouldBeFalse();
    }

    [Fact]
    public void A_Lone_Surrogate_Is_Refused_In_A_Note() => InvitationNote.TryParse("a" + '\ud800', out _).ShouldBeFalse();
}
