namespace Onboarding.Templates;

/// <summary>The CloudFormation template that a customer runs to let people from outside in: with MFA, under their own names, by switching roles in the console.</summary>
/// <remarks>
/// The console cannot send an external ID when it switches roles, so a role for people asks for MFA in its place:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html.
/// It has a role of its own, which the service cannot use.
/// </remarks>
public static class HumanAccessTemplate
{
    /// <summary>The version of the template. A published template never changes: whoever edits it raises this.</summary>
    public const string Version = "1.0.0";

    /// <summary>The name of its file beside the profiles' templates.</summary>
    public static string FileName => $"human-access-{Version}.yaml";

    /// <summary>Renders the template for a vendor.</summary>
    /// <param name="vendor">Whose people are let in unless the customer names another account.</param>
    /// <returns>The YAML text, the same for the same arguments.</returns>
    public static string Render(Vendor vendor) => Resource.Read("human-access.yaml")
        .Replace("{{Brand}}", vendor.Brand, StringComparison.Ordinal)
        .Replace("{{PeopleRoleName}}", PeopleRoleName(vendor), StringComparison.Ordinal)
        .Replace("{{VendorAccountId}}", vendor.AccountId, StringComparison.Ordinal)
        .Replace("{{Version}}", Version, StringComparison.Ordinal);

    /// <summary>The role's name unless the customer chooses another: not one of those that the service's own role may assume.</summary>
    /// <param name="vendor">Whose people are let in.</param>
    public static string PeopleRoleName(Vendor vendor) => vendor.Brand.ToLowerInvariant() + "-people";
}
