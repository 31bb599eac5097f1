using Onboarding.Functions.Aws;
using Onboarding.Templates;

namespace Onboarding.Functions.Verification;

/// <summary>What a verification came to.</summary>
internal sealed record Verdict
{
    /// <summary>The evidence.</summary>
    public required Check Check { get; init; }

    /// <summary>Why the connection cannot be accepted; null when it was proven.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>Whether the role just can't be assumed yet, which can change over time.</summary>
    public bool NotYetAssumable { get; init; }

    /// <summary>Whether the role's trust policy was read. If not, it is unknown who the role trusts besides the service.</summary>
    public bool TrustWasRead { get; init; }

    /// <summary>Whether someone else can use the role, according to its trust policy or to a probe that should have been denied.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether AWS gave no decision: the result is inconclusive.</summary>
    public bool IsInconclusive => string.Equals(Check.Outcome, Check.Inconclusive, StringComparison.Ordinal);

    /// <summary>Whether the obstacle is temporary, such as missing answers from AWS or an update of the stack: the result is inconclusive.</summary>
    public bool PassesByItself => IsInconclusive || Refusal?.RetryAfterSeconds is not null;

    /// <summary>The stack the role comes from, by its real name; null for a manual role.</summary>
    public StackArn? Stack { get; init; }

    /// <summary>By which way the role was created, one of <see cref="CreationWay"/>; null when it came to no comparison.</summary>
    public string? Way { get; init; }

    /// <summary>The features that are granted; null when it came to no comparison.</summary>
    public FeatureSet? Features { get; init; }

    /// <summary>The values of the profile's parameters; null when it came to no comparison.</summary>
    public ParameterValues? Parameters { get; init; }

    /// <summary>The AWS managed policies of the template and which version of each is in force, as far as they were read.</summary>
    public ParameterValues? ManagedPolicies { get; init; }

    /// <summary>The version of the template that the role was compared with; null when it came to no comparison.</summary>
    public string? TemplateVersion { get; init; }
}
