
namespace Onboarding.Functions.Values;

/// <summary>The id of an onboarding: 24 characters of the SHA-256 of its external ID, so that it can be used in addresses and logs, and the table's key makes the external ID permanently unique.</summary>
internal sealed record OnboardingId
{
    private const int Length = 24;

    private OnboardingId(string value) => Value = value;

    public string Value { get; }

    public static OnboardingId Of(ExternalId externalId) => new(MintingAlphabet.Hash(externalId.Value, Length));

    public static OnboardingId? Parse(string? text) => text is { Length: Length } && MintingAlphabet.Contains(text) ? new OnboardingId(text) : null;

    public override string ToString() => Value;
}
