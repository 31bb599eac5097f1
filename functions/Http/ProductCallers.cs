using System.Text.Json;

namespace Onboarding.Functions.Http;

/// <summary>Which product role can request what. A role that isn't listed can do nothing; whatever a role's entry omits isn't restricted.</summary>
/// <remarks>Written as JSON: <c>{"scanner": {"purposes": ["scan"], "profiles": ["read-only"]}}</c>.</remarks>
internal sealed class ProductCallers
{
    private const int MaxLength = 2048;

    private readonly Dictionary<string, Line> _lines = new(StringComparer.Ordinal);

    private ProductCallers()
    {
    }

    /// <summary>Whether a text is empty, for every role and everything, or written as above.</summary>
    public static bool IsWellFormed(string text) => text.Length == 0 || Parse(text) is not null;

    /// <summary>Reads a text; null when it is empty or malformed.</summary>
    public static ProductCallers? Parse(string text)
    {
        if (text.Length is 0 or > MaxLength)
            return null;
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The refusal of a caller that can do nothing; null if its role is listed.</summary>
    public Refusal? Refuse(ProductCaller caller) => Find(caller) is null
        ? Refused($"{caller.RoleName ?? caller.Arn} isn’t one of the roles in “productCallers”.", $"{caller.RoleName ?? caller.Arn} は「productCallers」に記載されたロールではありません。")
        : null;

    /// <summary>The refusal of a caller's purpose; null if it is allowed.</summary>
    public Refusal? RefusePurpose(ProductCaller caller, string purpose) => Find(caller) is not { } line ? Refuse(caller)
        : line.Purposes is null || line.Purposes.Contains(purpose) ? null
        : Refused($"The role {caller.RoleName} can't request sessions with the purpose {purpose}.", $"ロール {caller.RoleName} は、目的が {purpose} のセッションを要求できません。");

    /// <summary>The refusal of a caller's use of a profile; null if it is allowed.</summary>
    public Refusal? RefuseProfile(ProductCaller caller, string profile) => MaySee(caller, profile) ? null
        : Refused($"The role {caller.RoleName} can't use connections with the profile {profile}.", $"ロール {caller.RoleName} は、プロファイルが {profile} の接続を使用できません。");

    /// <summary>Whether connections of a profile are shown to a caller.</summary>
    public bool MaySee(ProductCaller caller, string profile) => Find(caller) is { } line && line.Profiles?.Contains(profile) is not false;

    private Line? Find(ProductCaller caller) => caller.RoleName is { } name ? _lines.GetValueOrDefault(name) : null;

    private static Refusal Refused(string english, string japanese) => new(Errors.CallerNotAllowed, new Text(english, japanese));

    private static ProductCallers? Read(JsonElement root)
    {
        var callers = new ProductCallers();
        foreach (var role in root.EnumerateObject())
        {
            if (LineOf(role.Value) is not { } line)
                return null;
            callers._lines[role.Name] = line;
        }

        return callers;
    }

    private static Line? LineOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return null;
        var line = new Line(null, null);
        foreach (var member in value.EnumerateObject())
        {
            if (member.Name is not ("purposes" or "profiles") || member.Value.ValueKind != JsonValueKind.Array || member.Value.EnumerateArray().Any(v => v.ValueKind != JsonValueKind.String))
                return null;
            HashSet<string> values = new(member.Value.EnumerateArray().Select(v => v.GetString()!), StringComparer.Ordinal);
            line = member.Name is "purposes" ? line with { Purposes = values } : line with { Profiles = values };
        }

        return line;
    }

    private sealed record Line(HashSet<string>? Purposes, HashSet<string>? Profiles);
}
