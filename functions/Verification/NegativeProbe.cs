namespace Onboarding.Functions.Verification;

/// <summary>An AssumeRole that must be denied: the call of someone who doesn't know this connection's external ID.</summary>
/// <remarks>
/// One is not enough: <c>StringLike "*"</c> denies a request without an external ID and allows any wrong one, <c>StringEqualsIfExists</c> does the reverse,
/// <c>StringEqualsIgnoreCase</c> allows another case.
/// </remarks>
/// <param name="Name">The name in the evidence.</param>
/// <param name="ExternalIdFor">Which external ID to send, given the right one; null for none.</param>
/// <param name="WhenAllowed">The sentence for the customer when the role could be assumed.</param>
internal sealed record NegativeProbe(string Name, Func<ExternalId, string?> ExternalIdFor, Text WhenAllowed)
{
    /// <summary>All of them; the first that is allowed is the one that is reported.</summary>
    public static IReadOnlyList<NegativeProbe> All { get; } =
    [
        new("assume-role-without-external-id", _ => null,
            new("The role could be assumed without any external ID.", "外部 ID なしでロールを引き受けることができました。")),
        new("assume-role-with-wrong-external-id", _ => ExternalId.Mint().Value,
            new("The role could be assumed with another external ID.", "別の外部 ID でロールを引き受けることができました。")),
        new("assume-role-with-external-id-in-other-case", right => right.InOtherCase,
            new("The role could be assumed with the external ID in another case.", "大文字と小文字を変えた外部 ID でロールを引き受けることができました。")),
    ];

    /// <summary>The probe of a name in the evidence.</summary>
    public static NegativeProbe Named(string name) => All.First(p => p.Name == name);
}
