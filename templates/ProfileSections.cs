namespace Onboarding.Templates;

/// <summary>The parts of the customers' template that a profile decides.</summary>
internal sealed class ProfileSections(Profile profile, PolicyStyle style)
{
    private readonly IReadOnlyList<PackedPolicy> _policies = Packing.Pack(profile, style);

    /// <summary>What cfn-lint cannot know: with the empty default an ARN is none, and a rule keeps the empty default from ever being used in it (W1031); ConnectedFor is for people to read (W2001).</summary>
    public string Linter => profile.Parameters.Any(IsDemandedByFeature)
        ? new YamlText().Line(2, "cfn-lint:").Line(4, "config:").Line(6, "ignore_checks: [W1031, W2001]").ToString()
        : "";

    /// <summary>The parameters of the profile as a group of the console's form.</summary>
    public string ParameterGroups => Asked.Count == 0 ? "" : new YamlText()
        .Line(6, "- Label:")
        .Line(10, $"default: {YamlText.Quoted($"{profile.Title.English} / {profile.Title.Japanese}")}")
        .Line(8, $"Parameters: [{string.Join(", ", Asked)}]").ToString();

    public string Parameters
    {
        get
        {
            var text = new YamlText();
            foreach (var feature in profile.Features)
            {
                text.Line(2, feature.ParameterName + ":")
                    .Line(4, "Type: String")
                    .Line(4, $"Default: '{(feature.Default ? "true" : "false")}'")
                    .Line(4, "AllowedValues: ['true', 'false']")
                    .Line(4, $"Description: {YamlText.Quoted($"{feature.Title.English}: {feature.Why.English} / {feature.Title.Japanese}: {feature.Why.Japanese}")}");
            }

            foreach (var parameter in profile.Parameters)
            {
                text.Line(2, parameter.Name + ":").Line(4, "Type: String");
                if (!IsDemandedAlways(parameter))
                    text.Line(4, $"Default: {YamlText.Quoted(parameter.Default)}");
                text.Line(4, $"Description: {YamlText.Quoted($"{parameter.Description.English} / {parameter.Description.Japanese}")}")
                    .Line(4, $"AllowedPattern: {YamlText.Quoted(IsDemandedByFeature(parameter) ? "^$|" + parameter.Pattern.Text : parameter.Pattern.Text)}")
                    .Line(4, $"ConstraintDescription: {YamlText.Quoted($"{parameter.Title.English}: {parameter.Description.English} / {parameter.Title.Japanese}: {parameter.Description.Japanese}")}");
            }

            return text.ToString();
        }
    }

    /// <summary>A parameter without a default is demanded while its feature is granted.</summary>
    public string Rules
    {
        get
        {
            var text = new YamlText();
            foreach (var (parameter, feature) in profile.Parameters.Where(IsDemandedByFeature).SelectMany(p => profile.Features.Where(f => f.Parameters.Contains(p.Name, StringComparer.Ordinal)).Select(f => (p, f))))
            {
                text.Line(2, $"{feature.ParameterName}Needs{parameter.Name}:")
                    .Line(4, $"RuleCondition: !Equals [!Ref {feature.ParameterName}, 'true']")
                    .Line(4, "Assertions:")
                    .Line(6, $"- Assert: !Not [!Equals [!Ref {parameter.Name}, '']]")
                    .Line(8, $"AssertDescription: {YamlText.Quoted($"{feature.Title.English} needs {parameter.Title.English}. / {feature.Title.Japanese}には{parameter.Title.Japanese}が必要です。")}");
            }

            return text.ToString();
        }
    }

    public string Conditions =>
        profile.Features.Aggregate(new YamlText(), (text, f) => text.Line(2, $"{f.ConditionName}: !Equals [!Ref {f.ParameterName}, 'true']")).ToString();

