namespace Onboarding.Templates;

/// <summary>What the variables of a profile's Terraform module are called.</summary>
public sealed class ModuleVariables
{
    /// <summary>The variable with the external ID.</summary>
    public const string ExternalId = "external_id";

    /// <summary>The variable with the role's name.</summary>
    public const string RoleName = "role_name";

    /// <summary>The variable that says who asked for the connection.</summary>
    public const string ConnectedFor = "connected_for";

    /// <summary>The variable with the ARN of the permissions boundary.</summary>
    public const string PermissionsBoundary = "permissions_boundary";

    /// <summary>The variable with further tags of the role.</summary>
    public const string Tags = "tags";

    /// <summary>The variable with the Region of the connection; only where the profile's policies name it.</summary>
    public const string Region = "region";

    // Those of every module, and what Terraform keeps for itself: https://developer.hashicorp.com/terraform/language/values/variables
    private static readonly string[] s_taken =
        [ExternalId, RoleName, ConnectedFor, PermissionsBoundary, Tags, Region, "source", "version", "providers", "count", "for_each", "lifecycle", "depends_on", "locals"];

    private readonly Dictionary<string, string> _parameters = new(StringComparer.Ordinal);

    /// <summary>The variables of a profile's module.</summary>
    /// <param name="profile">The profile.</param>
    public ModuleVariables(Profile profile)
    {
        UsesRegion = profile.AllStatements.SelectMany(s => s.Statement.OpenTexts).SelectMany(Variables.In).Contains(Variables.Region, StringComparer.Ordinal);
        foreach (var parameter in profile.Parameters.Select(p => p.Name))
            _parameters.Add(parameter, Free(SnakeCase(parameter)));
    }

    /// <summary>Whether the module asks for the Region of the connection.</summary>
    public bool UsesRegion { get; }

    /// <summary>The variable that grants a feature.</summary>
    /// <param name="feature">The feature.</param>
    public static string Of(ProfileFeature feature) => "feature_" + feature.Id;

    /// <summary>The variable of a parameter.</summary>
    /// <param name="parameter">The parameter.</param>
    public string Of(ProfileParameter parameter) => _parameters[parameter.Name];

    /// <summary>The variables of parameters, by the parameters' names.</summary>
    public IReadOnlyDictionary<string, string> OfParameters => _parameters;

    private string Free(string name) =>
        s_taken.Contains(name, StringComparer.Ordinal) || name.StartsWith("feature_", StringComparison.Ordinal) || _parameters.ContainsValue(name) ? Free("parameter_" + name) : name;

    // LogBucket, LOGBucket and logBucket become log_bucket.
    private static string SnakeCase(string name) => string.Concat(name.Select((c, i) =>
        char.IsAsciiLetterUpper(c) && i > 0 && (!char.IsAsciiLetterUpper(name[i - 1]) || (i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1]))) ? "_" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));
}
