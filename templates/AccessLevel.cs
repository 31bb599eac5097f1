namespace Onboarding.Templates;

/// <summary>What an action does, from the lowest to the highest, as AWS's service reference classifies it.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html</remarks>
public enum AccessLevel
{
    /// <summary>Lists resources.</summary>
    List,

    /// <summary>Reads the content of resources.</summary>
    Read,

    /// <summary>Creates, changes or deletes resources.</summary>
    Write,

    /// <summary>Changes the tags of resources.</summary>
    Tagging,

    /// <summary>Changes who can do what.</summary>
    PermissionsManagement,
}

/// <summary>The names of access levels.</summary>
public static class AccessLevels
{
    private static readonly string[] s_names = ["List", "Read", "Write", "Tagging", "Permissions management"];

    /// <summary>Its name, as AWS writes it.</summary>
    /// <param name="level">The level.</param>
    public static string NameOf(AccessLevel level) => s_names[(int)level];

    /// <summary>Finds a level by its name.</summary>
    /// <param name="name">The name, as AWS writes it.</param>
    /// <exception cref="InvalidDataException">There is none of that name.</exception>
    public static AccessLevel Parse(string name) => Array.IndexOf(s_names, name) is var place and >= 0
        ? (AccessLevel)place
        : throw new InvalidDataException($"There is no access level “{name}”.");
}
