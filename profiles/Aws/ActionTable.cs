using Onboarding.Functions.Verification.ReadBack;
using Onboarding.Templates;

namespace Onboarding.Profiles.Aws;

/// <summary>One action of AWS.</summary>
/// <param name="Service">The prefix of the service, such as <c>iam</c>.</param>
/// <param name="Name">Its name, such as <c>ListUsers</c>.</param>
/// <param name="Level">What it does.</param>
/// <param name="ResourceTypes">The kinds of resource on which it can be allowed; none when only <c>*</c> matches.</param>
/// <param name="ConditionKeys">Its service-specific condition keys, besides the global ones.</param>
/// <param name="Description">What AWS says it does.</param>
internal sealed record AwsAction(string Service, string Name, AccessLevel Level, IReadOnlyList<string> ResourceTypes, IReadOnlyList<string> ConditionKeys, string Description)
{
    /// <summary>As policies have it.</summary>
    public string FullName => $"{Service}:{Name}";

    /// <summary>Whether it changes anything.</summary>
    public bool IsWrite => Level >= AccessLevel.Write;
}

/// <summary>Every action of AWS, from its service reference. <c>actions.txt</c> has its date, and <c>refresh-actions.mjs</c> refreshes it.</summary>
internal sealed class ActionTable
{
    private const int Suggestions = 3;
    private static readonly Lazy<ActionTable> s_current = new(Read);

    private readonly Dictionary<string, List<AwsAction>> _byService = new(StringComparer.OrdinalIgnoreCase);

    public static ActionTable Current => s_current.Value;

    /// <summary>When and from where they were taken.</summary>
    public string Source { get; private set; } = "";

    public IEnumerable<AwsAction> All => _byService.Values.SelectMany(a => a);

    /// <summary>The actions that a pattern in a policy matches.</summary>
    public IReadOnlyList<AwsAction> Matching(string pattern)
    {
        var colon = pattern.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return pattern is "*" ? [.. All] : [];
        var (service, name) = (pattern[..colon], pattern[(colon + 1)..]);
        var services = service.AsSpan().ContainsAny('*', '?')
            ? _byService.Where(s => Pattern.Matches(service, s.Key, ignoreCase: true)).SelectMany(s => s.Value)
            : _byService.GetValueOrDefault(service) ?? [];
        return [.. services.Where(a => Pattern.Matches(name, a.Name, ignoreCase: true))];
    }

    /// <summary>The actions that a list of a statement is about.</summary>
    public IReadOnlyList<AwsAction> Matching(PolicyStatement statement)
    {
        var listed = statement.Actions.SelectMany(Matching).Distinct();
        return statement.IsNotAction ? [.. All.Except(listed)] : [.. listed];
    }

    /// <summary>The names nearest to one that is not known.</summary>
    public IReadOnlyList<string> Near(string unknown)
    {
        var parts = unknown.Split(':', 2);
        if (parts.Length < 2 || !_byService.TryGetValue(parts[0], out var actions))
        {
            return [.. (parts.Length < 2 ? [] : _byService.Where(s => s.Value.Exists(a => string.Equals(a.Name, parts[1], StringComparison.OrdinalIgnoreCase))))
                .OrderBy(s => Distance(s.Key, parts[0])).Select(s => $"{s.Key}:{parts[1]}").Take(Suggestions)];
        }

        var name = parts[1].Replace("*", "", StringComparison.Ordinal);
        return [.. actions.Select(a => (a.FullName, Distance: Distance(a.Name, name))).Where(a => a.Distance <= Math.Max(2, name.Length / 3))
            .OrderBy(a => a.Distance).ThenBy(a => a.FullName, StringComparer.Ordinal).Select(a => a.FullName).Take(Suggestions)];
    }

    private static ActionTable Read()
    {
        using var stream = typeof(ActionTable).Assembly.GetManifestResourceStream("actions.txt")
            ?? throw new InvalidOperationException("The assembly does not carry actions.txt.");
        using var reader = new StreamReader(stream);
        var table = new ActionTable { Source = reader.ReadLine()!.TrimStart('#', ' ') };
        var (service, actions) = ("", new List<AwsAction>());
        while (reader.ReadLine() is { } line)
        {
            if (line[0] != '\t')
            {
                (service, actions) = (line, []);
                table._byService.Add(service, actions);
                continue;
            }

            var fields = line.Split('\t');
            actions.Add(new AwsAction(service, fields[1], LevelOf(fields[2]), Words(fields[3]), Words(fields[4]), fields[5]));
        }

        return table;
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static AccessLevel LevelOf(string letter) => letter switch
    {
        "L" => AccessLevel.List,
        "R" => AccessLevel.Read,
        "W" => AccessLevel.Write,
        "T" => AccessLevel.Tagging,
        "P" => AccessLevel.PermissionsManagement,
        _ => throw new InvalidDataException($"There is no access level “{letter}”."),
    };

    /// <summary>The number of characters to change, add or remove to turn one word into another.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (diagonal, left) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var change = diagonal + (char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1);
                (diagonal, row[j]) = (row[j], Math.Min(change, Math.Min(row[j], left) + 1));
                left = row[j];
            }
        }

        return row[^1];
    }
}