    /// <summary>The role's own policies, and those attached to it.</summary>
    public string Policies
    {
        get
        {
            var text = new YamlText();
            string[] attached = [.. Attached];
            if (attached.Length > 0)
                text.Line(6, "ManagedPolicyArns:");
            foreach (var arn in attached)
                text.Line(8, "- " + arn);
            var inline = _policies.Where(p => !p.IsManaged).ToList();
            if (inline.Count > 0 || style == PolicyStyle.Inline)
                text.Line(6, "Policies:");
            foreach (var policy in inline)
            {
                var (indent, condition) = policy.Feature is { } feature ? (10, feature.ConditionName) : (8, null);
                if (condition is not null)
                    text.Line(8, "- !If").Line(10, "- " + condition);
                text.Line(indent, "- PolicyName: " + policy.Name);
                Document(text, indent + 2, policy.Statements, isConditional: policy.Feature is null);
                if (condition is not null)
                    text.Line(10, "- !Ref AWS::NoValue");
            }

            if (style == PolicyStyle.Inline)
                Document(text.Line(8, "- PolicyName: " + SelfInspection.PolicyName), 10, Inspection, isConditional: false);
            return text.ToString();
        }
    }

    /// <summary>The customer managed policies.</summary>
    public string ManagedPolicies
    {
        get
        {
            var text = new YamlText();
            foreach (var policy in _policies.Where(p => p.IsManaged))
                Managed(text, policy.Name, policy.Feature?.ConditionName, policy.Statements, isConditional: policy.Feature is null);
            if (style == PolicyStyle.Managed)
                Managed(text, SelfInspection.PolicyName, condition: null, Inspection, isConditional: false);
            return text.ToString();
        }
    }

    private List<string> Asked => [.. profile.Features.Select(f => f.ParameterName), .. profile.Parameters.Select(p => p.Name)];

    private IReadOnlyList<PackedStatement> Inspection =>
    [
        .. SelfInspection.Statements(isFromStack: true, hasOwnPolicies: style == PolicyStyle.Managed || _policies.Any(p => p.IsManaged), [.. profile.AllManagedPolicies.Select(p => p.Name).Distinct(StringComparer.Ordinal)])
            .Select(s => new PackedStatement(s, null)),
    ];

    private IEnumerable<string> Attached =>
    [
        .. profile.AllManagedPolicies.GroupBy(p => p.Name, StringComparer.Ordinal).Select(p => On(Features(p.Select(x => x.Feature)), YamlText.Open(SelfInspection.AwsManagedPolicy(p.Key)))),
        .. _policies.Where(p => p.IsManaged).Select(p => On(p.Feature is null ? [] : [p.Feature], "!Ref " + p.Name)),
        .. style == PolicyStyle.Managed ? ["!Ref " + SelfInspection.PolicyName] : Array.Empty<string>(),
    ];

    // One that is granted always, too, is on no condition.
    private static List<ProfileFeature> Features(IEnumerable<ProfileFeature?> features) => features.ToList() is var all && all.Contains(null) ? [] : [.. all.OfType<ProfileFeature>()];

    private static string On(List<ProfileFeature> features, string arn) =>
        features.Aggregate((string?)null, (otherwise, f) => $"!If [{f.ConditionName}, {arn}, {otherwise ?? "!Ref AWS::NoValue"}]") ?? arn;

    private static void Managed(YamlText text, string name, string? condition, IReadOnlyList<PackedStatement> statements, bool isConditional)
    {
        text.Line(2, name + ":").Line(4, "Type: AWS::IAM::ManagedPolicy");
        if (condition is not null)
            text.Line(4, "Condition: " + condition);
        text.Line(4, "Properties:").Line(6, $"ManagedPolicyName: !Sub '${{RoleName}}-{name}'");
        Document(text, 6, statements, isConditional);
    }

    private static void Document(YamlText text, int indent, IReadOnlyList<PackedStatement> statements, bool isConditional)
    {
        text.Line(indent, "PolicyDocument:").Line(indent + 2, "Version: '2012-10-17'").Line(indent + 2, "Statement:");
        foreach (var statement in statements)
            text.Statement(indent + 4, statement, isConditional);
    }

    private bool IsDemandedByFeature(ProfileParameter parameter) => parameter.Default.Length == 0 && profile.Features.Any(f => f.Parameters.Contains(parameter.Name, StringComparer.Ordinal));

    private bool IsDemandedAlways(ProfileParameter parameter) => parameter.Default.Length == 0 && !IsDemandedByFeature(parameter);
}
