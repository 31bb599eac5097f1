using System.Text.Json;
using Onboarding.Profiles.Aws;
using Onboarding.Templates;

namespace Onboarding.Profiles;

/// <summary>Reads the folder of one profile: <c>profile.json</c>, <c>policy.json</c> and a file for each feature.</summary>
internal sealed class ProfileLoader(string folder, ActionTable actions, StatementChecks checks, Faults faults)
{
    private const string Description = "profile.json";
    private const string BasePolicy = "policy.json";

    // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html: these give the role any rights.
    private static readonly string[] s_unlimited = ["AdministratorAccess", "IAMFullAccess", "PowerUserAccess"];

    private readonly string _name = Path.GetFileName(folder);
    private readonly FileReader _file = new($"{Path.GetFileName(folder)}/{Description}", faults);

    /// <summary>The profile as far as it can be read; null when nothing of it can.</summary>
    public Profile? Load()
    {
        if (!Profile.IsName(_name))
            faults.Add(_name, "the folder's name is no profile's; rename it to at most 32 lower-case letters, digits and hyphens that begin with a letter.");
        if (_file.Read(Path.Combine(folder, Description)) is not { } json)
            return null;
        _file.RefuseUnknown(json, "", "title", "description", "managedPolicies", "statements", "parameters", "features", "acknowledged", "maxSessionSeconds", "version");
        var features = new FeatureReader(_file, folder, faults);
        var parameters = new ParameterReader(_file).Read(json);
        var acknowledged = _file.Texts(json, "", "acknowledged");
        var profile = new Profile
        {
            Name = _name,
            Version = VersionOf(json),
            Title = _file.Words(json, "", "title"),
            Description = _file.Words(json, "", "description"),
            MaxSessionSeconds = MaxSessionSecondsOf(json),
            Grants = new PolicySet(Explained(json, PolicyFile.Read(FileOf(BasePolicy), Path.Combine(folder, BasePolicy))), features.ManagedPolicies(json, "")),
            Parameters = parameters,
            Features = features.Read(json, parameters),
        };
        Strangers(features.Files);
        Check(profile, features, acknowledged);
        return profile;
    }

    private void Check(Profile profile, FeatureReader features, IReadOnlyList<string> acknowledged)
    {
        foreach (var (statement, feature) in profile.AllStatements)
            checks.Check(FileOf(features.FileOf(feature) ?? BasePolicy), statement, profile.Parameters, acknowledged);
        foreach (var same in profile.AllStatements.GroupBy(s => s.Statement.Sid, StringComparer.Ordinal).Where(s => s.Count() > 1))
            FileOf(features.FileOf(same.Last().Feature) ?? BasePolicy).Fault(same.Key, "another statement of the profile has the same Sid; give each its own.");
        foreach (var unlimited in profile.AllManagedPolicies.Select(p => p.Name).Where(p => s_unlimited.Contains(p[(p.LastIndexOf('/') + 1)..], StringComparer.Ordinal) && !acknowledged.Contains(p, StringComparer.Ordinal)))
            _file.Fault($"the managed policy {unlimited} lets the role give itself any rights; remove it, or list it in “acknowledged”.");
        new ParameterUse(_file, profile).Check();
        TrueTitle(profile);
        Sizes(profile, features);
    }

    // "Read only" must be true of everything that can be granted.
    private void TrueTitle(Profile profile)
    {
        var claims = profile.Title.English.Replace('-', ' ').Contains("read only", StringComparison.OrdinalIgnoreCase) || profile.Title.English.Contains("readonly", StringComparison.OrdinalIgnoreCase)
            || profile.Title.Japanese.Contains("読み取り専用", StringComparison.Ordinal) || profile.Title.Japanese.Contains("参照のみ", StringComparison.Ordinal);
        var writes = profile.AllStatements.Where(s => s.Statement.Allows).SelectMany(s => actions.Matching(s.Statement)).FirstOrDefault(a => a.IsWrite);
        if (claims && writes is not null)
            _file.Fault($"the title says that the profile only reads, but it allows {writes.FullName} ({AccessLevels.NameOf(writes.Level)}); change the title, or remove what writes.");
    }

    private void Sizes(Profile profile, FeatureReader features)
    {
        foreach (var (statement, feature) in profile.AllStatements.Where(s => s.Statement.IsNotAction || s.Statement.Actions.Count < 2))
        {
            var length = Packing.LengthOf(profile, statement) + PolicyStatement.Document([]).Length - 1;
            if (length > Packing.MaxManaged)
                FileOf(features.FileOf(feature) ?? BasePolicy).Fault(statement.Sid, $"it has {length} characters, and a policy at most {Packing.MaxManaged}; split it into statements with fewer resources or conditions.");
        }

        foreach (var style in Enum.GetValues<PolicyStyle>())
        {
            var count = Packing.AttachedCount(profile, style);
            if (count > Packing.MaxAttached)
            {
                _file.Fault($"the profile packs into {count} managed policies with “policies={style.ToString().ToLowerInvariant()}”, and a role has at most {Packing.MaxAttached}; remove AWS managed policies, or shorten the statements.");
                return;
            }
        }
    }

    private void Strangers(IReadOnlyCollection<string> named)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Select(f => Path.GetFileName(f)).Where(f => f is not (Description or BasePolicy) && !named.Contains(f, StringComparer.Ordinal)).Order(StringComparer.Ordinal))
            faults.Add($"{_name}/{file}", "no feature of profile.json names the file; name it as a feature's “policy”, or remove it.");
    }

    private FileReader FileOf(string file) => new($"{_name}/{file}", faults);

    private IReadOnlyList<PolicyStatement> Explained(JsonElement json, IReadOnlyList<PolicyStatement> statements)
    {
        if (!json.TryGetProperty("statements", out var whys) || whys.ValueKind != JsonValueKind.Object)
        {
            _file.Fault("“statements” is missing; write for each Sid of policy.json why you need it.");
            return statements;
        }

        foreach (var stranger in whys.EnumerateObject().Select(m => m.Name).Where(n => statements.All(s => s.Sid != n)))
            _file.Fault($"“statements.{stranger}” explains a statement that policy.json has not; remove it, or correct its Sid.");
        return [.. statements.Select(s => s with { Why = WhyOf(whys, s.Sid) })];
    }

    private Words WhyOf(JsonElement whys, string sid)
    {
        if (whys.TryGetProperty(sid, out var entry) && entry.ValueKind == JsonValueKind.Object)
        {
            _file.RefuseUnknown(entry, $"statements.{sid}", "why");
            return _file.Words(entry, $"statements.{sid}", "why");
        }

        _file.Fault(sid, $"nothing says why it is needed; add “statements.{sid}.why” in English and Japanese.");
        return new Words("", "");
    }

    private string VersionOf(JsonElement json)
    {
        var version = _file.Text(json, "", "version", isRequired: false) ?? ConnectTemplate.Version;
        if (version.Split('.') is { Length: 2 or 3 } parts && parts.All(p => p.Length is > 0 and < 6 && p.All(char.IsAsciiDigit)))
            return version;
        _file.Fault($"“version” is “{version}”; write numbers with dots between them, such as 1.0.0.");
        return ConnectTemplate.Version;
    }

    private int MaxSessionSecondsOf(JsonElement json)
    {
        const int Usual = 3600;
        if (!json.TryGetProperty("maxSessionSeconds", out var value))
            return Usual;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var seconds) && seconds is >= 3600 and <= 43_200)
            return seconds;
        _file.Fault("“maxSessionSeconds” is not a number from 3600 to 43200, as IAM takes it; write one.");
        return Usual;
    }
}
