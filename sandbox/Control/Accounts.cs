namespace Onboarding.Sandbox.Control;

/// <summary>The rule for AWS account numbers.</summary>
internal static class Accounts
{
    /// <summary>Whether a text is an account number: 12 digits.</summary>
    public static bool IsAccountId(string? text) => text is { Length: 12 } && text.All(char.IsAsciiDigit);

    /// <summary>The account number, when it is one.</summary>
    /// <exception cref="BadRequestException">It is not.</exception>
    public static string Checked(string text) => IsAccountId(text) ? text : throw new BadRequestException("An AWS account number has 12 digits.");
}
