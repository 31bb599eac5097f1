namespace Onboarding.Functions.Onboardings;

/// <summary>How the owner of an AWS account agreed to its connection, as the table keeps it.</summary>
internal static class Consent
{
    /// <summary>Someone pasted a value that only the person in the AWS console of that account sees: the stack's full ID.</summary>
    public const string Pasted = "pasted";

    /// <summary>Someone created the role manually, which no link can do.</summary>
    public const string ByHand = "by-hand";

    /// <summary>No new consent: the account's ID was given in advance, and an earlier connection or the operator vouches for it.</summary>
    public const string PasteFree = "paste-free";

    /// <summary>Whether it can vouch for a further connection of the same tenant to the same AWS account.</summary>
    public static bool Vouches(string? consent) => consent is Pasted or ByHand;
}
