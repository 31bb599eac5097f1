using System.Text.Json.Serialization;
using Onboarding.Functions.Http;
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

    /// <summary>The same without its findings: it says only how many there were.</summary>
    public Check WithoutFindings() => Findings is { Count: var count } ? this with { Findings = [FindingBounds.Omitted(count)] } : this;
}

/// <summary>A check as the API shows it.</summary>
/// <param name="At">When it ran.</param>
/// <param name="Outcome">As <see cref="Check.Outcome"/>.</param>
/// <param name="Probes">What was tried; absent in lists of accounts.</param>
/// <param name="Findings">What differs from the template; absent in lists of accounts.</param>
/// <param name="Code">The error code, unless it passed.</param>
internal sealed record CheckView(UtcTime At, string Outcome, IReadOnlyList<Probe>? Probes, IReadOnlyList<FindingView>? Findings, string? Code = null)
{
    /// <summary>An account's last check without its evidence.</summary>
    public static CheckView Of(Accounts.AccountRecord account) => new(UtcTime.Of(account.LastCheck.At), account.LastCheck.Outcome, null, null, account.LastCheck.Code);

    /// <summary>A check with its evidence.</summary>
    public static CheckView Of(Check check, Language language) =>
        new(UtcTime.Of(check.At), check.Outcome, check.Probes, [.. (check.Findings ?? []).Select(f => FindingView.Of(f, language)).OfType<FindingView>()], check.Code);
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
