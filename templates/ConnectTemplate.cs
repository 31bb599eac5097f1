using System.Globalization;

namespace Onboarding.Templates;

/// <summary>The CloudFormation template that a customer runs to connect one account.</summary>
public static class ConnectTemplate
{
    /// <summary>The version of the template, and of every profile that names none of its own. Published templates never change: raise this with every edit.</summary>
    public const string Version = "1.2.0";

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

    /// <summary>The parameters of every template, which no profile's can be named like.</summary>
    public static IReadOnlyList<string> OwnParameters { get; } =
        [ConnectedForParameter, ExternalIdParameter, RoleNameParameter, ExpectedAccountIdParameter, PermissionsBoundaryArnParameter];

    /// <summary>Renders the template of a profile for a vendor.</summary>
    /// <param name="profile">Whose permissions the role gets.</param>
    /// <param name="vendor">The vendor, which the role trusts.</param>
    /// <param name="style">How the role has them.</param>
    /// <returns>The YAML text, the same for the same arguments.</returns>
    public static string Render(Profile profile, Vendor vendor, PolicyStyle style = PolicyStyle.Inline)
    {
        var sections = new ProfileSections(profile, style);
        // What the vendor wrote comes last: nothing in it is a place.
        return Resource.Read("connect.yaml")
            .Replace("{{Brand}}", vendor.Brand, StringComparison.Ordinal)
            .Replace("{{MaxSessionSeconds}}", profile.MaxSessionSeconds.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{{Profile}}", profile.Name, StringComparison.Ordinal)
            .Replace("{{Linter}}", sections.Linter, StringComparison.Ordinal)
            .Replace("{{VendorAccountId}}", vendor.AccountId, StringComparison.Ordinal)
            .Replace("{{VendorRoleName}}", vendor.RoleName, StringComparison.Ordinal)
            .Replace("{{Version}}", profile.Version, StringComparison.Ordinal)
            .Replace("{{Conditions}}", sections.Conditions, StringComparison.Ordinal)
            .Replace("{{ManagedPolicies}}", sections.ManagedPolicies, StringComparison.Ordinal)
            .Replace("{{Policies}}", sections.Policies, StringComparison.Ordinal)
            .Replace("{{Rules}}", sections.Rules, StringComparison.Ordinal)
            .Replace("{{Parameters}}", sections.Parameters, StringComparison.Ordinal)
            .Replace("{{ParameterGroups}}", sections.ParameterGroups, StringComparison.Ordinal);
    }
}
