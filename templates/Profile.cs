using System.Text.Json;

namespace Onboarding.Templates;

/// <summary>A named set of permissions that a customer grants.</summary>
public sealed class Profile
{
    private readonly Lazy<IReadOnlyList<string>> _actions;
    private readonly Lazy<IReadOnlyList<Permission>> _permissions;

    private Profile(string name)
    {
        Name = name;
        _actions = new(() => [.. OnlyStatement.GetProperty("Action").EnumerateArray().Select(a => a.GetString()!)]);
        _permissions = new(() => [.. Actions.Select(Permission.Of)]);
    }

    /// <summary>The profile with everything that the vendor's product can do, creating and deleting users included.</summary>
    public static Profile Full { get; } = new("full");

    /// <summary>The profile for customers who want the vendor to look, not to create or delete.</summary>
    public static Profile ReadOnly { get; } = new("read-only");

    /// <summary>Every profile.</summary>
    public static IReadOnlyList<Profile> All { get; } = [Full, ReadOnly];

    /// <summary>The profile's name, as it stands in requests and in template addresses.</summary>
    public string Name { get; }

    /// <summary>The IAM actions, sorted as in the policy document.</summary>
    public IReadOnlyList<string> Actions => _actions.Value;

    /// <summary>The IAM actions in words.</summary>
    public IReadOnlyList<Permission> Permissions => _permissions.Value;

    /// <summary>The profile's policy document as it is kept in <c>templates/policies</c>.</summary>
    public string PolicyJson => Resource.Read(Name + ".json");

    private JsonElement OnlyStatement => JsonElement.Parse(PolicyJson).GetProperty("Statement")[0];

    /// <summary>Finds a profile by its name.</summary>
    /// <param name="name">The name as a request gave it; compared exactly.</param>
    /// <returns>The profile, or null when there is none of that name.</returns>
    public static Profile? Find(string? name) => name switch
    {
        "full" => Full,
        "read-only" => ReadOnly,
        _ => null,
    };
}
