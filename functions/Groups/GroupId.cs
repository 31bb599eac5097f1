namespace Onboarding.Functions.Groups;

/// <summary>The id of a group: 12 random characters, then 12 of the hash of these and the tenant.</summary>
/// <remarks>
/// The second half lets minting refuse another tenant's id, or one that was never given out, without a read: minting costs one write.
/// It is not a secret. Registering, which counts the account in its group, checks the group itself.
/// </remarks>
internal sealed record GroupId
{
    private const int HalfLength = 12;

    private GroupId(string value) => Value = value;

    public string Value { get; }

    public static GroupId Mint(TenantId tenant) => Of(tenant, MintingAlphabet.Random(HalfLength));

    /// <summary>Reads an id as this tenant's; null when it cannot be.</summary>
    public static GroupId? Parse(TenantId tenant, string? text) =>
        text is { Length: 2 * HalfLength } && MintingAlphabet.Contains(text) && Of(tenant, text[..HalfLength]) is var id
            && string.Equals(id.Value, text, StringComparison.Ordinal)
                ? id
                : null;

    public override string ToString() => Value;

    private static GroupId Of(TenantId tenant, string random) => new(random + MintingAlphabet.Hash($"group#{random}#{tenant.Value}", HalfLength));
}
