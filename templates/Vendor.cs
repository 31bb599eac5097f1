namespace Onboarding.Templates;

/// <summary>The vendor as a customer's template names it.</summary>
/// <param name="Brand">The product's name: letters and digits, beginning with a letter, at most 32 (it begins an output's key and a tag's key).</param>
/// <param name="AccountId">The vendor's AWS account, 12 digits.</param>
/// <param name="RoleName">The name of the one vendor role that customers' roles trust.</param>
public sealed record Vendor(string Brand, string AccountId, string RoleName)
{
    /// <summary>What the names of all roles and stacks begin with that customers create for this vendor: <c>&lt;brand&gt;-connect-</c> in lower case.</summary>
    public string Prefix => Brand.ToLowerInvariant() + "-connect-";

    /// <summary>The key of the stack's output that customers copy.</summary>
    public string StackInfoKey => Brand + "StackInfo";

    /// <summary>The key of the role's tag that holds the stack's id.</summary>
    public string StackIdTag => Brand + "StackId";

    /// <summary>The key of the role's tag that holds the template's version.</summary>
    public string TemplateVersionTag => Brand + "TemplateVersion";

    /// <summary>The key of the tag that says by which way a stack or a role was created, where it was not the usual one.</summary>
    public string WayTag => Brand + "Way";

    /// <summary>The value of <see cref="WayTag"/> on a stack that the AWS CLI's command created.</summary>
    public const string CliWay = "cli";

    /// <summary>The value of <see cref="WayTag"/> on a role that the Terraform module created.</summary>
    public const string TerraformWay = "terraform";
}
