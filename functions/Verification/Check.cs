using System.Text.Json;
using System.Text.Json.Serialization;
using Onboarding.Functions.Verification.ReadBack;

namespace Onboarding.Functions.Verification;

/// <summary>One run of the verification probes, with its evidence.</summary>
/// <param name="At">When it ran.</param>
/// <param name="Outcome"><c>passed</c>, <c>failed</c> or <c>inconclusive</c>.</param>
/// <param name="Probes">What was tried.</param>
/// <param name="Code">The error code, unless it passed.</param>
/// <param name="Findings">What differs from the template; null when nothing does, and in checks from before there were findings.</param>
internal sealed record Check(
    DateTimeOffset At, string Outcome, IReadOnlyList<Probe> Probes, string? Code = null, IReadOnlyList<Finding>? Findings = null)
{
    public const string Passed = "passed";
    public const string Failed = "failed";
    public const string Inconclusive = "inconclusive";

    /// <summary>Whether it has findings that can be left out.</summary>
    [JsonIgnore]
    public bool HasFindings => Findings?.Any(f => f.Code != FindingKinds.FindingsOmitted.Code) is true;

    /// <summary>Whether it found that the role trusts someone else, or doesn't show who it trusts.</summary>
    [JsonIgnore]
    public bool HasTrustFindings => Findings?.Any(f => FindingKinds.Find(f.Code)?.Severity == FindingSeverity.Trust) is true;

    /// <summary>The same without its findings: it says only how many there were.</summary>
    public Check WithoutFindings() => Findings is { Count: var count } ? this with { Findings = [FindingBounds.Omitted(count)] } : this;

    /// <summary>A hash of what was found: that of a check which finds the same at another time is the same.</summary>
    [JsonIgnore]
    public string Digest => TextHash.Of(JsonSerializer.Serialize(
        this with { At = DateTimeOffset.UnixEpoch, Probes = [.. Probes.Select(p => p with { AwsRequestId = null })] }, FunctionsJson.Api.Check));
}

/// <summary>One question to AWS and its answer.</summary>
/// <param name="Name">What was tried, such as <c>assume-role-without-external-id</c>.</param>
/// <param name="Answer"><c>allowed</c>, <c>denied</c> or <c>inconclusive</c>.</param>
/// <param name="ErrorCode">AWS's error code, or what kept AWS from answering.</param>
/// <param name="AwsRequestId">AWS's id of the request, which the customer finds in CloudTrail.</param>
internal sealed record Probe(string Name, string Answer, string? ErrorCode = null, string? AwsRequestId = null)
{
    public const string Allowed = "allowed";
    public const string Denied = "denied";
    public const string Inconclusive = "inconclusive";
}
