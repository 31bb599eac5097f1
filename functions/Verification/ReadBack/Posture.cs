namespace Onboarding.Functions.Verification.ReadBack;

/// <summary>What the account's summary says about the protection of its root user: advice, never a refusal.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html: <c>AccountMFAEnabled</c>, <c>AccountAccessKeysPresent</c> and
/// <c>AccountPasswordPresent</c> are 1 or 0. A member account whose organization has removed the root user's password needs no MFA for it:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html#id_root-user-access-management
/// </remarks>
internal static class Posture
{
    public static IEnumerable<Finding> Of(SeenSummary? summary)
    {
        if (summary is null)
            yield break;
        if (Is(summary, "AccountMFAEnabled", "0") && !Is(summary, "AccountPasswordPresent", "0"))
            yield return Finding.Of(FindingKinds.RootMfaOff);
        if (Is(summary, "AccountAccessKeysPresent", "1"))
            yield return Finding.Of(FindingKinds.RootAccessKeys);
    }

    private static bool Is(SeenSummary summary, string key, string value) => summary.Entries.GetValueOrDefault(key) == value;
}
