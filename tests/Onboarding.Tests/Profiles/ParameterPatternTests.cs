using System.Text.RegularExpressions;
using Onboarding.Templates;

namespace Onboarding.Tests.Profiles;

/// <summary>The regular expressions of parameters: few forms, read in the usual way, and none that allows a policy's own characters.</summary>
public sealed class ParameterPatternTests
{
    private static readonly string[] s_values = ["", "a", "ab", "abc", "vpc-0123abcd", "a.b-c", "A", "0", "000000000000", "us-east-1", "ap-southeast-2", "a-", "-a", "aa/bb", "a,b", "xyxy", "x"];

    [Theory]
    [InlineData("^[a-z0-9.-]{3,63}$")]
    [InlineData("^vpc-[0-9a-f]{8,17}$")]
    [InlineData("^[a-z]{2}(-[a-z]{2,4})?-[a-z]{4,10}-[0-9]$")]
    [InlineData("^(?:a|ab|abc)$")]
    [InlineData("^(xy)+$")]
    [InlineData("^\\d{12}$")]
    [InlineData("^[\\w.-]*$")]
    [InlineData("^(a,?b?)*$")]
    [InlineData("^x?$")]
    public void A_Pattern_Matches_As_Usual(string pattern)
    {
        foreach (var value in s_values)
            ParameterPattern.Parse(pattern).IsMatch(value).ShouldBe(Regex.IsMatch(value, pattern, RegexOptions.ECMAScript, TimeSpan.FromSeconds(1)), $"{pattern} {value}");
    }

    [Theory]
    [Trait("Threat", "T56")]
    [InlineData("[a-z]+")]
    [InlineData("^.+$")]
    [InlineData("^[^/]+$")]
    [InlineData("^[ -~]+$")]
    [InlineData("^[a-z*]+$")]
    [InlineData("^a\\?$")]
    [InlineData("^a\\s$")]
    [InlineData("^\\D$")]
    [InlineData("^[a-z\"]$")]
    [InlineData("^a'$")]
    [InlineData("^a\\$b$")]
    [InlineData("^本$")]
    [InlineData("^(a$")]
    [InlineData("^[a$")]
    [InlineData("^a{3,1}$")]
    [InlineData("^*a$")]
    [InlineData("^a\\$")]
    [InlineData("^$|^a$")]
    public void A_Pattern_That_Could_Take_More_Than_A_Name_Is_Refused(string pattern) => Should.Throw<FormatException>(() => ParameterPattern.Parse(pattern));

    [Fact]
    public void A_Hostile_Pattern_Takes_No_Time() => ParameterPattern.Parse("^((a*)*)*b$").IsMatch(new string('a', 256)).ShouldBeFalse();
}
