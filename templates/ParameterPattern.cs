namespace Onboarding.Templates;

/// <summary>Which values a parameter takes: a regular expression of few forms, whose values can be trusted in a policy.</summary>
/// <remarks>
/// It has the anchors <c>^</c> and <c>$</c>, plain characters, classes such as <c>[a-z0-9.-]</c>, <c>\d</c>, <c>\w</c>, groups, <c>|</c> and <c>? * + {m,n}</c>: what CloudFormation,
/// Terraform, browsers and this all read alike. No value has a wildcard, a dollar sign, a quotation mark, white space or a control character, so none can become more
/// than a name in a policy. The time of a match is bounded by the value's length and the pattern's size, for any input.
/// </remarks>
public sealed class ParameterPattern
{
    /// <summary>The longest value.</summary>
    public const int MaxLength = 256;

    private readonly IPart _whole;

    private ParameterPattern(string text) => (Text, _whole) = (text, new Reader(text).Read());

    /// <summary>The expression, as it is written.</summary>
    public string Text { get; }

    /// <summary>How long its longest value is, at most <see cref="MaxLength"/>.</summary>
    public int Longest => Math.Min(MaxLength, _whole.Longest);

    /// <summary>Reads an expression.</summary>
    /// <param name="text">The expression.</param>
    /// <exception cref="FormatException">It has another form, or could take what a policy does not survive; the message says what.</exception>
    public static ParameterPattern Parse(string text) => text.Length >= 2 && text[0] == '^' && text[^1] == '$'
        ? new ParameterPattern(text)
        : throw new FormatException("it must begin with ^ and end with $");

    /// <summary>Whether the parameter takes a value.</summary>
    /// <param name="value">The value.</param>
    public bool IsMatch(string value) => value.Length <= MaxLength && _whole.Ends(value, [0]).Contains(value.Length);

    /// <summary>A part of an expression: where its matches end that begin at any of some places.</summary>
    private interface IPart
    {
        int Longest { get; }

        HashSet<int> Ends(string value, HashSet<int> begins);
    }

    private sealed record One(HashSet<char> Characters) : IPart
    {
        public int Longest => 1;

        public HashSet<int> Ends(string value, HashSet<int> begins) => [.. begins.Where(b => b < value.Length && Characters.Contains(value[b])).Select(b => b + 1)];
    }

    private sealed record Sequence(IReadOnlyList<IPart> Parts) : IPart
    {
        public int Longest => Math.Min(MaxLength, Parts.Sum(p => p.Longest));

        public HashSet<int> Ends(string value, HashSet<int> begins) => Parts.Aggregate(begins, (at, part) => part.Ends(value, at));
    }

    private sealed record Choice(IReadOnlyList<IPart> Parts) : IPart
    {
        public int Longest => Parts.Max(p => p.Longest);

        public HashSet<int> Ends(string value, HashSet<int> begins) => [.. Parts.SelectMany(p => p.Ends(value, begins))];
    }

    private sealed record Repetition(IPart Part, int Least, int Most) : IPart
    {
        public int Longest => Math.Min(MaxLength, Most * Part.Longest);

        public HashSet<int> Ends(string value, HashSet<int> begins)
        {
            HashSet<int> ends = Least == 0 ? [.. begins] : [];
            for (var (i, at) = (1, begins); i <= Most && at.Count > 0; i++)
            {
                at = Part.Ends(value, at);
                if (i >= Least && at.IsSubsetOf(ends))
                    break;
                if (i >= Least)
                    ends.UnionWith(at);
            }

            return ends;
        }
    }

    private sealed class Reader(string text)
    {
        private readonly int _end = text.Length - 1;
        private int _at = 1;

        public Choice Read()
        {
            var whole = Choice();
            return _at == _end ? whole : throw new FormatException($"“{text[_at]}” at {_at + 1} is not expected");
        }

        private Choice Choice()
        {
            var parts = new List<IPart> { Sequence() };
            while (Skip('|'))
                parts.Add(Sequence());
            return new Choice(parts);
        }

