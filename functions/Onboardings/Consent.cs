namespace Onboarding.Functions.Onboardings;

/// <summary>How the owner of an AWS account agreed to its connection, as the table keeps it.</summary>
internal static class Consent
{
    /// <summary>Somebody pasted what only the person in the AWS console of that account sees: the stack's full id.</summary>
    public const string Pasted = "pasted";

    /// <summary>Somebody made the role by hand, which no link does.</summary>
    public const string ByHand = "by-hand";

    /// <summary>Nobody did anew: the account's ID was given in advance, and an earlier connection or the operator vouches for it.</summary>
    public const string PasteFree = "paste-free";

    /// <summary>Whether it can vouch for a further connection of the same tenant to the same AWS account.</summary>
    public static bool Vouches(string? consent) => consent is Pasted or ByHand;
}
