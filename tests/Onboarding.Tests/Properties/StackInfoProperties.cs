using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Onboarding.Functions.Refusals;
using Onboarding.Functions.Registrations;

namespace Onboarding.Tests.Properties;

/// <summary>Whatever is pasted is either StackInfo, whole and just as the template wrote it, or refused with one of the four codes.</summary>
[Trait("Threat", "T21")]
public sealed class StackInfoProperties
{
    private const string Key = "OnboardingStackInfo";

    private static readonly Gen<string> s_json =
        from stack in Texts.StackArn
        from role in Texts.RoleArn
        from externalId in Texts.Minted(32)
        select $$"""{"v":1,"stackId":"{{stack}}","roleArn":"{{role}}","templateVersion":"1.0.0","externalId":"{{externalId}}"}""";

    private static readonly Gen<string> s_value = s_json.Select(Encode);

    private static readonly Gen<string> s_words = Gen.Elements(
        "", "Value\n", "Ann\n", "here you are ", "111122223333\n", "```\n", "Key\tValue\n" + Key + "\t", Key + ": ", Key + "\n", Key.ToUpperInvariant() + "=",
        "> On Monday, Ann wrote:\n> ", "\"", "“", "| ", "値は", "arn:aws:iam::111122223333:role/x,", "{\"stackInfo\":\"", "<td>", "&quot;", "https://example.com/?a=");

    private static readonly Gen<string> s_behind = Gen.Elements(
        "", "\nAnn", " bye", "\n```", "\tCopy this value and paste it.", "\r\n> Regards", "\"", "”", " |", "です。", ",The role", "\"}", "</td>", "&quot;", "&b=1", "...", "\0");

    private static readonly Gen<string> s_margin = Gen.Elements("\n", "\r\n", "\n> ", "\n>> ", "\r\n> > ", "\n| ", "=\r\n", "\\n", "\n  ", "\u3000", "&nbsp;\n");

    private static readonly Gen<string> s_invisible = Texts.Of("\u00AD\u200B\u200E\u200F\u2060\uFEFF\uFE0F", 0, 3);

    private static readonly Gen<Func<string, string>> s_escape = Gen.Elements<Func<string, string>>(
        v => v,
        v => v,
        Uri.EscapeDataString,
        v => v.Replace("+", "&#43;", StringComparison.Ordinal).Replace("=", "&#x3d;", StringComparison.Ordinal),
        v => v.Replace("/", "\\/", StringComparison.Ordinal).Replace("=", "\\u003D", StringComparison.Ordinal),
        v => v.Replace('+', '-').Replace('/', '_'),
        v => v.TrimEnd('='),
        v => string.Concat(v.Select(c => c is > ' ' and <= '~' ? (char)(c + 0xFEE0) : c)));

    private static readonly Gen<Func<string, string>> s_wrapping =
        from before in s_words
        from behind in s_behind
        from escape in s_escape
        from margin in s_margin
        from invisible in s_invisible
        from width in Gen.Choose(20, 800)
        from place in Gen.Choose(0, 400)
        from times in Gen.Choose(1, 2)
        select (Func<string, string>)(value => string.Concat(Enumerable.Repeat(
            before + escape(string.Join(margin.StartsWith('\\') || margin.StartsWith('&') || margin.StartsWith('=') ? "\n" : margin, Chunks(value, width)).Insert(place % value.Length, invisible)) + behind,
            times)));

    [Fact]
    public void Finds_The_Value_Whatever_Surrounds_And_Wraps_It() => Property.Holds(
        from json in s_json
        from wrap in s_wrapping
        select (json, pasted: wrap(Encode(json))),
        sample =>
        {
            var (stackInfo, refusal) = StackInfo.Parse(sample.pasted, Key);

            refusal.ShouldBeNull(sample.pasted);
            Json(stackInfo!).ShouldBe(sample.json);
        },
        tries: 3000);

    [Fact]
    public void Refuses_Two_Different_Values_However_They_Are_Wrapped() => Property.Holds(
        from first in s_json
        from second in s_json
        from wrapFirst in s_wrapping
        from wrapSecond in s_wrapping
        select (first, second, pasted: wrapFirst(Encode(first)) + "\n" + wrapSecond(Encode(second))),
        sample => StackInfo.Parse(sample.pasted, Key).Refusal!.Error.ShouldBe(Errors.StackInfoAmbiguous, sample.pasted));