        private Sequence Sequence()
        {
            var parts = new List<IPart>();
            while (_at < _end && text[_at] is not ('|' or ')'))
                parts.Add(Counted(Atom()));
            return new Sequence(parts);
        }

        private IPart Atom()
        {
            switch (text[_at++])
            {
                case '(':
                    _at += text.AsSpan(_at).StartsWith("?:") ? 2 : 0;
                    var group = Choice();
                    return Skip(')') ? group : throw new FormatException("a group has no end");
                case '[':
                    return Safe(Class());
                case '\\':
                    return Safe([.. Escape()]);
                case '.' or '^' or '$' or '*' or '+' or '?' or '{' or '}' or ']':
                    throw new FormatException($"“{text[_at - 1]}” at {_at} is not a plain character here");
                case var plain:
                    return Safe([plain]);
            }
        }

        private static One Safe(HashSet<char> characters)
        {
            char[] unsafeOnes = [.. characters.Where(c => c is <= ' ' or '*' or '?' or '$' or '"' or '\'' or '`' or '\\' or '{' or '}' or '=' or >= '\x7f').Order()];
            if (unsafeOnes is [var wrong, ..])
                throw new FormatException($"it could take {(wrong is <= ' ' ? "white space" : wrong >= '\x7f' ? "characters outside ASCII" : $"“{wrong}”")}");
            return new One(characters);
        }

        private HashSet<char> Class()
        {
            var all = new HashSet<char>();
            if (_at < _end && text[_at] == '^')
                throw new FormatException("a class of excluded characters takes all others");
            while (!Skip(']'))
            {
                var first = ClassMember();
                if (first is [var from] && _at + 1 < _end && text[_at] == '-' && text[_at + 1] != ']')
                {
                    _at++;
                    if (ClassMember() is not [var to] || to < from)
                        throw new FormatException($"a range in a class ends before it begins, at {_at}");
                    all.UnionWith(Enumerable.Range(from, to - from + 1).Select(c => (char)c));
                }

                all.UnionWith(first);
            }

            return all.Count > 0 ? all : throw new FormatException("a class is empty");
        }

        private IReadOnlyList<char> ClassMember() => _at >= _end ? throw new FormatException("a class has no end") : text[_at++] == '\\' ? Escape() : [text[_at - 1]];

        private IReadOnlyList<char> Escape() => (_at < _end ? text[_at++] : '\0') switch
        {
            'd' => [.. "0123456789"],
            'w' => [.. "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"],
            '\0' => throw new FormatException("a backslash has nothing after it"),
            var c when char.IsAsciiLetterOrDigit(c) => throw new FormatException($"“\\{c}” is not one of the forms that are read alike everywhere"),
            var c => [c],
        };

        private IPart Counted(IPart part)
        {
            var (least, most) = Count();
            return (least, most) == (1, 1) ? part : new Repetition(part, least, most);
        }

        private (int Least, int Most) Count()
        {
            if (Skip('?'))
                return (0, 1);
            if (Skip('*'))
                return (0, MaxLength);
            if (Skip('+'))
                return (1, MaxLength);
            if (!Skip('{'))
                return (1, 1);
            var close = text.IndexOf('}', _at);
            var parts = close < 0 ? [] : text[_at..close].Split(',');
            _at = close + 1;
            return parts switch
            {
                [var only] when byte.TryParse(only, out var count) => (count, count),
                [var first, ""] when byte.TryParse(first, out var least) => (least, MaxLength),
                [var first, var last] when byte.TryParse(first, out var least) && byte.TryParse(last, out var most) && least <= most => (least, most),
                _ => throw new FormatException("a repetition is not written as {m}, {m,} or {m,n} with numbers up to 255"),
            };
        }

        private bool Skip(char c)
        {
            var isThere = _at < _end && text[_at] == c;
            _at += isThere ? 1 : 0;
            return isThere;
        }
    }
}
