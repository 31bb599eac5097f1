using System.Text;
using Onboarding.Functions.Http;
using Onboarding.Functions.Verification;

namespace Onboarding.Tests.Unit;

public sealed class StackInfoTests
{
    private const string Json = """
        {"v":1,"stackId":"arn:aws:cloudformation:us-east-1:123456789012:stack/onboarding-connect-abc/1d2c3b4a-0000-1111-2222-333344445555","roleArn":"arn:aws:iam::123456789012:role/onboarding-connect-abc","templateVersion":"1.0.0","externalId":"abcdefghijkmnpqrstuvwxyz23456789"}
        """;

    private static readonly string s_value = Encode(Json);

    [Fact]
    public void Reads_What_The_Template_Puts_Out()
    {
        var stackInfo = Accepted(s_value);

        stackInfo.RoleArn.Value.ShouldBe("arn:aws:iam::123456789012:role/onboarding-connect-abc");
        stackInfo.StackId.StackName.ShouldBe("onboarding-connect-abc");
        stackInfo.StackId.Region.ShouldBe("us-east-1");
        stackInfo.TemplateVersion.ShouldBe("1.0.0");
        stackInfo.ExternalId.ShouldBe("abcdefghijkmnpqrstuvwxyz23456789");
    }

    public static TheoryData<string> Wrapped() =>
    [
        "  " + s_value + "\r\n",
        "\"" + s_value + "\"",
        "“" + s_value + "”",
        "\uFEFF" + s_value,
        s_value.Insert(40, "\u200B"),
        s_value.Insert(76, "\n").Insert(153, "\r\n"),
        "OnboardingStackInfo " + s_value,
        "OnboardingStackInfo\t" + s_value + "\tCopy this value and paste it into Onboarding.",
        "onboardingstackinfo: " + s_value,
        "OnboardingStackInfo " + s_value + " Copy this value and paste it into Onboarding.",
        "OnboardingStackInfo=\"" + s_value + "\"",
        s_value + "\tCopy this value and paste it into Onboarding.",
        "Key\tValue\tDescription\nOnboardingStackInfo\t" + s_value + "\tCopy this value.\nRoleArn\tarn:aws:iam::123456789012:role/onboarding-connect-abc\tThe role",
        s_value + " " + s_value + "!",
        "OnboardingStackInfo\n" + s_value + "\nCopy this value and paste it into Onboarding.",
        s_value.TrimEnd('='),
    ];

    [Theory]
    [MemberData(nameof(Wrapped))]
    public void Forgives_What_Surrounds_The_Value(string pasted) => Accepted(pasted).RoleArn.Name.ShouldBe("onboarding-connect-abc");

