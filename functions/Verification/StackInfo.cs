using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Http;

namespace Onboarding.Functions.Verification;

/// <summary>The value of the stack's output, decoded: a claim, never an authority.</summary>
/// <param name="StackId">The stack.</param>
/// <param name="RoleArn">The role it created.</param>
/// <param name="TemplateVersion">The version of the template it was created from.</param>
/// <param name="ExternalId">The external ID it was created with; only compared with the stored one, never sent.</param>
internal sealed partial record StackInfo(StackArn StackId, RoleArn RoleArn, string TemplateVersion, string ExternalId)
{
    private const int MaxLength = 8192;

    /// <summary>Reads what was pasted: forgiving about what surrounds the value, strict about what is inside.</summary>
    /// <param name="pasted">The text as it came.</param>
    /// <param name="key">The output's key, which people copy along.</param>
    public static (StackInfo? StackInfo, Refusal? Refusal) Parse(string pasted, string key)
    {
        var text = WithoutWrapping(pasted, key);
        if (OtherValue(text) is { } other)
            return (null, new Refusal(Errors.StackInfoOtherValue, other, new Text(key, key)));
        var base64 = string.Concat(text.Split(default(char[])));
        if (base64.Length == 0)
            return (null, Malformed(key, "it is empty", "値が空です"));
        if (base64.Length > MaxLength)
            return (null, Malformed(key, "it is too long", "長すぎます"));
        return (Decode(base64) ?? DecodeOnlyValueIn(text)) is { } json
            ? Read(json, key)
            : (null, Malformed(key, "it contains characters that StackInfo never has", "StackInfo に含まれない文字があります"));
    }

    // The one value, be it there twice, in what was copied of the page around it: nothing else there is so long, and it begins as JSON does.
    private static byte[]? DecodeOnlyValueIn(string text) =>
        ValuePattern().Matches(text).Select(m => m.Value).Distinct(StringComparer.Ordinal).ToList() is [var only] ? Decode(only) : null;

    [GeneratedRegex("eyJ[A-Za-z0-9+/]{97,}={0,2}", RegexOptions.NonBacktracking)]
    private static partial Regex ValuePattern();

    private static (StackInfo? StackInfo, Refusal? Refusal) Read(byte[] json, string key)
    {
        StackInfoJson? claim;
        try
        {
            claim = JsonSerializer.Deserialize(json, FunctionsJson.Api.StackInfoJson);
        }
        catch (JsonException)
        {
            return (null, IsBeginning(json) ? Refusal.Of(Errors.StackInfoTruncated, key) : Malformed(key, "its content is not StackInfo's", "内容が StackInfo の形式ではありません"));
        }

        if (claim is null || claim.V != 1)
            return (null, Malformed(key, "its version is not known", "バージョンが不明です"));
        if (!StackArn.TryParse(claim.StackId, out var stack))
            return (null, Malformed(key, "its stackId is not the ARN of a stack", "stackId がスタックの ARN ではありません"));
        if (!RoleArn.TryParse(claim.RoleArn, out var role))
            return (null, Malformed(key, "its roleArn is not the ARN of a role without a path", "roleArn がパスのないロールの ARN ではありません"));
        if (claim.TemplateVersion.Length > 32 || claim.ExternalId.Length > 1224)
            return (null, Malformed(key, "one of its values is too long", "長すぎる値があります"));
        return (new StackInfo(stack, role, claim.TemplateVersion, claim.ExternalId), null);
    }

    // Byte-order marks, zero-width characters, quotes, and the row's key in front of the value (with its description behind it) come along when people copy.
    private static string WithoutWrapping(string pasted, string key)
    {
        var text = string.Concat(pasted.Split(s_invisible)).Trim(s_wrapping);
        if (!text.StartsWith(key, StringComparison.OrdinalIgnoreCase))
            return text;
        text = text[key.Length..].TrimStart(s_separators).Trim(s_wrapping);
        var cells = text.Split(s_cellEnds).Select(p => p.Trim(s_wrapping)).ToList();
        // Where the row's cells became words of one line, the value is the first of them.
        if (cells[0].IndexOf(' ', StringComparison.Ordinal) is var space and > 0)
            return cells[0][..space];
        // Behind the value, in the row or on the next line, stands its description: it has other characters than the value.
        return string.Concat(cells.TakeWhile(p => p.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=')));
    }

    private static readonly char[] s_invisible = ['\uFEFF', '\u200B', '\u200C', '\u200D', '\u2060'];
    private static readonly char[] s_wrapping = [' ', '\t', '\r', '\n', '\u00A0', '\u3000', '"', '\'', '`', '“', '”', '‘', '’', '「', '」', ','];
    private static readonly char[] s_cellEnds = ['\t', '\n'];
    private static readonly char[] s_separators = [' ', '\t', '\r', '\n', '\u00A0', '\u3000', ':', '=', '"', '\'', '：'];

    private static Text? OtherValue(string text)
    {
        if (text.StartsWith("arn:", StringComparison.OrdinalIgnoreCase))
        {
            if (text.Contains(":role/", StringComparison.Ordinal))
                return new Text("the ARN of a role", "ロールの ARN ");
            return text.Contains(":stack/", StringComparison.Ordinal)
                ? new Text("the ARN of a stack", "スタックの ARN ")
                : new Text("an ARN", " ARN ");
        }

        if (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            return new Text("a URL", " URL ");
        return Aws.ExternalId.TryParse(text, out _) ? new Text("an external ID", "外部 ID ") : null;
    }

    private static byte[]? Decode(string base64)
    {
        var padded = base64.TrimEnd('=');
        // A single character over a multiple of four carries no whole byte: the value was cut there.
        padded = padded.Length % 4 == 1 ? padded[..^1] : padded;
        padded = padded.PadRight((padded.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length / 4 * 3];
        return Convert.TryFromBase64String(padded, bytes, out var length) ? bytes[..length] : null;
    }

    // The beginning of StackInfo's JSON that is whole as far as it goes.
    private static bool IsBeginning(byte[] json)
    {
        if (json is not [(byte)'{', ..] || !Ascii.IsValid(json))
            return false;
        try
        {
            var reader = new Utf8JsonReader(json, isFinalBlock: false, state: default);
            bool more;
            do
                more = reader.Read();
            while (more);
            return reader.CurrentDepth > 0 || reader.TokenType != JsonTokenType.EndObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static Refusal Malformed(string key, string english, string japanese) =>
        new(Errors.StackInfoMalformed, new Text(english, japanese), new Text(key, key));
}

/// <summary>StackInfo as it stands in the template's output.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record StackInfoJson(int V, string StackId, string RoleArn, string TemplateVersion, string ExternalId);
