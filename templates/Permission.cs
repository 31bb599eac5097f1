using System.Text.Json;

namespace Onboarding.Templates;

/// <summary>One permission of a role, in words.</summary>
/// <param name="Action">The IAM action, such as <c>iam:ListUsers</c>.</param>
/// <param name="English">What it lets the vendor do, in English.</param>
/// <param name="Japanese">The same in Japanese.</param>
public sealed record Permission(string Action, string English, string Japanese)
{
    private static readonly Lazy<Dictionary<string, Permission>> s_known = new(Read);

    /// <summary>Puts an action into words: the product's own where it has some, else in English AWS's.</summary>
    /// <param name="action">The IAM action; compared as IAM does, without regard to case.</param>
    /// <returns>The permission; the action itself where there are no words, as in Japanese for most, and for wildcards.</returns>
    public static Permission Of(string action) => s_known.Value.GetValueOrDefault(action)
        ?? new Permission(action, ProfileCatalog.Current.Actions.GetValueOrDefault(action)?.Description is { Length: > 0 } description ? description : action, action);

    private static Dictionary<string, Permission> Read()
    {
        using var words = JsonDocument.Parse(Resource.Read("actions.json"));
        return words.RootElement.EnumerateObject().ToDictionary(
            a => a.Name,
            a => new Permission(a.Name, a.Value.GetProperty("en").GetString()!, a.Value.GetProperty("ja").GetString()!),
            StringComparer.OrdinalIgnoreCase);
    }
}
