namespace Onboarding.Ops.Doctor;

/// <summary>One check of a deployment.</summary>
/// <param name="Check">What, in a word that scripts test for.</param>
/// <param name="Outcome"><c>ok</c>, <c>failed</c>, <c>unknown</c> (it could not be read) or <c>skipped</c> (it doesn't apply here).</param>
/// <param name="Detail">What was found, and what to do about it, in the reader's language.</param>
internal sealed record Examination(string Check, string Outcome, string Detail)
{
    public const string Ok = "ok";
    public const string Failed = "failed";
    public const string Unknown = "unknown";
    public const string Skipped = "skipped";
}

/// <summary>All checks of a deployment.</summary>
/// <param name="Checks">In the order of looking.</param>
internal sealed record DoctorReport(IReadOnlyList<Examination> Checks)
{
    /// <summary>How many are not as they should be, or could not be read.</summary>
    public int Bad => Checks.Count(c => c.Outcome is Examination.Failed or Examination.Unknown);
}
