using System.Globalization;
using System.Xml.Linq;

namespace Onboarding.Simulator.Iam;

/// <summary>IAM's entities as its answers show them; policy documents are percent-encoded (RFC 3986).</summary>
/// <remarks>Source: IAM API Reference, data types Role, User, Policy, PolicyVersion and Tag.</remarks>
internal static class IamXml
{
    public static XElement Role(Role role, IamDirectory directory)
    {
        var element = new XElement(
            "Role",
            new XElement("Path", role.Path),
            new XElement("AssumeRolePolicyDocument", Uri.EscapeDataString(TrustPolicies.Show(role.Trust, directory))),
            new XElement("MaxSessionDuration", role.MaxSessionDuration),
            new XElement("RoleId", role.Id),
            new XElement("RoleLastUsed"),
            new XElement("RoleName", role.Name),
            new XElement("Arn", role.Arn),
            new XElement("CreateDate", Time(role.CreatedAt)));
        if (role.Description is { } description) element.Add(new XElement("Description", description));
        if (role.BoundaryArn is { } boundary)
        {
            element.Add(new XElement(
                "PermissionsBoundary",
                new XElement("PermissionsBoundaryType", "Policy"),
                new XElement("PermissionsBoundaryArn", boundary)));
        }
        if (role.Tags.Count > 0) element.Add(new XElement("Tags", role.Tags.Select(Tag)));
        return element;
    }

    // ListUsers leaves out tags and boundaries, as its reference says.
    public static XElement User(string name, User user)
    {
        var element = new XElement(
            name,
            new XElement("Path", "/"),
            new XElement("UserName", user.Name),
            new XElement("UserId", user.Id),
            new XElement("Arn", user.Arn),
            new XElement("CreateDate", Time(user.CreatedAt)));
        if (user.HasPassword) element.Add(new XElement("PasswordLastUsed", Time(user.CreatedAt)));
        return element;
    }

    public static XElement Tag(KeyValuePair<string, string> tag) =>
        new("member", new XElement("Key", tag.Key), new XElement("Value", tag.Value));

    public static XElement ManagedPolicy(ManagedPolicy policy, IReadOnlyList<Role> roles) => new(
        "Policy",
        new XElement("PolicyName", policy.Name),
        new XElement("PolicyId", policy.Id),
        new XElement("Arn", policy.Arn),
        new XElement("Path", policy.Arn[(policy.Arn.IndexOf(":policy/", StringComparison.Ordinal) + 7)..^policy.Name.Length]),
        new XElement("DefaultVersionId", policy.VersionId),
        new XElement("AttachmentCount", roles.Count(role => role.AttachedPolicies.Contains(policy.Arn, StringComparer.Ordinal))),
        new XElement("PermissionsBoundaryUsageCount", roles.Count(role => string.Equals(role.BoundaryArn, policy.Arn, StringComparison.Ordinal))),
        new XElement("IsAttachable", "true"),
        new XElement("CreateDate", Time(policy.CreatedAt)),
        new XElement("UpdateDate", Time(policy.UpdatedAt)));

    public static XElement PolicyVersion(ManagedPolicy policy) => new(
        "PolicyVersion",
        new XElement("Document", Uri.EscapeDataString(policy.Document.Json)),
        new XElement("VersionId", policy.VersionId),
        new XElement("IsDefaultVersion", "true"),
        new XElement("CreateDate", Time(policy.UpdatedAt)));

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
