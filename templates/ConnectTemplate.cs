namespace Onboarding.Templates;

/// <summary>The CloudFormation template that a customer runs to connect one account.</summary>
public static class ConnectTemplate
{
    /// <summary>The version of the template and its policies. Published templates never change: whoever edits them raises it.</summary>
    public const string Version = "1.1.0";

    /// <summary>The parameter that says who asked for the connection. Only templates of version 1.1.0 and later have it.</summary>
    public const string ConnectedForParameter = "ConnectedFor";

    /// <summary>The parameter that carries the external ID.</summary>
    public const string ExternalIdParameter = "ExternalId";

    /// <summary>The parameter that carries the role's name.</summary>
    public const string RoleNameParameter = "RoleName";

    /// <summary>The parameter that carries the account the stack is meant for, or nothing.</summary>
    public const string ExpectedAccountIdParameter = "ExpectedAccountId";

    /// <summary>The parameter that carries the permissions boundary, or nothing.</summary>
    public const string PermissionsBoundaryArnParameter = "PermissionsBoundaryArn";

    /// <summary>Renders the template of a profile for a vendor.</summary>
    /// <param name="profile">Whose permissions the role gets.</param>
    /// <param name="vendor">Whom the role trusts.</param>
    /// <returns>The YAML text, the same for the same arguments.</returns>
    public static string Render(Profile profile, Vendor vendor) => Resource.Read("connect.yaml")
        .Replace("{{Actions}}", string.Join('\n', profile.Actions.Select(a => "                  - " + a)), StringComparison.Ordinal)
        .Replace("{{Brand}}", vendor.Brand, StringComparison.Ordinal)
        .Replace("{{Profile}}", profile.Name, StringComparison.Ordinal)
        .Replace("{{VendorAccountId}}", vendor.AccountId, StringComparison.Ordinal)
        .Replace("{{VendorRoleName}}", vendor.RoleName, StringComparison.Ordinal)
        .Replace("{{Version}}", Version, StringComparison.Ordinal);
}
