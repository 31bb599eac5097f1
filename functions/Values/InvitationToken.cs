namespace Onboarding.Functions.Values;

/// <summary>The token with which someone without a sign-in can complete one onboarding: the onboarding's ID and 260 random bits. Only its hash is stored.</summary>
internal sealed record InvitationToken
{
    private const int IdLength = 24;

    // 5 bits each: https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html asks for 64 bits, the design for 256.
    private const int RandomLength = 52;

    /// <summary>So many characters of the hash name the invitation; all of it is compared.</summary>
    private const int HashLength = 51;

    private InvitationToken(OnboardingId onboarding, string value) => (Onboarding, Value) = (onboarding, value);

    /// <summary>The onboarding that it is for.</summary>
    public OnboardingId Onboarding { get; }

    /// <summary>The token itself: it goes into the link, and nowhere else.</summary>
    public string Value { get; }

    /// <summary>The SHA-256 of the token.</summary>
    public string Hash => MintingAlphabet.Hash(Value, HashLength);

    /// <summary>The invitation's id, which names it in lists, addresses, the audit and logs. It is the beginning of the hash, and says nothing of the token.</summary>
    public string Id => Hash[..IdLength];

    /// <summary>A new token.</summary>
    public static InvitationToken Mint(OnboardingId onboarding) => new(onboarding, onboarding.Value + MintingAlphabet.Random(RandomLength));

    /// <summary>Reads a token; null when the text is none.</summary>
    public static InvitationToken? Parse(string? text) =>
        text is { Length: IdLength + RandomLength } && MintingAlphabet.Contains(text) && OnboardingId.Parse(text[..IdLength]) is { } onboarding ? new(onboarding, text) : null;

    /// <summary>Whether a text can be the id of an invitation.</summary>
    public static bool IsId(string text) => text.Length == IdLength && MintingAlphabet.Contains(text);

    // Whatever is written of it by mistake, the token is not.
    public override string ToString() => "(invitation " + Id + ")";
}
