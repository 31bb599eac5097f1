namespace Onboarding.Functions.Http;

/// <summary>Reads the tenant from the claim of the caller's token that names it.</summary>
/// <remarks>
/// An HTTP API hands every claim on as text, whatever its JSON type was: <c>["a","b"]</c> arrives as <c>[a b]</c>, an object as <c>map[a:b]</c> or as its JSON,
/// null as <c>&lt;nil&gt;</c> or not at all. All callers whose claim is empty or of the wrong type would then share one tenant, so that such a text is refused.
/// Where the text does not show the type, it is taken for text: whole numbers in digits (<c>42</c> and <c>"42"</c> arrive alike and name one tenant either way).
/// AWS documents none of these forms; they were measured, for example in https://github.com/floci-io/floci/pull/2011 and
/// https://github.com/aws-solutions-library-samples/guidance-for-claude-code-with-amazon-bedrock/issues/802.
/// </remarks>
internal static class TenantClaim
{
    private static readonly Text s_missing = new("is missing", "がありません");
    private static readonly Text s_array = new("is a JSON array, not text", "はテキストではなく配列です");
    private static readonly Text s_object = new("is a JSON object, not text", "はテキストではなくオブジェクトです");
    private static readonly Text s_boolean = new("is a JSON boolean, not text", "はテキストではなく真偽値です");
    private static readonly Text s_null = new("is null, not text", "はテキストではなく null です");
    private static readonly Text s_number = new("is a JSON number, not text", "はテキストではなく数値です");
    private static readonly Text s_unusable = new(
        "must have 1 to 128 printable ASCII characters, without spaces and “#”", "は、空白と「#」を除く印字可能な ASCII 文字 1〜128 文字である必要があります");

    /// <summary>Reads the tenant.</summary>
    /// <param name="claims">The token's claims, as API Gateway writes them.</param>
    /// <param name="name">The claim that names the tenant.</param>
    /// <param name="refusal">Why there is no tenant.</param>
    /// <returns>The tenant, or null.</returns>
    public static TenantId? Read(IDictionary<string, string>? claims, string name, out Refusal? refusal)
    {
        var text = claims.Find(name);
        var problem = ProblemOf(text);
        TenantId? tenant = null;
        if (problem is null && !TenantId.TryParse(text, out tenant))
            problem = s_unusable;
        refusal = problem is { } because ? Missing(name, because) : null;
        return tenant;
    }

    /// <summary>The refusal of a caller whose identity lacks a member.</summary>
    public static Refusal Missing(string name) => Missing(name, s_missing);

    private static Refusal Missing(string name, Text because) => new(Errors.Unauthorized, new Text(name, name), because);

    private static Text? ProblemOf(string? text) => text switch
    {
        null or "" => s_missing,
        "true" or "false" => s_boolean,
        "<nil>" or "null" => s_null,
        ['[', .., ']'] => s_array,
        ['m', 'a', 'p', '[', .., ']'] or ['{', .., '}'] => s_object,
        _ => IsNumberBeyondDigits(text) ? s_number : null,
    };

    // -3, 1.5, 1.2E10, 1.2e+10 and 1e+21: a sign, a fraction or an exponent. Digits alone and 12e45 can be the beginning of a hexadecimal id as well.
    private static bool IsNumberBeyondDigits(string text)
    {
        var rest = text.AsSpan();
        var isNegative = TakeAny(ref rest, "-");
        if (!TakeDigits(ref rest))
            return false;
        var hasFraction = TakeAny(ref rest, ".");
        if (hasFraction && !TakeDigits(ref rest))
            return false;
        if (rest.IsEmpty)
            return isNegative || hasFraction;
        if (!TakeAny(ref rest, "eE"))
            return false;
        var hasSign = TakeAny(ref rest, "+-");
        return TakeDigits(ref rest) && rest.IsEmpty && (isNegative || hasFraction || hasSign);
    }

    private static bool TakeAny(ref ReadOnlySpan<char> text, string one)
    {
        var taken = !text.IsEmpty && one.Contains(text[0], StringComparison.Ordinal);
        text = taken ? text[1..] : text;
        return taken;
    }

    private static bool TakeDigits(ref ReadOnlySpan<char> text)
    {
        var count = 0;
        while (count < text.Length && char.IsAsciiDigit(text[count]))
            count++;
        text = text[count..];
        return count > 0;
    }
}
