using Onboarding.Templates;

namespace Onboarding.Functions.Verification;

/// <summary>By which way a role was created, as the table and the API name it. It is shown and decides nothing: the tags that say it are the customer's to write.</summary>
internal static class CreationWay
{
    public const string Console = "console";
    public const string Cli = Vendor.CliWay;
    public const string Terraform = Vendor.TerraformWay;
    public const string Manual = "manual";

    /// <summary>The way of a role.</summary>
    /// <param name="isFromStack">Whether a stack created it.</param>
    /// <param name="tag">What the tag says of the stack that created it, or of the role that none did; null when there is none.</param>
    public static string Of(bool isFromStack, string? tag) => (isFromStack, tag) switch
    {
        (true, Cli) => Cli,
        (true, _) => Console,
        (false, Terraform) => Terraform,
        (false, _) => Manual,
    };
}
