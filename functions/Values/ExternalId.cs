using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Onboarding.Functions.Values;

/// <summary>The external ID of one connection: 32 characters of the minting alphabet, 160 bits from the operating system's CSPRNG.</summary>
/// <remarks>Within STS's 2 to 1,224 of <c>[\w+=,.@:/-]</c>: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html. It is a secret to our logs, so it does not print itself.</remarks>
internal sealed record ExternalId
{
    /// <summary>How many characters an external ID has.</summary>
    public const int Length = 32;

    private ExternalId(string value) => Value = value;

    public string Value { get; }

    public static ExternalId Mint() => new(MintingAlphabet.Random(Length));

    public static bool TryParse(string? text, [NotNullWhen(true)] out ExternalId? externalId)
    {
        externalId = text is { Length: Length } && MintingAlphabet.Contains(text) ? new ExternalId(text) : null;
        return externalId is not null;
    }

    /// <summary>The same ID in upper case, which STS must refuse: it compares exactly when the trust policy says <c>StringEquals</c>.</summary>
    public string InOtherCase => Value.ToUpperInvariant();

    /// <summary>Compares in a time that does not depend on where the two differ.</summary>
    public bool Equals(ExternalId? other) => other is not null
        && CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(Value), System.Text.Encoding.ASCII.GetBytes(other.Value));

    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => "(external ID)";
}
