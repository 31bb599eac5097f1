using Onboarding.Functions.Aws;
using Onboarding.Templates;

namespace Onboarding.Functions.Verification.ReadBack;

/// <summary>A statement that a role is to have.</summary>
/// <param name="Sid">Its name in the profile.</param>
/// <param name="Wanted">What the role must have at least.</param>
/// <param name="Widest">The maximum that it can have: for a manual role, any account, because it wasn't known when the policy was shown.</param>
internal sealed record ExpectedStatement(string Sid, Statement Wanted, Statement Widest)
{
    /// <summary>Whether the role can omit it: the permission to read managed policies is needed only if there are some.</summary>
    public bool IsOptional { get; init; }

    /// <summary>A statement that is to be just so.</summary>
    public static ExpectedStatement Of(Statement statement) => new(statement.Sid, statement, statement);
}

/// <summary>What a role is to have: a version of its profile, with the features that are granted and everything filled in.</summary>
/// <param name="Statements">The statements, those of self-inspection included.</param>
/// <param name="ManagedPolicyArns">The AWS managed policies.</param>
internal sealed record Expectation(IReadOnlyList<ExpectedStatement> Statements, IReadOnlyList<string> ManagedPolicyArns)
{
    /// <summary>What a role is to have.</summary>
    /// <param name="subject">The connection.</param>
    /// <param name="version">The version of its profile's template.</param>
    /// <param name="features">The features that are granted.</param>
    /// <param name="stack">The stack that the role comes from; null for a manual role, and while it is not known.</param>
    public static Expectation Of(Subject subject, TemplateVersion version, FeatureSet features, StackArn? stack)
    {
        var granted = version.With(features);
        var exact = FillingOf(subject, stack);
        var widest = subject.Stack is null ? exact with { AccountId = Filling.AnyAccount } : exact;
        var inspection = SelfInspection.Statements(stack is not null, hasOwnPolicies: true, [.. version.Features.SelectMany(f => f.Grants.ManagedPolicies).Concat(version.Grants.ManagedPolicies).Distinct(StringComparer.Ordinal)]);
        return new Expectation(
            [
                .. granted.Statements.Select(s => Filled(s, exact, widest)),
                .. inspection.Select(s => Filled(s, exact, widest) with { IsOptional = s.Sid is SelfInspection.OwnPoliciesSid or SelfInspection.AwsPoliciesSid }),
            ],
            [.. granted.ManagedPolicies.Select(p => $"arn:{subject.Role.Partition.Name}:iam::aws:policy/{p}")]);
    }

    /// <summary>The statement in its comparable form.</summary>
    public static Statement Compared(PolicyStatement statement) => new()
    {
        Place = statement.Sid,
        Sid = statement.Sid,
        Allows = statement.Allows,
        Principals = [],
        Actions = [.. statement.Actions],
        IsNotAction = statement.IsNotAction,
        Resources = [.. statement.Resources],
        IsNotResource = statement.IsNotResource,
        Conditions = [.. statement.Conditions.Select(c => new Condition(
            ConditionOperator.Find(c.Operator) ?? throw new InvalidDataException($"There is no condition operator {c.Operator}."), c.Key, c.Values))],
    };

    private static Filling FillingOf(Subject subject, StackArn? stack) =>
        new(subject.Role.Partition.Name, subject.Role.AccountId.Value, stack?.Region ?? subject.Region ?? "", subject.Role.Name, subject.Parameters.Values) { StackName = stack?.StackName };

    private static ExpectedStatement Filled(PolicyStatement statement, Filling exact, Filling widest)
    {
        var wanted = Compared(exact.Fill(statement));
        // In conditions the account is the account, however it is written.
        return new ExpectedStatement(statement.Sid, wanted, widest == exact ? wanted : Compared(widest.Fill(statement)) with { Conditions = wanted.Conditions });
    }
}
