namespace Onboarding.Simulator.Policies;

/// <summary>A text from a policy with its wildcards: <c>*</c> is any characters, <c>?</c> is one.</summary>
/// <remarks>Source: IAM User Guide, "IAM policy elements: Variables and tags", and "Resource".</remarks>
internal sealed class PolicyText
{
    private readonly IReadOnlyList<Token> _tokens;

    private PolicyText(IReadOnlyList<Token> tokens) => _tokens = tokens;

    private enum Kind
    {
        Literal,
        AnyOne,
        AnyMany,
    }

    /// <summary>The text with its wildcards as characters, for operators that know none.</summary>
    public string Literal => string.Concat(_tokens.Select(token => token.Character));

    /// <summary>The text without variables.</summary>
    public static PolicyText Parse(string text) => new([.. text.Select(Wildcard)]);

    /// <summary>The text with its variables replaced; what a variable brings holds no wildcards.</summary>
    public static Expansion Expand(string text, ConditionKeys keys)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (at < text.Length)
        {
            var end = IsVariable(text, at) ? text.IndexOf('}', at) : -1;
            if (end < 0)
            {
                tokens.Add(Wildcard(text[at++]));
                continue;
            }
            var value = VariableValue(text[(at + 2)..end], keys);
            if (value is not { Known: true, Text: { } found }) return new Expansion(null, value.Known);
            tokens.AddRange(found.Select(c => new Token(Kind.Literal, c)));
            at = end + 1;
        }
        return new Expansion(new PolicyText(tokens));
    }

    public bool Matches(string text, bool ignoreCase = false)
    {
        var (at, inText, star, starText) = (0, 0, -1, 0);
        while (inText < text.Length)
        {
            if (at < _tokens.Count && _tokens[at].Kind is Kind.AnyMany)
            {
                (star, starText) = (at++, inText);
            }
            else if (at < _tokens.Count && _tokens[at].Accepts(text[inText], ignoreCase))
            {
                (at, inText) = (at + 1, inText + 1);
            }
            else if (star >= 0)
            {
                (at, inText) = (star + 1, ++starText);
            }
            else
            {
                return false;
            }
        }
        return _tokens.Skip(at).All(token => token.Kind is Kind.AnyMany);
    }

    /// <summary>The parts between colons; the last of <paramref name="most"/> keeps the colons that are left.</summary>
    public IReadOnlyList<PolicyText> SplitAtColons(int most)
    {
        var parts = new List<List<Token>> { new() };
        foreach (var token in _tokens)
        {
            if (parts.Count < most && token is { Kind: Kind.Literal, Character: ':' }) parts.Add([]);
            else parts[^1].Add(token);
        }
        return [.. parts.Select(part => new PolicyText(part))];
    }

    private static bool IsVariable(string text, int at) => text[at] is '$' && at + 1 < text.Length && text[at + 1] is '{';

    private static (bool Known, string? Text) VariableValue(string name, ConditionKeys keys)
    {
        // ${*}, ${?} and ${$} are the characters themselves.
        if (name is "*" or "?" or "$") return (true, name);

        // ${key, 'default'}: the default replaces an absent key.
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        var key = comma < 0 ? name.Trim() : name[..comma].Trim();
        var fallback = comma < 0 ? null : name[(comma + 1)..].Trim().Trim('\'');
        if (!keys.TryGet(key, out var values)) return (false, null);
        return (values.Count <= 1, values.Count == 0 ? fallback : values[0]);
    }

    private static Token Wildcard(char character) => character switch
    {
        '*' => new Token(Kind.AnyMany, character),
        '?' => new Token(Kind.AnyOne, character),
        _ => new Token(Kind.Literal, character),
    };

    private readonly record struct Token(Kind Kind, char Character)
    {
        public bool Accepts(char character, bool ignoreCase) =>
            Kind is Kind.AnyOne
            || (Kind is Kind.Literal
                && (Character == character
                    || (ignoreCase && char.ToUpperInvariant(Character) == char.ToUpperInvariant(character))));
    }
}

/// <summary>A policy's text with its variables replaced.</summary>
/// <param name="Text">Null when a variable has no value in this request: nothing matches it then.</param>
/// <param name="Known">False when the simulation does not know a variable.</param>
internal sealed record Expansion(PolicyText? Text, bool Known = true);
