using System.Text;
using Onboarding.Functions.Http;
using Onboarding.Functions.Registrations;
using Onboarding.Functions.Values;

namespace Onboarding.Tests.Unit;

public sealed class StackInfoTests
{
    private const string Json = """
        {"v":1,"stackId":"arn:aws:cloudformation:us-east-1:123456789012:stack/onboarding-connect-abc/1d2c3b4a-0000-1111-2222-3333444455556","roleArn":"arn:aws:iam::123456789012:role/onboarding-connect-abc","templateVersion":"1.0.0","externalId":"abcdefghijkmnpqrstuvwxyz23456789"}
        """;

    private static readonly string s_value = Encode(Json);

    [Fact]
    public void Reads_What_The_Template_Puts_Out()
    {
        var stackInfo = Accepted(s_value);

        stackInfo.RoleArn.Value.ShouldBe("arn:aws:iam::123456789012:role/onboarding-connect-abc");
        stackInfo.StackId!.StackName.ShouldBe("onboarding-connect-abc");
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
        s_value.Replace('+', '-').Replace('/', '_').TrimEnd('='),
        "Value\n" + s_value,
        "Ann\n" + s_value + "\nAnn",
        "here you are " + s_value + " bye",
        "111122223333\n" + s_value,
        "```\n" + s_value + "\n```",
        "OnboardingStackInfo\nOnboardingStackInfo\t" + s_value,
        "OnboardingStackInfo" + s_value,
        s_value + s_value,
        s_value.TrimEnd('=') + "\n" + s_value,
        s_value[..100] + "\n\n" + s_value,
        s_value.Insert(30, "\u00AD"),
        "\u200E" + s_value.Insert(30, "\u200F") + "\u202C",
        s_value.Insert(30, "\uFE0F").Insert(60, "\U000E0101"),
        "> Hello\n> " + s_value.Insert(76, "\n> ").Insert(155, "\n> ") + "\n> Bye",
        ">> " + s_value.Insert(64, "\r\n>> ").Insert(133, "\r\n> > "),
        "| " + s_value.Insert(76, "\n| "),
        "| OnboardingStackInfo | " + s_value + " | Copy this value |",
        FullWidth(s_value),
        "ＯｎｂｏａｒｄｉｎｇＳｔａｃｋＩｎｆｏ：" + FullWidth(s_value),
        "値は" + s_value + "です。",
        System.Net.WebUtility.HtmlEncode("\"" + s_value + "\""),
        s_value.Replace("=", "&#x3D;", StringComparison.Ordinal).Replace("+", "&#43;", StringComparison.Ordinal),
        "&gt; " + s_value.Insert(76, "&nbsp;<br>".Replace("<br>", "\n", StringComparison.Ordinal) + "&gt; "),
        "\"stackInfo\":\"" + s_value.Replace("=", "\\u003d", StringComparison.Ordinal) + "\"",
        "\"" + s_value.Insert(76, "\\n").Insert(154, "\\r\\n") + "\\n\"",
        Uri.EscapeDataString(s_value),
        "https://example.com/?stackInfo=" + Uri.EscapeDataString(s_value) + "&x=1",
        s_value.Insert(75, "=\r\n").Insert(153, "=\r\n").Replace("==", "=3D=3D", StringComparison.Ordinal),
        "Key,Value,Description\r\nRoleArn,arn:aws:iam::123456789012:role/onboarding-connect-abc,The role\r\nOnboardingStackInfo," + s_value + ",Copy this value\r\n",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln " + s_value,
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
    [InlineData("they Jumped; hey, Joe")]
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
        { " ", "it's empty", "値が空です" },
        { With("1.0.0", new string('1', 6144)), "it's too long", "長すぎます" },
        { "あいうえお", "it contains no StackInfo value", "StackInfo の値が含まれていません" },
        { "e30=", "it contains no StackInfo value", "StackInfo の値が含まれていません" },
        { With("1.0.0", "\u00E9"), "it isn't in the format of StackInfo", "内容が StackInfo の形式ではありません" },
        { With("\"v\":1", "\"w\":1"), "it isn't in the format of StackInfo", "内容が StackInfo の形式ではありません" },
        { With("\"v\":1", "\"v\":3"), "its version is unknown", "バージョンが不明です" },
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
    public void Accepts_Values_Up_To_The_Maximum_Length()
    {
        Accepted(With("1.0.0", new string('1', 32))).TemplateVersion.Length.ShouldBe(32);
        Accepted(With("abcdefghijkmnpqrstuvwxyz23456789", new string('a', 1224))).ExternalId.Length.ShouldBe(1224);
    }

    [Fact]
    [Trait("Threat", "T21")]
    public void Refuses_Values_Of_Different_Stacks_In_One_Text()
    {
        var other = With("abcdefghijkmnpqrstuvwxyz23456789", "99999999999999999999999999999999");

        Code(s_value + "\n" + other).ShouldBe("stack-info-ambiguous");
        Code(s_value + " " + s_value + " " + other).ShouldBe("stack-info-ambiguous");
    }

    [Fact]
    public void Reads_The_Value_Next_To_An_Unreadable_One()
    {
        Accepted(With("\"v\":1", "\"v\":3") + "\n" + s_value);
        Accepted(s_value + "\n" + With(":stack/", ":stackset/"));
    }

    [Theory]
    [InlineData("\nCopy this value and paste it into Onboarding.")]
    [InlineData("\tCopy this value and paste it into Onboarding.")]
    [InlineData("... ")]
    [InlineData("…")]
    public void Reports_A_Value_Whose_End_Is_Missing_Whatever_Follows(string behind) => Code("Value\n" + s_value[..150] + behind).ShouldBe("stack-info-truncated");

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
    public void Recognizes_A_Truncated_Value_At_Every_Length()
    {
        for (var length = 8; length < s_value.TrimEnd('=').Length; length++)
            Code(s_value[..length]).ShouldBe("stack-info-truncated", $"{length} characters");
    }

    [Theory]
    [InlineData("arn:aws:iam::123456789012:role/onboarding-connect-abc", "the ARN of a role", "ロールの ARN")]
    [InlineData(" \"arn:aws:cloudformation:us-east-1:123456789012:stack/a/b\" ", "the ARN of a stack", "スタックの ARN")]
    [InlineData("arn:aws:s3:::bucket", "an ARN", " ARN")]
    [InlineData("abcdefghijkmnpqrstuvwxyz23456789", "an external ID", "外部 ID")]
    [InlineData("https://us-east-1.console.aws.amazon.com/cloudformation/home", "the address of a console page", "コンソール画面の URL")]
    [InlineData("Value\nRoleArn arn:aws:iam::123456789012:role/onboarding-connect-abc", "the ARN of a role", "ロールの ARN")]
    [InlineData("arn:aws:iam::123456789012:role/path/name", "the ARN of a role with a path", "パスのあるロールの ARN")]
    [InlineData("arn:aws:iam::123456789012:role/*", "a malformed ARN of a role", "形式が正しくないロールの ARN")]
    [InlineData("arn:aws:sts::123456789012:assumed-role/name/session", "the ARN of a role's session", "ロールのセッションの ARN")]
    [InlineData("1111-2222-3333", "an AWS account ID", " AWS アカウント ID")]
    [InlineData("AROAEXAMPLEEXAMPLE123", "the unique ID of a role", "ロールの固有 ID")]
    [InlineData("AKIAIOSFODNN7EXAMPLE", "an access key ID, which this service never asks for", "アクセスキー ID (このサービスでは使用しません)")]
    [InlineData("http://localhost:5080/console", "a URL", " URL")]
    public void Says_Which_Other_Value_Was_Pasted(string pasted, string kind, string japanese)
    {
        var (_, refusal) = StackInfo.Parse(pasted, "OnboardingStackInfo");

        var problem = Problem.Of(refusal!, Language.English, "r");
        problem.Code.ShouldBe("stack-info-other-value");
        problem.Detail.ShouldBe($"That's {kind}, not StackInfo.");
        problem.Hint.ShouldContain("OnboardingStackInfo");
        Problem.Of(refusal!, Language.Japanese, "r").Detail.ShouldBe($"貼り付けられた値は StackInfo ではなく、{japanese} です。");
    }

    [Fact]
    public void Names_A_Stacks_Name_That_Was_Pasted()
    {
        var (_, refusal) = StackInfo.Parse("onboarding-connect-abc", "OnboardingStackInfo");

        Problem.Of(refusal!, Language.English, "r").Detail.ShouldBe("That's the name of a role or a stack, not StackInfo.");
        Problem.Of(refusal!, Language.Japanese, "r").Detail.ShouldBe("貼り付けられた値は StackInfo ではなく、ロールまたはスタックの名前です。");
    }

    [Fact]
    public void Reads_What_The_Terraform_Module_Puts_Out()
    {
        var connectionInfo = Accepted("onboarding_connection_info = \"" + Encode(ModuleJson) + "\"\n");

        connectionInfo.ShouldBe(new StackInfo(null, Accepted(s_value).RoleArn, "1.2.0", "abcdefghijkmnpqrstuvwxyz23456789"));
    }

    [Theory]
    [Trait("Threat", "T40")]
    [InlineData("\"v\":2", "\"v\":1", "stackId is not the ARN of a stack")]
    [InlineData("\"v\":2", "\"v\":3", "version is unknown")]
    [InlineData("\"v\":2", "\"v\":2,\"stackId\":\"arn:aws:cloudformation:us-east-1:123456789012:stack/a/1d2c3b4a-0000-1111-2222-333344445555\"", "has a stackId")]
    [InlineData("role/onboarding", "role/path/onboarding", "roleArn is not the ARN of a role")]
    [InlineData("\"v\":2", "\"v\":2,\"consent\":\"pasted\"", "in the format of StackInfo")]
    public void Doctored_Connection_Info_Is_Refused(string original, string doctored, string reason)
    {
        var (_, refusal) = StackInfo.Parse(Encode(ModuleJson.Replace(original, doctored, StringComparison.Ordinal)), "OnboardingStackInfo");

        Problem.Of(refusal!, Language.English, "r").Detail.ShouldContain(reason);
    }

    // As Terraform's jsonencode writes it: members sorted.
    private const string ModuleJson =
        """{"externalId":"abcdefghijkmnpqrstuvwxyz23456789","roleArn":"arn:aws:iam::123456789012:role/onboarding-connect-abc","templateVersion":"1.2.0","v":2}""";

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

    private static string FullWidth(string text) => string.Concat(text.Select(c => c is > ' ' and <= '~' ? (char)(c + 0xFEE0) : c));

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
