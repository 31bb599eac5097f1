using System.Globalization;
using System.Text;

namespace Onboarding.Simulator.Query;

/// <summary>A Query-protocol request: parameters by name.</summary>
internal sealed class QueryRequest
{
    private readonly Dictionary<string, string> _parameters;

    private QueryRequest(Dictionary<string, string> parameters) => _parameters = parameters;

    public string Action => this["Action"] ?? "";
    public string Version => this["Version"] ?? "";
    public string? this[string name] => _parameters.GetValueOrDefault(name);

    /// <summary>The parameters of the query and of the form in the body together.</summary>
    /// <exception cref="AwsErrorException">Not what a Query-protocol client sends.</exception>
    public static QueryRequest Read(string query, ReadOnlySpan<byte> body)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        var twice = Pairs(query.TrimStart('?')).Concat(Pairs(Utf8(body))).Where(pair => !parameters.TryAdd(pair.Name, pair.Value)).ToList();
        if (twice.Count > 0)
            throw new AwsErrorException(400, "MalformedQueryString", $"The parameter {twice[0].Name} is given more than once.");
        return new QueryRequest(parameters);
    }

    /// <summary>Whether there is a parameter of this name or, when it ends in a dot, one that begins so.</summary>
    public bool Has(string name) => name.EndsWith('.')
        ? _parameters.Keys.Any(key => key.StartsWith(name, StringComparison.Ordinal))
        : _parameters.ContainsKey(name);

    /// <summary>A list of texts: <c>name.member.1</c>, <c>name.member.2</c> and so on.</summary>
    public IReadOnlyList<string> List(string name)
    {
        var all = new List<string>();
        while (this[Member(name, all.Count)] is { } value) all.Add(value);
        return all;
    }

    /// <summary>A list of pairs: <c>name.member.1.key</c> and <c>name.member.1.value</c>, and so on.</summary>
    /// <param name="name">The list's name.</param>
    /// <param name="key">The name of a pair's key.</param>
    /// <param name="value">The name of a pair's value.</param>
    /// <param name="keep">The name of the member by which a key keeps the value that it had; null where there is none.</param>
    /// <param name="kept">The values that keys had.</param>
    /// <exception cref="AwsErrorException">A pair has no value.</exception>
    public IReadOnlyList<KeyValuePair<string, string>> Pairs(string name, string key, string value, string? keep = null, IReadOnlyDictionary<string, string>? kept = null)
    {
        var all = new List<KeyValuePair<string, string>>();
        while (this[$"{Member(name, all.Count)}.{key}"] is { } found)
        {
            var keeps = keep is not null && this[$"{Member(name, all.Count)}.{keep}"] is "true";
            all.Add(KeyValuePair.Create(
                found,
                (keeps ? kept?.GetValueOrDefault(found) : this[$"{Member(name, all.Count)}.{value}"]) ?? throw AwsErrorException.Validation($"{name} must have {value}.")));
        }

        return all;
    }

    /// <summary>Refuses what is not simulated: an answer that ignored it could be another than AWS's.</summary>
    /// <param name="known">Names of parameters; one that ends in a dot stands for all that begin so.</param>
    /// <exception cref="AwsErrorException">There is another parameter.</exception>
    public void RefuseOthers(params string[] known)
    {
        if (_parameters.Keys.FirstOrDefault(name => !known.Any(k => k.EndsWith('.') ? name.StartsWith(k, StringComparison.Ordinal) : name == k)) is { } other)
            throw AwsErrorException.Unknown($"{Action}'s {other}");
    }

    private static string Member(string name, int index) => $"{name}.member.{(index + 1).ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Whether the value of a parameter contains a text.</summary>
    public bool Names(string text) => _parameters.Values.Any(value => value.Contains(text, StringComparison.Ordinal));

    /// <summary>A parameter that is an integer; null when it is absent.</summary>
    /// <exception cref="AwsErrorException">Not an integer.</exception>
    public int? Number(string name)
    {
        if (this[name] is not { } text) return null;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new AwsErrorException(400, "MalformedInput", $"The value of {name} is not an integer.");
    }

    private static string Utf8(ReadOnlySpan<byte> body)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(body);
        }
        catch (DecoderFallbackException)
        {
            throw new AwsErrorException(400, "MalformedQueryString", "The body is not UTF-8.");
        }
    }

    private static IEnumerable<(string Name, string Value)> Pairs(string encoded) => encoded
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Select(pair => (Decode(pair[0]), pair.Length == 2 ? Decode(pair[1]) : ""))
        .Where(pair => !pair.Item1.StartsWith("X-Amz-", StringComparison.Ordinal));

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
