namespace Onboarding.Templates;

/// <summary>The CloudFormation template that a customer runs to let the vendor's people in: with MFA, under their own names, by switching roles in the console.</summary>
/// <remarks>
/// It trusts the vendor's account and nothing else, and grants one of two policies that only read: whatever a link fills in, it cannot name another account
/// or more rights. The console cannot send an external ID when it switches roles, so a role for people asks for MFA in its place:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html.
/// It has a role of its own, which the service cannot use.
/// </remarks>
public static class HumanAccessTemplate
{
    /// <summary>The version of the template. A published template never changes: raise this with every edit.</summary>
    public const string Version = "2.0.0";

    /// <summary>Its name in addresses, in the place of a profile's name.</summary>
    public const string Name = "human-access";

    /// <summary>The name of the file that is withdrawn from every published folder: by its parameters, a link could let any account in, with any rights.</summary>
    public const string WithdrawnFile = "human-access-1.0.0.yaml";

    // Read-only AWS managed policies, by the part of their ARNs after “policy/”. The first is the default.
    // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/ViewOnlyAccess.html and …/SecurityAudit.html
    private static readonly string[] s_managedPolicies = ["job-function/ViewOnlyAccess", "SecurityAudit"];

    /// <summary>Renders the template for a vendor.</summary>
    /// <param name="vendor">Whose people are let in.</param>
    /// <param name="partition">The AWS partition of the vendor and its customers.</param>
    /// <param name="signInHosts">The host of the page on which people switch roles, by partition.</param>
    /// <returns>The YAML text, the same for the same arguments.</returns>
    public static string Render(Vendor vendor, string partition, IEnumerable<KeyValuePair<string, string>> signInHosts)
    {
        string[] policies = [.. s_managedPolicies.Select(p => $"arn:{partition}:iam::aws:policy/{p}")];
        return Resource.Read("human-access.yaml")
            .Replace("{{Brand}}", vendor.Brand, StringComparison.Ordinal)
            .Replace("{{DefaultManagedPolicy}}", policies[0], StringComparison.Ordinal)
            .Replace("{{ManagedPolicies}}", string.Join('\n', policies.Select(p => "      - " + p)), StringComparison.Ordinal)
            .Replace("{{PeopleRoleName}}", PeopleRoleName(vendor), StringComparison.Ordinal)
            .Replace("{{SignInHosts}}", string.Join('\n', signInHosts.Select(h => $"    {h.Key}:\n      Host: {h.Value}")), StringComparison.Ordinal)
            .Replace("{{VendorAccountId}}", vendor.AccountId, StringComparison.Ordinal)
            .Replace("{{Version}}", Version, StringComparison.Ordinal);
    }

    /// <summary>The role's name unless the customer chooses another: not one that the service's own role can assume.</summary>
    /// <param name="vendor">Whose people are let in.</param>
    public static string PeopleRoleName(Vendor vendor) => vendor.Brand.ToLowerInvariant() + "-people";
}
