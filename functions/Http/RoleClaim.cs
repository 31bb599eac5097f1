namespace Onboarding.Functions.Http;

/// <summary>What a person does with a tenant's connections.</summary>
internal enum Capability
{
    /// <summary>Read groups, connections, their checks, history and users.</summary>
    Look,

    /// <summary>Change groups, mint links and complete them, rename, move and check connections.</summary>
    Mint,

    /// <summary>End a connection.</summary>
    Detach,
}

/// <summary>Which people of a tenant have which capability, by a claim of their token. Without it, everyone has all of them.</summary>
/// <remarks>
/// Written as <c>&lt;claim&gt; look=&lt;values&gt; mint=&lt;values&gt; detach=&lt;values&gt;</c>, for example <c>cognito:groups look=viewer mint=editor detach=admin</c>.
/// Values are separated by commas; <c>*</c> means everyone. Anyone with any of the values can also look, because minting and detaching need it.
/// </remarks>
internal sealed class RoleClaim
{
    private const string Everybody = "*";
    private const int MaxLength = 1024;
    private static readonly string[] s_words = ["look", "mint", "detach"];

    private readonly string _claim;
    private readonly string[][] _values;

    private RoleClaim(string claim, string[][] values) => (_claim, _values) = (claim, values);

    /// <summary>Whether a text is empty, for no roles at all, or written as above.</summary>
    public static bool IsWellFormed(string text) => text.Length == 0 || Parse(text) is not null;

    /// <summary>Reads a text; null when it is empty or malformed.</summary>
    public static RoleClaim? Parse(string text)
    {
        if (text.Length > MaxLength || text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var claim, .. { Length: 3 } rest] || claim.Contains('=', StringComparison.Ordinal))
            return null;
        var values = Array.ConvertAll(s_words, word => ValuesOf(Array.Find(rest, r => r.StartsWith(word + "=", StringComparison.Ordinal)), word));
        if (!Array.TrueForAll(values, v => v.Length > 0))
            return null;
        values[(int)Capability.Look] = [.. values.SelectMany(v => v).Distinct(StringComparer.Ordinal)];
        return new RoleClaim(claim, values);
    }

    /// <summary>Why a request is not answered; null when its caller has the capability of its route.</summary>
    /// <param name="claims">The caller's claims, as API Gateway writes them.</param>
    /// <param name="routeKey">The route, as in <see cref="Routes"/>.</param>
    public Refusal? Refuse(IDictionary<string, string>? claims, string routeKey)
    {
        if (Routes.CapabilityOf(routeKey) is not { } capability)
            return Refusal.Of(Errors.MethodNotAllowed, routeKey);
        var wanted = _values[(int)capability];
        if (Array.IndexOf(wanted, Everybody) >= 0 || Array.Exists(Held(claims.Find(_claim)), h => Array.IndexOf(wanted, h) >= 0))
            return null;
        return new Refusal(Errors.NotAllowed, new Text(_claim, _claim), new Text(string.Join(" or ", wanted), string.Join(" または ", wanted)));
    }

    private static string[] ValuesOf(string? setting, string word) =>
        setting?[(word.Length + 1)..].Split(',') is { } values && Array.TrueForAll(values, v => v.Length > 0 && v.AsSpan().IndexOfAny("[]\"") < 0) ? values : [];

    // A list arrives as [a b]; providers that put a list into a text write [a, b] or ["a","b"].
    private static string[] Held(string? claim) => claim switch
    {
        null or "" => [],
        ['[', .. var list, ']'] => Array.ConvertAll(list.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries), v => v.Trim('"')),
        _ => [claim],
    };
}
