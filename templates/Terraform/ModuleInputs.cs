namespace Onboarding.Templates;

/// <summary>The variables of the Terraform module, each with what it takes: the same as the template's parameters.</summary>
internal static class ModuleInputs
{
    /// <summary>The features that demand a value of a parameter without a default.</summary>
    public static IEnumerable<ProfileFeature> Demanding(Profile profile, ProfileParameter parameter) =>
        parameter.Default.Length > 0 ? [] : profile.Features.Where(f => f.Parameters.Contains(parameter.Name, StringComparer.Ordinal));

    public static string Of(Profile profile, Vendor vendor, ModuleVariables variables)
    {
        var text = new HclText();
        Variable(text, ModuleVariables.ExternalId, $"Ensures that only your {vendor.Brand} tenant can use this role. Unique to this connection.", "string", null,
            $"can(regex({HclText.Quoted("^[abcdefghijkmnpqrstuvwxyz23456789]{32}$")}, var.external_id))", $"Don't change the external ID from {vendor.Brand}.");
        Variable(text, ModuleVariables.RoleName, "The name of the IAM role.", "string", null,
            $"can(regex({HclText.Quoted("^[A-Za-z][A-Za-z0-9-]{0,63}$")}, var.role_name))", $"Don't change the role name from {vendor.Brand}.");
        Variable(text, ModuleVariables.ConnectedFor, $"Who asked {vendor.Brand} to connect this AWS account: organization, person, date. Shown in the role's description.", "string", "\"\"",
            $"can(regex({HclText.Quoted("^[ -~]{0,255}$")}, var.connected_for))", $"Don't change the value from {vendor.Brand}.");
        Variable(text, ModuleVariables.PermissionsBoundary, "The ARN of a managed policy in this account that limits the role's permissions.", "string", "null",
            $"var.permissions_boundary == null ? true : can(regex({HclText.Quoted("^arn:[a-z0-9-]+:iam::([0-9]{12}|aws):policy/[A-Za-z0-9+=,.@_/-]{1,512}$")}, var.permissions_boundary))",
            "The permissions boundary must be the ARN of a managed policy, such as arn:aws:iam::111122223333:policy/Boundary.");
        Variable(text, ModuleVariables.Tags, "Additional tags for the role and its policies.", "map(string)", "{}", null, null);
        if (variables.UsesRegion)
            Variable(text, ModuleVariables.Region, "The Region of the connection, in which the permissions apply.", "string", null, $"can(regex({HclText.Quoted("^[a-z0-9-]{1,32}$")}, var.region))", "The Region must be a Region's name, such as us-east-1.");
        foreach (var feature in profile.Features)
            Variable(text, ModuleVariables.Of(feature), $"{feature.Title.English}: {feature.Why.English}", "bool", feature.Default ? "true" : "false", null, null);
        foreach (var parameter in profile.Parameters)
        {
            var (name, demanded) = (variables.Of(parameter), Demanding(profile, parameter).Any());
            var pattern = demanded ? "^$|" + parameter.Pattern.Text : parameter.Pattern.Text;
            Variable(text, name, $"{parameter.Title.English}: {parameter.Description.English}", "string", parameter.Default.Length > 0 || demanded ? HclText.Quoted(parameter.Default) : null,
                $"can(regex({HclText.Quoted(pattern)}, var.{name}))", $"{parameter.Title.English}: {parameter.Description.English}");
        }

        return text.ToString();
    }

    private static void Variable(HclText text, string name, string description, string type, string? fallback, string? condition, string? error)
    {
        text.Line(0, $"variable \"{name}\" {{")
            .Arguments(2, [("description", HclText.Quoted(description)), ("type", type), .. fallback is null ? [] : new[] { ("default", fallback) }, .. fallback is "null" ? [] : new[] { ("nullable", "false") }]);
        if (condition is not null)
            text.Line(0, "").Line(2, "validation {").Arguments(4, ("condition", condition), ("error_message", HclText.Quoted(error!))).Line(2, "}");
        text.Line(0, "}").Line(0, "");
    }
}
