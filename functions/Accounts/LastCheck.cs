using Onboarding.Functions.Registry;
using Onboarding.Functions.Verification;

namespace Onboarding.Functions.Accounts;

/// <summary>What an account keeps of its last check. The evidence is in the audit, once: it can be thirty times as large as the rest of the account.</summary>
/// <param name="At">When it ran.</param>
/// <param name="Outcome">As <see cref="Check.Outcome"/>.</param>
/// <param name="Code">The error code, unless it passed.</param>
/// <param name="Sequence">The number of the audit entry with its evidence.</param>
/// <param name="Digest">What it found, as <see cref="Check.Digest"/>.</param>
internal sealed record LastCheck(DateTimeOffset At, string Outcome, string? Code, long Sequence, string Digest)
{
    /// <summary>What is kept of a check whose evidence is written in an audit entry.</summary>
    public static LastCheck Of(Check check, long sequence) => new(check.At, check.Outcome, check.Code, sequence, check.Digest);

    /// <summary>Reads an account's item.</summary>
    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    public static LastCheck Of(Item item) => new(item.Time("checkAt"), item.Text("checkOutcome"), item.OptionalText("checkCode"), item.Integer("checkSequence"), item.Text("checkDigest"));

    public void WriteTo(Item item) => item
        .With("checkAt", At)
        .With("checkOutcome", Outcome)
        .With("checkCode", Code)
        .With("checkSequence", Sequence)
        .With("checkDigest", Digest);
}
