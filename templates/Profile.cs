namespace Onboarding.Templates;

/// <summary>What a customer fills in for a profile.</summary>
/// <param name="Name">The name of the template's parameter.</param>
/// <param name="Title">What it is.</param>
/// <param name="Description">What to fill in.</param>
/// <param name="Pattern">Which values it takes.</param>
/// <param name="Default">The value unless another is given; empty for none.</param>
public sealed record ProfileParameter(string Name, Words Title, Words Description, ParameterPattern Pattern, string Default);

/// <summary>An optional part of a profile, which a customer grants or not.</summary>
/// <param name="Id">Its id: lowercase letters and digits.</param>
/// <param name="Title">What it is.</param>
/// <param name="Why">Why the vendor asks for it: of every statement in it.</param>
/// <param name="Default">Whether it is granted unless the customer says otherwise.</param>
/// <param name="Grants">What it grants.</param>
/// <param name="Parameters">The parameters that it needs, and nothing else does.</param>
public sealed record ProfileFeature(string Id, Words Title, Words Why, bool Default, PolicySet Grants, IReadOnlyList<string> Parameters)
{
    /// <summary>The name of the template's parameter that grants it: <c>Feature</c> and the id with a capital.</summary>
    public string ParameterName => ParameterNameOf(Id);

    /// <summary>The name of the template's condition.</summary>
    public string ConditionName => "Has" + Capitalized(Id);

    /// <summary>The name of the template's parameter that grants a feature.</summary>
    /// <param name="id">The feature's id.</param>
    public static string ParameterNameOf(string id) => "Feature" + Capitalized(id);

    private static string Capitalized(string id) => char.ToUpperInvariant(id[0]) + id[1..];
}

/// <summary>Statements and AWS managed policies that are granted together.</summary>
/// <param name="Statements">The statements.</param>
/// <param name="ManagedPolicies">AWS managed policies by what is in their ARNs behind <c>policy/</c>.</param>
public sealed record PolicySet(IReadOnlyList<PolicyStatement> Statements, IReadOnlyList<string> ManagedPolicies)
{
    /// <summary>Nothing.</summary>
    public static PolicySet Empty { get; } = new([], []);
}

/// <summary>A named set of permissions that the vendor defines and a customer grants.</summary>
public sealed class Profile
{
    /// <summary>The profile's name, as it is in requests and in template addresses.</summary>
    public required string Name { get; init; }

    /// <summary>The version of its template.</summary>
    public required string Version { get; init; }

    /// <summary>What it is called.</summary>
    public required Words Title { get; init; }

    /// <summary>What it is for.</summary>
    public required Words Description { get; init; }

    /// <summary>The longest session of the role, in seconds.</summary>
    public required int MaxSessionSeconds { get; init; }

    /// <summary>What is granted whatever the customer chooses.</summary>
    public required PolicySet Grants { get; init; }

    /// <summary>What the customer fills in.</summary>
    public required IReadOnlyList<ProfileParameter> Parameters { get; init; }

    /// <summary>What the customer chooses.</summary>
    public required IReadOnlyList<ProfileFeature> Features { get; init; }

    /// <summary>The versions of its template that were published before this one, oldest first.</summary>
    public IReadOnlyList<TemplateVersion> EarlierVersions { get; init; } = [];

    /// <summary>Whether new connections can have it: a removed profile stays readable for connections that have it.</summary>
    public bool IsOffered { get; init; } = true;

    /// <summary>The profiles that are offered.</summary>
    public static IReadOnlyList<Profile> All => ProfileCatalog.Current.Profiles;

    /// <summary>Every version of its template, oldest first.</summary>
    public IReadOnlyList<TemplateVersion> Versions => [.. EarlierVersions, CurrentVersion];

    /// <summary>The version that new connections get.</summary>
    public TemplateVersion CurrentVersion => field ??= new TemplateVersion(Version, Grants, [.. Features.Select(f => new FeatureGrants(f.Id, f.Grants))], MaxSessionSeconds);

    /// <summary>The names of the inline policies that a stack can give its role.</summary>
    public IReadOnlyList<string> InlinePolicyNames => field ??= Packing.InlineNames(this);

    /// <summary>Every statement, with the feature that it belongs to; null for those that are always granted.</summary>
    public IEnumerable<(PolicyStatement Statement, ProfileFeature? Feature)> AllStatements =>
        [.. Grants.Statements.Select(s => (s, (ProfileFeature?)null)), .. Features.SelectMany(f => f.Grants.Statements.Select(s => (s, (ProfileFeature?)f)))];

    /// <summary>Every AWS managed policy, with its feature.</summary>
    public IEnumerable<(string Name, ProfileFeature? Feature)> AllManagedPolicies =>
        [.. Grants.ManagedPolicies.Select(p => (p, (ProfileFeature?)null)), .. Features.SelectMany(f => f.Grants.ManagedPolicies.Select(p => (p, (ProfileFeature?)f)))];

    /// <summary>The actions that it allows, as they are written.</summary>
    public IReadOnlyList<string> Actions => [.. AllStatements.Where(s => s.Statement is { Allows: true, IsNotAction: false }).SelectMany(s => s.Statement.Actions).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The features that are granted unless the customer says otherwise.</summary>
    public FeatureSet DefaultFeatures => FeatureSet.Of(Features.Where(f => f.Default).Select(f => f.Id));

    /// <summary>Finds a profile that is offered.</summary>
    /// <param name="name">The name as a request gave it; compared exactly.</param>
    /// <returns>The profile, or null when there is none of that name.</returns>
    public static Profile? Find(string? name) => ProfileCatalog.Current.Find(name);

    /// <summary>Finds a profile of a connection, whether it is still offered or not.</summary>
    /// <param name="name">The name as it was stored.</param>
    /// <returns>The profile; null when none of that name was ever published.</returns>
    public static Profile? FindStored(string name) => ProfileCatalog.Current.FindStored(name);

    /// <summary>Finds a version by its name.</summary>
    /// <param name="version">The name, compared exactly.</param>
    /// <returns>The version, or null when none of that name was published.</returns>
    public TemplateVersion? FindVersion(string? version) => version == Version ? CurrentVersion : EarlierVersions.FirstOrDefault(v => v.Name == version);

    /// <summary>Finds a parameter.</summary>
    /// <param name="name">Its name, compared exactly.</param>
    public ProfileParameter? FindParameter(string name) => Parameters.FirstOrDefault(p => p.Name == name);

    /// <summary>Whether a text is the name of a profile: it begins with a letter, and has at most 32 lowercase letters, digits and hyphens.</summary>
    /// <param name="name">The text.</param>
    public static bool IsName(string name) =>
        name.Length is >= 1 and <= 32 && char.IsAsciiLetterLower(name[0]) && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
