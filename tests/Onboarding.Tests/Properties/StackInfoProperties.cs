using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Onboarding.Functions.Http;
using Onboarding.Functions.Verification;

namespace Onboarding.Tests.Properties;

/// <summary>Whatever is pasted is either StackInfo, whole and just as the template wrote it, or refused with one of the three codes.</summary>
[Trait("Threat", "T21")]
public sealed partial class StackInfoProperties
{
    private const string Key = "OnboardingStackInfo";

    private static readonly Gen<string> s_json =
        from stack in Texts.StackArn
        from role in Texts.RoleArn
        from externalId in Texts.Minted(32)
        select $$"""{"v":1,"stackId":"{{stack}}","roleArn":"{{role}}","templateVersion":"1.0.0","externalId":"{{externalId}}"}""";

    private static readonly Gen<string> s_value = s_json.Select(Encode);

    private static readonly Gen<string> s_space = Texts.Of(" \t\r\n\u00A0\u3000\u200B\uFEFF", 0, 4);

    [Fact]
    public void Reads_Back_What_The_Template_Put_Out_Whatever_Surrounds_It() => Property.Holds(
        from json in s_json
        from before in s_space
        from after in s_space
        from quote in Gen.Elements("", "\"", "'", "`", ",")
        from key in Gen.Elements("", Key + "\t", Key + ": ", Key.ToUpperInvariant() + "=", Key + "\n")
        from width in Gen.Choose(20, 200)
        select (json, pasted: before + key + quote + Folded(Encode(json), width, key.Length > 0) + quote + after),
        sample =>
        {
            var (stackInfo, refusal) = StackInfo.Parse(sample.pasted, Key);

            refusal.ShouldBeNull(sample.pasted);
            Json(stackInfo!).ShouldBe(sample.json);
        });

    [Fact]
    public void What_Was_Cut_Off_Is_Never_Accepted_And_Says_So() => Property.Holds(
        from json in s_json
        from length in Gen.Choose(1, 1000)
        select Encode(json) is var value ? value[..(length % value.TrimEnd('=').Length)] : "",
        [],
        cut =>
        {
            var (stackInfo, refusal) = StackInfo.Parse(cut, Key);

            stackInfo.ShouldBeNull(cut);
            // Four characters are the first three bytes: less than that says nothing yet.
            refusal!.Error.ShouldBeOneOf(cut.Length < 2 ? [Errors.StackInfoMalformed, Errors.StackInfoTruncated] : [Errors.StackInfoTruncated]);
        });

    [Fact]
    public void Any_Text_Is_Accepted_Only_When_It_Decodes_To_Just_The_Five_Members() => Property.Holds(
        Gen.OneOf(Texts.Near(s_value), Texts.Near(s_json).Select(Encode), s_json, Texts.Near(Texts.RoleArn), Texts.Anything),
        Corpus.Texts,
        text =>
        {
            var (stackInfo, refusal) = StackInfo.Parse(text, Key);

            if (refusal is null)
                Decoded(text, stackInfo!);
            else
                refusal.Error.ShouldBeOneOf(Errors.StackInfoMalformed, Errors.StackInfoOtherValue, Errors.StackInfoTruncated);
        },
        tries: 3000);

    // Read apart from the product's own way: what was accepted must stand there, once, with just these members.
    private static void Decoded(string text, StackInfo stackInfo)
    {
        // All that is Base64 in it; or, where other text stands around the value, what is longest of what is seen as one.
        var seen = string.Concat(text.Split('\uFEFF', '\u200B', '\u200C', '\u200D', '\u2060'));
        var all = string.Concat(text.Where(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/'));
        var longest = BasePattern().Matches(seen).Select(m => m.Value).MaxBy(v => v.Length)!;
        using var document = Document(all) ?? Document(longest).ShouldNotBeNull();
        document.RootElement.EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal)
            .ShouldBe(["externalId", "roleArn", "stackId", "templateVersion", "v"]);
        document.RootElement.GetProperty("stackId").GetString().ShouldBe(stackInfo.StackId.Value);
        document.RootElement.GetProperty("roleArn").GetString().ShouldBe(stackInfo.RoleArn.Value);
        document.RootElement.GetProperty("externalId").GetString().ShouldBe(stackInfo.ExternalId);
        document.RootElement.GetProperty("v").GetInt32().ShouldBe(1);
    }

    private static JsonDocument? Document(string base64)
    {
        try
        {
            return JsonDocument.Parse(Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '=')));
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }

    [GeneratedRegex("[A-Za-z0-9+/]+", RegexOptions.NonBacktracking)]
    private static partial Regex BasePattern();

    private static string Encode(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json));

    private static string Json(StackInfo info) =>
        $$"""{"v":1,"stackId":"{{info.StackId}}","roleArn":"{{info.RoleArn}}","templateVersion":"{{info.TemplateVersion}}","externalId":"{{info.ExternalId}}"}""";

    // A mail program folds long lines. (Behind the key, the second line is where the description stands.)
    private static string Folded(string value, int width, bool hasKey) =>
        hasKey ? value : string.Join("\r\n", value.Chunk(width).Select(c => new string(c)));
}