    [Theory]
    [Trait("Threat", "T21")]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("hello world")]
    [InlineData("あいうえお")]
    [InlineData("ｅｙＪ２Ｉｊｏｘ")]
    [InlineData("e30=")]
    [InlineData("bnVsbA==")]
    [InlineData("W10=")]
    [InlineData("////")]
    public void Refuses_What_Is_Not_Base64_Of_StackInfo(string pasted) => Code(pasted).ShouldBe("stack-info-malformed");

    public static TheoryData<string> Altered() =>
    [
        Json.Replace("\"v\":1", "\"v\":2", StringComparison.Ordinal),
        Json.Replace("\"v\":1,", "", StringComparison.Ordinal),
        Json.Replace("\"v\":1", "\"v\":\"1\"", StringComparison.Ordinal),
        Json.Replace("\"v\":1", "\"v\":1,\"v\":1", StringComparison.Ordinal),
        Json.Replace("\"v\":1", "\"v\":1,\"more\":1", StringComparison.Ordinal),
        Json.Replace("\"v\":1", "\"V\":1", StringComparison.Ordinal),
        Json.Replace("\"externalId\"", "\"ExternalId\"", StringComparison.Ordinal),
        Json.Replace(":role/", ":user/", StringComparison.Ordinal),
        Json.Replace(":role/", ":role/path/", StringComparison.Ordinal),
        Json.Replace(":stack/", ":stackset/", StringComparison.Ordinal),
        Json.Replace("\"templateVersion\":\"1.0.0\"", "\"templateVersion\":null", StringComparison.Ordinal),
        Json + "{}",
        Json + " trailing",
        "[" + Json + "]",
        "\uFEFF" + Json + "x",
    ];

    [Theory]
    [Trait("Threat", "T21")]
    [MemberData(nameof(Altered))]
    public void Is_Strict_About_What_Is_Inside(string json) => Code(Encode(json)).ShouldBe("stack-info-malformed");

    public static TheoryData<string, string, string> Reasons() => new()
    {
        { " ", "it is empty", "値が空です" },
        { new string('A', 8193), "it is too long", "長すぎます" },
        { "あいうえお", "it contains characters that StackInfo never has", "StackInfo に含まれない文字があります" },
        { "e30=", "its content is not StackInfo's", "内容が StackInfo の形式ではありません" },
        { "bnVsbA==", "its version is not known", "バージョンが不明です" },
        { With("\"v\":1", "\"v\":2"), "its version is not known", "バージョンが不明です" },
        { With(":stack/", ":stackset/"), "its stackId is not the ARN of a stack", "stackId がスタックの ARN ではありません" },
        { With(":role/", ":user/"), "its roleArn is not the ARN of a role without a path", "roleArn がパスのないロールの ARN ではありません" },
        { With("1.0.0", new string('1', 33)), "one of its values is too long", "長すぎる値があります" },
        { With("abcdefghijkmnpqrstuvwxyz23456789", new string('a', 1225)), "one of its values is too long", "長すぎる値があります" },
    };

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Says_In_Both_Languages_What_Is_Wrong(string pasted, string english, string japanese)
    {
        var (_, refusal) = StackInfo.Parse(pasted, "OnboardingStackInfo");

        Problem.Of(refusal!, Language.English, "r").Detail.ShouldContain(english);
        Problem.Of(refusal!, Language.Japanese, "r").Detail.ShouldContain(japanese);
    }

    [Fact]
    public void Takes_Values_As_Long_As_They_May_Be()
    {
        Accepted(With("1.0.0", new string('1', 32))).TemplateVersion.Length.ShouldBe(32);
        Accepted(With("abcdefghijkmnpqrstuvwxyz23456789", new string('a', 1224))).ExternalId.Length.ShouldBe(1224);
    }

    [Fact]
    [Trait("Threat", "T21")]
    public void Refuses_Invalid_Utf8_Inside()
    {
        var bytes = Encoding.UTF8.GetBytes(Json);
        bytes[Json.IndexOf("1.0.0", StringComparison.Ordinal)] = 0xFF;

        Code(Convert.ToBase64String(bytes)).ShouldBe("stack-info-malformed");
    }

    [Fact]
    [Trait("Threat", "T21")]
    public void Refuses_A_Huge_Value() => Code(new string('A', 60_000)).ShouldBe("stack-info-malformed");

    [Fact]
    public void Tells_A_Value_Whose_End_Is_Missing_At_Every_Length()
    {
        for (var length = 8; length < s_value.TrimEnd('=').Length; length++)
            Code(s_value[..length]).ShouldBe("stack-info-truncated", $"{length} characters");
    }

    [Theory]
    [InlineData("arn:aws:iam::123456789012:role/onboarding-connect-abc", "the ARN of a role", "ロールの ARN")]
    [InlineData(" \"arn:aws:cloudformation:us-east-1:123456789012:stack/a/b\" ", "the ARN of a stack", "スタックの ARN")]
    [InlineData("arn:aws:s3:::bucket", "an ARN", " ARN")]
    [InlineData("abcdefghijkmnpqrstuvwxyz23456789", "an external ID", "外部 ID")]
    [InlineData("https://us-east-1.console.aws.amazon.com/cloudformation/home", "a URL", " URL")]
    [InlineData("http://localhost:5080/console", "a URL", " URL")]
    public void Says_Which_Other_Value_Was_Pasted(string pasted, string kind, string japanese)
    {
        var (_, refusal) = StackInfo.Parse(pasted, "OnboardingStackInfo");

        var problem = Problem.Of(refusal!, Language.English, "r");
        problem.Code.ShouldBe("stack-info-other-value");
        problem.Detail.ShouldBe($"This is {kind}, not StackInfo.");
        problem.Hint.ShouldContain("OnboardingStackInfo");
        Problem.Of(refusal!, Language.Japanese, "r").Detail.ShouldBe($"これは{japanese} です。StackInfo ではありません。");
    }

    private static StackInfo Accepted(string pasted)
    {
        var (stackInfo, refusal) = StackInfo.Parse(pasted, "OnboardingStackInfo");
        refusal.ShouldBeNull();
        return stackInfo.ShouldNotBeNull();
    }

    private static string? Code(string pasted)
    {
        var (stackInfo, refusal) = StackInfo.Parse(pasted, "OnboardingStackInfo");
        stackInfo.ShouldBeNull();
        return refusal?.Error.Code;
    }

    private static string With(string text, string replacement) => Encode(Json.Replace(text, replacement, StringComparison.Ordinal));

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
