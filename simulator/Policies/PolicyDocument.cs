namespace Onboarding.Simulator.Policies;

/// <summary>What a policy is for: the rules for its form differ.</summary>
internal enum PolicyKind
{
    /// <summary>Who can assume a role.</summary>
    Trust,

    /// <summary>Permissions kept inside a role or user.</summary>
    Inline,

    /// <summary>Permissions with an ARN of their own, also boundaries.</summary>
    Managed,

    /// <summary>What AssumeRole's <c>Policy</c> narrows a session to.</summary>
    Session,
}

/// <summary>A policy that IAM would save.</summary>
internal sealed record PolicyDocument
{
    /// <summary>The text as it was given.</summary>
    public required string Json { get; init; }

    /// <summary>Whether <c>${…}</c> is a variable: only in version 2012-10-17.</summary>
    public required bool HasVariables { get; init; }

    public required IReadOnlyList<Statement> Statements { get; init; }

    /// <summary>The length that quotas count: without white space.</summary>
    public static int CountedLength(string json) => json.Count(c => !char.IsWhiteSpace(c));

    /// <summary>What these statements say of a request; who the principal is, is not asked.</summary>
    public PolicyEffect Evaluate(AccessRequest request)
    {
        var effect = PolicyEffect.None;
        foreach (var statement in Statements.Where(s => s.AppliesTo(request, HasVariables)))
        {
            if (statement.Effect is Effect.Deny) return PolicyEffect.Deny;
            effect = PolicyEffect.Allow;
        }
        return effect;
    }
}

/// <summary>A policy's decision about a request.</summary>
internal enum PolicyEffect
{
    /// <summary>Nothing: the request is denied unless something else allows it.</summary>
    None,

    /// <summary>It is allowed.</summary>
    Allow,

    /// <summary>It is denied, whatever else allows it.</summary>
    Deny,
}
