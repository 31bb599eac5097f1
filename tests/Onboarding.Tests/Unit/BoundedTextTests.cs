using Onboarding.Functions.Values;

namespace Onboarding.Tests.Unit;

/// <summary>Texts that customers control, at a length that can be kept.</summary>
public sealed class BoundedTextTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(256)]
    public void A_Short_Text_Stays_Unchanged(int length) => BoundedText.Of(new string('本', length)).ShouldBe(new string('本', length));

    [Fact]
    [Trait("Threat", "T44")]
    public void Of_A_Long_Text_Its_Beginning_And_Its_Digest_Are_Left() =>
        BoundedText.Of(new string('a', 257)).ShouldBe(new string('a', 180) + "… (SHA-256 e8d95cc2b4bc198c54b40bd214df958afb65f5e73d2c2eafe0593cf5c635c1f0)");

    [Fact]
    [Trait("Threat", "T44")]
    public void Two_Long_Texts_With_The_Same_Beginning_Stay_Apart()
    {
        var (one, other) = (BoundedText.Of(new string(' ', 60_000)), BoundedText.Of(new string(' ', 60_001)));

        (one.Length, other.Length).ShouldBe((256, 256));
        one.ShouldNotBe(other, StringComparer.Ordinal);
    }

    [Theory]
    [Trait("Threat", "T37")]
    [InlineData("a\u200Bb", "a\\u200Bb")]
    [InlineData("a\u202Eb", "a\\u202Eb")]
    [InlineData("a\0\r\n\u001B[31m", "a\\u0000\\u000D\\u000A\\u001B[31m")]
    [InlineData("arn:aws:iam::111122223333:role/日本 x", "arn:aws:iam::111122223333:role/日本 x")]
    public void What_Is_Invisible_Is_Written_Out(string text, string visible) => BoundedText.Visible(text).ShouldBe(visible);

    [Fact]
    public void No_Character_Is_Cut_In_Half()
    {
        for (var before = 0; before < 4; before++)
            BoundedText.Of(new string('a', before) + string.Concat(Enumerable.Repeat("😀", 300))).EnumerateRunes().ShouldNotContain(new System.Text.Rune(0xFFFD));
    }
}
