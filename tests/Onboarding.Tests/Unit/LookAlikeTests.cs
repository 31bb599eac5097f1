using Onboarding.Functions.Values;

namespace Onboarding.Tests.Unit;

/// <summary>Names that would look like another name.</summary>
public sealed class LookAlikeTests
{
    [Theory]
    [Trait("Threat", "T37")]
    [InlineData("Prod\u200Buction")]
    [InlineData("Prod\u200Cuction")]
    [InlineData("Prod\u200Duction")]
    [InlineData("Prod\u2060uction")]
    [InlineData("Prod\u00ADuction")]
    [InlineData("Production\u034F")]
    [InlineData("Production\uFE0F")]
    [InlineData("本\uFE00番")]
    [InlineData("本番\u3164")]
    [InlineData("本番\uFFA0")]
    [InlineData("A\u2800B")]
    [InlineData("Production\u17B5")]
    [InlineData("Production\u180E")]
    [InlineData("Production\U000E0061")]
    [InlineData("Production\U000E0100")]
    [InlineData("Production\U000E0001")]
    [InlineData("Production\uE000")]
    [InlineData("Production\u0378")]
    public void A_Name_With_Something_Invisible_In_It_Is_Refused(string name) => DisplayName.TryParse(name, out _).ShouldBeFalse();

    [Theory]
    [Trait("Threat", "T37")]
    [InlineData("Prоduction")]
    [InlineData("Ρroduction")]
    [InlineData("AWЅ")]
    [InlineData("Моsква")]
    [InlineData("本番Тest")]
    [InlineData("prod1а")]
    public void A_Word_Of_Letters_Of_Two_Alphabets_That_Look_Alike_Is_Refused(string name) => DisplayName.TryParse(name, out _).ShouldBeFalse();

    [Theory]
    [Trait("Threat", "T37")]
    [InlineData("Cafe\u0301")]
    [InlineData("か\u3099いはつ")]
    [InlineData("\u1112\u1161\u11AB")]
    [InlineData("и\u0306")]
    public void A_Letter_In_Its_Second_Way_To_Be_Written_Is_Refused(string name) => DisplayName.TryParse(name, out _).ShouldBeFalse();

    [Theory]
    [Trait("Threat", "T37")]
    [InlineData("My account", "My  account")]
    [InlineData("My account", "My\u00A0account")]
    [InlineData("My account", "My\u2009 \u3000account\u3000")]
    public void White_Space_That_Looks_Alike_Is_The_Same(string name, string written)
    {
        DisplayName.TryParse(written, out var parsed).ShouldBeTrue();

        parsed.Value.ShouldBe(name);
    }

    [Theory]
    [InlineData("👩‍👩‍👧 family")]
    [InlineData("🏳️‍🌈")]
    [InlineData("❤️ 1️⃣ #️⃣")]
    [InlineData("👍🏽")]
    [InlineData("🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F")]
    [InlineData("क्\u200Dष")]
    [InlineData("می\u200Cخواهم")]
    [InlineData("Café São Paulo Łódź")]
    [InlineData("Tiếng Việt")]
    [InlineData("Ọ̀ṣun")]
    [InlineData("Москва Cloud")]
    [InlineData("Ёлка-test")]
    [InlineData("Αθήνα")]
    [InlineData("開発環境 (テスト) α版")]
    [InlineData("が行・ぱ行")]
    [InlineData("한국어")]
    [InlineData("עברית")]
    [InlineData("العربية")]
    [InlineData("ＡＷＳ")]
    [InlineData("µService")]
    public void Names_In_Every_Script_Stay_As_They_Are(string name)
    {
        DisplayName.TryParse(name, out var parsed).ShouldBeTrue();

        parsed.Value.ShouldBe(name);
    }
}