    [Fact]
    public void Anything_At_All_Is_Read_Without_An_Exception_In_Both_Fields() => Property.Holds(
        Gen.OneOf(Texts.Near(s_wrapping.SelectMany(_ => s_value, (wrap, value) => wrap(value))), Texts.Anything, Texts.Near(Texts.RoleArn)),
        Corpus.Texts,
        text =>
        {
            StackInfo.Parse(text, Key);
            var (role, refusal) = PastedRole.Parse(text);
            (role is null).ShouldBe(refusal is not null);
        },
        tries: 3000);

    [Fact]
    public void Finds_A_Roles_Arn_Whatever_Surrounds_It() => Property.Holds(
        from role in Texts.RoleArn.Where(r => !r.Contains(',', StringComparison.Ordinal) && !r.EndsWith('.'))
        from before in s_words.Where(w => !w.Contains("arn:", StringComparison.Ordinal))
        from behind in Gen.Elements("", "\nAnn", " bye", "\t", "\"", "」です。", ".", ",The role", "</td>", "&quot;")
        select (role, pasted: before + role + behind),
        sample => PastedRole.Parse(sample.pasted).Role?.Value.ShouldBe(sample.role, sample.pasted));

    public static TheoryData<string> Repeated() =>
    [
        "eyJ", "eyJ2", "a", "=", "> ", "&", "&#", "%", "%2", "\\", "\\u", "eyJ\n", "eyJ2IjoxfQ ", "{", "arn:", "arn:aws:iam::111122223333:role/x ", "\u00AD", "\uD83D", "e", "ey ", "&amp;", "https://",
    ];

    // Time is no measure where several programs share a machine; what is allocated grows as the work does.
    [Theory]
    [MemberData(nameof(Repeated))]
    public void Takes_Work_In_Proportion_To_The_Length(string repeated)
    {
        var (small, large) = (Allocated(Repeat(repeated, 8_192)), Allocated(Repeat(repeated, 65_536)));

        large.ShouldBeLessThan((12 * small) + 500_000);
    }

    private static string Repeat(string text, int length) => string.Concat(Enumerable.Repeat(text, length / text.Length));

    private static long Allocated(string text)
    {
        Read();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Read();
        return GC.GetAllocatedBytesForCurrentThread() - before;

        void Read()
        {
            StackInfo.Parse(text, Key);
            PastedRole.Parse(text);
        }
    }

    private static IEnumerable<string> Chunks(string value, int width) => value.Chunk(width).Select(c => new string(c));

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
                refusal.Error.ShouldBeOneOf(Errors.StackInfoMalformed, Errors.StackInfoOtherValue, Errors.StackInfoTruncated, Errors.StackInfoAmbiguous);
        },
        tries: 3000);

    // Read apart from the product's own way: from some “eyJ” on, the text's Base64 begins with an object of just these members.
    private static void Decoded(string text, StackInfo stackInfo)
    {
        var all = string.Concat(text.Where(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '-' or '_')).Replace('-', '+').Replace('_', '/');
        var begins = Enumerable.Range(0, all.Length).Where(i => all[i..].StartsWith("eyJ", StringComparison.Ordinal));
        begins.Select(i => FirstObject(all[i..])).ShouldContain(json => json == Members(stackInfo), text);
    }

    private static string? FirstObject(string base64)
    {
        try
        {
            var reader = new Utf8JsonReader(Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, base64.Length % 4 == 1 ? 'A' : '=')));
            using var document = JsonDocument.ParseValue(ref reader);
            return string.Join('\n', document.RootElement.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal).Select(m => m.Name + m.Value));
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }

    private static string Members(StackInfo info) =>
        $"externalId{info.ExternalId}\nroleArn{info.RoleArn}\nstackId{info.StackId}\ntemplateVersion{info.TemplateVersion}\nv1";

    private static string Encode(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json));

    private static string Json(StackInfo info) =>
        $$"""{"v":1,"stackId":"{{info.StackId}}","roleArn":"{{info.RoleArn}}","templateVersion":"{{info.TemplateVersion}}","externalId":"{{info.ExternalId}}"}""";
}
