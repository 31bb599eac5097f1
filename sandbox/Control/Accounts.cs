
namespace Onboarding.Sandbox.Control;

/// <summary>The rule for AWS account numbers.</summary>
internal static class Accounts
{
    /// <summary>The account number, when it is one.</summary>
    /// <exception cref="BadRequestException">It is not.</exception>
    public static string Checked(string text) => Arn.IsAccountId(text) ? text : throw new BadRequestException("An AWS account number has 12 digits.");
}
