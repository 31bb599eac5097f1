namespace Onboarding.Templates;

/// <summary>How a role has its permissions.</summary>
public enum PolicyStyle
{
    /// <summary>In inline policies as long as they fit, else in customer managed policies.</summary>
    Inline,

    /// <summary>In customer managed policies, for customers whose rules refuse inline policies.</summary>
    Managed,
}

/// <summary>A statement in a policy, with the feature that it depends on; null for one that is always there.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Feature">The feature.</param>
public sealed record PackedStatement(PolicyStatement Statement, ProfileFeature? Feature);

/// <summary>One policy of a role.</summary>
/// <param name="Name">Its name: <c>Permissions</c>, <c>Permissions2</c> and so on. A customer managed policy has the role's name and a hyphen before it.</param>
/// <param name="IsManaged">Whether it is a customer managed policy.</param>
/// <param name="Statements">What is in it.</param>
public sealed record PackedPolicy(string Name, bool IsManaged, IReadOnlyList<PackedStatement> Statements)
{
    /// <summary>The feature without which the whole policy would be empty; null when it always has a statement.</summary>
    public ProfileFeature? Feature => Statements.Any(s => s.Feature is null) ? null : Statements[0].Feature;
}

/// <summary>A profile's permissions as the policies of a role: always the same for the same profile.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: white space is not counted.</remarks>
public static class Packing
{
    /// <summary>The characters of all inline policies of a role together.</summary>
    public const int MaxInline = 10_240;

    /// <summary>The characters of a managed policy.</summary>
    public const int MaxManaged = 6_144;

    /// <summary>The managed policies that a role has at most, AWS's own included.</summary>
    public const int MaxAttached = 10;

    /// <summary>What every policy is called, with a number from the second on.</summary>
    public const string PolicyName = "Permissions";

    // The longest partition, Region and role name that there can be.
    private static readonly Filling s_longest = new("aws-us-gov", "000000000000", new string('r', 16), new string('n', 64), new Dictionary<string, string>(StringComparer.Ordinal)) { StackName = new string('s', 128) };
    private static readonly int s_empty = PolicyStatement.Document([]).Length;

    /// <summary>Packs a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="style">How.</param>
    /// <returns>The policies in order; those of a profile that is too large are too large, too.</returns>
    public static IReadOnlyList<PackedPolicy> Pack(Profile profile, PolicyStyle style)
    {
        var inline = Inline(profile);
        return style == PolicyStyle.Inline && inline.Sum(p => LengthOf(profile, p)) + SelfInspectionLength(profile) <= MaxInline ? inline : Managed(profile);
    }

    /// <summary>How many managed policies a role of the profile has at most, AWS's own and all features included.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="style">How it is packed.</param>
    public static int AttachedCount(Profile profile, PolicyStyle style) =>
        profile.AllManagedPolicies.Select(p => p.Name).Distinct(StringComparer.Ordinal).Count() + Pack(profile, style).Count(p => p.IsManaged) + (style == PolicyStyle.Managed ? 1 : 0);

    /// <summary>The names of the inline policies that a stack of the profile can give its role.</summary>
    /// <param name="profile">The profile.</param>
    internal static IReadOnlyList<string> InlineNames(Profile profile) =>
        [.. Pack(profile, PolicyStyle.Inline).Where(p => !p.IsManaged).Select(p => p.Name).Append(PolicyName).Append(SelfInspection.PolicyName).Distinct(StringComparer.Ordinal)];

    /// <summary>The characters of a policy when every variable is as long as it can be.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="policy">One of its policies.</param>
    public static int LengthOf(Profile profile, PackedPolicy policy) => s_empty + policy.Statements.Sum(s => LengthOf(profile, s.Statement)) - 1;

    /// <summary>The characters of a statement, with a comma, when every variable is as long as it can be.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="statement">One of its statements.</param>
    public static int LengthOf(Profile profile, PolicyStatement statement) =>
        (s_longest with { Parameters = profile.Parameters.ToDictionary(p => p.Name, p => new string('p', p.Pattern.Longest), StringComparer.Ordinal) }).Fill(statement).ToJson().Count(c => !char.IsWhiteSpace(c)) + 1;

    private static int SelfInspectionLength(Profile profile) => PolicyStatement.Document(
        SelfInspection.Statements(isFromStack: true, hasOwnPolicies: true, [.. profile.AllManagedPolicies.Select(p => p.Name).Distinct(StringComparer.Ordinal)]).Select(s_longest.Fill)).Length;

    // What is always granted is one policy, and each feature another: it comes and goes as a whole.
    private static List<PackedPolicy> Inline(Profile profile) =>
    [
        .. profile.AllStatements.GroupBy(s => s.Feature?.Id, StringComparer.Ordinal)
            .Select((part, i) => new PackedPolicy(NameOf(i), IsManaged: false, [.. part.Select(s => new PackedStatement(s.Statement, s.Feature))])),
    ];

    // First fit in the profile's own order. A feature's statements go where there is room, on condition of the feature, so that it needs no policy of its own.
    private static List<PackedPolicy> Managed(Profile profile)
    {
        var bins = new List<(List<PackedStatement> Statements, int Length)>();
        foreach (var (whole, feature) in profile.AllStatements)
        {
            foreach (var statement in Split(profile, whole))
            {
                var length = LengthOf(profile, statement);
                var bin = bins.FindIndex(b => b.Length + length - 1 <= MaxManaged && !b.Statements.Exists(s => s.Statement.Sid == statement.Sid)
                    && (b.Statements.Exists(s => s.Feature is null) || b.Statements[0].Feature == feature));
                if (bin < 0)
                    bins.Add(([new PackedStatement(statement, feature)], s_empty + length));
                else
                    bins[bin] = ([.. bins[bin].Statements, new PackedStatement(statement, feature)], bins[bin].Length + length);
            }
        }

        return [.. bins.Select((b, i) => new PackedPolicy(NameOf(i), IsManaged: true, b.Statements))];
    }

    private static List<PolicyStatement> Split(Profile profile, PolicyStatement statement) => Split(statement, s => LengthOf(profile, s) - 1);

    /// <summary>Cuts a statement that is larger than a managed policy. Statements are OR-ed, so a list of actions can be cut anywhere; one of excluded actions cannot.</summary>
    /// <param name="statement">The statement, with its variables filled in.</param>
    internal static List<PolicyStatement> Split(PolicyStatement statement) => Split(statement, s => s.ToJson().Length);

    private static List<PolicyStatement> Split(PolicyStatement statement, Func<PolicyStatement, int> lengthOf)
    {
        if (statement.IsNotAction || s_empty + lengthOf(statement) <= MaxManaged)
            return [statement];
        var parts = new List<PolicyStatement>();
        var length = 0;
        foreach (var action in statement.Actions)
        {
            // Its quotation marks and a comma.
            var added = action.Length + 3;
            if (parts.Count == 0 || length + added > MaxManaged)
            {
                parts.Add(statement with { Actions = [action] });
                // The brackets of a list are counted with its first action.
                length = s_empty + lengthOf(parts[^1]) + 2;
            }
            else
            {
                parts[^1] = parts[^1] with { Actions = [.. parts[^1].Actions, action] };
                length += added;
            }
        }

        return parts;
    }

    private static string NameOf(int place) => place == 0 ? PolicyName : $"{PolicyName}{place + 1}";
}
