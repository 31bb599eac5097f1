using System.Text.Json.Serialization;

namespace Onboarding.Ops.Api;

/// <summary>A registration as operators see it: an onboarding that has not become an account, or an account.</summary>
internal sealed record Registration
{
    /// <summary>The state of one that the API cannot read.</summary>
    public const string Unreadable = "unreadable";

    public required string Id { get; init; }

    /// <summary><c>onboarding</c> or <c>account</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>This and every nullable member is missing if the registration is <c>unreadable</c> to the API.</summary>
    public string? Tenant { get; init; }

    public string? GroupId { get; init; }

    public string? Name { get; init; }

    public string? AwsAccountId { get; init; }

    public string? RoleArn { get; init; }

    public string? StackId { get; init; }

    public string? Region { get; init; }

    public string? Profile { get; init; }

    /// <summary>The version of the template.</summary>
    public string? TemplateVersion { get; init; }

    public string? Method { get; init; }

    public required string State { get; init; }

    /// <summary>Since when it is in this state.</summary>
    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public CheckSummary? LastCheck { get; init; }

    public int? CleanupReminders { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>The ARN of the operator who deleted it.</summary>
    public string? DeletedBy { get; init; }
}

/// <summary>What the last check came to.</summary>
internal sealed record CheckSummary(DateTimeOffset At, string Outcome, string? Code = null);

/// <summary>A page of registrations.</summary>
internal sealed record RegistrationPage(IReadOnlyList<Registration> Registrations, string? Cursor = null);

/// <summary>The answer to a delete.</summary>
/// <param name="Registration">As it was.</param>
/// <param name="Deleted">What went.</param>
/// <param name="Kept">What stays, and why.</param>
internal sealed record Deletion(Registration Registration, IReadOnlyList<string> Deleted, IReadOnlyList<string> Kept);

/// <summary>A check that was just run, and the state it left the registration in.</summary>
internal sealed record CheckRun(CheckResult Check, string State);

/// <summary>One run of the verification probes.</summary>
/// <param name="At">When it ran.</param>
/// <param name="Outcome"><c>passed</c>, <c>failed</c> or <c>inconclusive</c>.</param>
/// <param name="Code">The error code, unless it passed.</param>
/// <param name="Probes">What was asked of AWS.</param>
/// <param name="Findings">Other findings.</param>
internal sealed record CheckResult(
    DateTimeOffset At, string Outcome, string? Code = null, IReadOnlyList<Probe>? Probes = null, IReadOnlyList<Finding>? Findings = null);

/// <summary>Something about a connection that is not as it should be.</summary>
/// <param name="Code">What scripts test for.</param>
/// <param name="Severity"><c>trust</c>, <c>permission</c> or <c>advice</c>.</param>
/// <param name="Text">What was found, in the reader's language.</param>
/// <param name="Hint">What to do about it, in the reader's language.</param>
internal sealed record Finding(string Code, string? Severity = null, string? Text = null, string? Hint = null);

/// <summary>One question to AWS and its answer.</summary>
internal sealed record Probe(string Name, string Answer, string? ErrorCode = null, string? AwsRequestId = null);

/// <summary>What one round of the sweeper did.</summary>
/// <param name="Due">How many it found due.</param>
/// <param name="Finished">How many it finished.</param>
/// <param name="Failed">How many it could not.</param>
/// <param name="More">Whether more is due.</param>
/// <param name="LagSeconds">For how long the oldest has been due.</param>
/// <param name="Outcomes">How often each thing was done.</param>
internal sealed record SweepRound(
    int Due, int Finished, int Failed, bool More, double LagSeconds, [property: JsonRequired] IReadOnlyDictionary<string, int> Outcomes);

/// <summary>What one round of delivering again did.</summary>
/// <param name="Delivered">How many events were delivered.</param>
/// <param name="Cursor">Where the next round continues; null at the end.</param>
internal sealed record RedriveRound(int Delivered, string? Cursor = null);

/// <summary>Whose pseudonym is asked for.</summary>
/// <param name="Tenant">The person's tenant.</param>
/// <param name="Person">The person's <c>sub</c>.</param>
internal sealed record PseudonymQuestion(string Tenant, string Person);

/// <summary>A person's pseudonym in audit trails; null if the tenant has no key.</summary>
internal sealed record PseudonymAnswer(string? Pseudonym = null);

/// <summary>What became of a tenant's pseudonyms.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Erased">Whether their key was destroyed by this.</param>
internal sealed record Erasure(string Tenant, bool Erased);

/// <summary>A page of a registration's audit trail.</summary>
internal sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, AuditHead? Head = null, string? Cursor = null);

/// <summary>One decision about a registration.</summary>
/// <param name="Sequence">Its number, from 1.</param>
/// <param name="At">When.</param>
/// <param name="Decision">What was decided, such as <c>minted</c>.</param>
/// <param name="By">Who decided.</param>
/// <param name="Text">The JSON text that was hashed.</param>
/// <param name="Hash">The lowercase hex SHA-256 of the text.</param>
/// <param name="PreviousHash">The hash of the entry before; zeros in the first.</param>
/// <param name="Code">An error code, when there was one.</param>
internal sealed record AuditEntry(
    long Sequence, DateTimeOffset At, string Decision, string By, string Text, string Hash, string PreviousHash, string? Code = null);

/// <summary>The last entry, as stored separately from the entries.</summary>
internal sealed record AuditHead(long Sequence, string Hash);

/// <summary>A refusal as RFC 9457 writes it.</summary>
internal sealed record Problem(string? Title = null, string? Detail = null, string? Hint = null, string? Code = null, string? Instance = null, string? Message = null);
