using System.Security.Cryptography;
using System.Text;

namespace Onboarding.Templates;

/// <summary>Where published templates stand: each address names the digest of the text behind it, so that no address ever means another text.</summary>
public static class TemplateAddress
{
    /// <summary>How many of the digest's 64 hexadecimal digits are in an address: 128 bits, enough against finding another text.</summary>
    public const int DigestLength = 32;

    /// <summary>The digest of a template's text.</summary>
    /// <param name="template">The YAML text, as it is published in UTF-8.</param>
    /// <returns>Its SHA-256 in 64 hexadecimal digits.</returns>
    public static string Digest(string template) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(template)));

    /// <summary>The digest of a Terraform module.</summary>
    /// <param name="zip">The archive, as it is published.</param>
    /// <returns>Its SHA-256 in 64 hexadecimal digits.</returns>
    public static string Digest(byte[] zip) => Convert.ToHexStringLower(SHA256.HashData(zip));

    /// <summary>The path of a template below <c>templates/</c>: <c>&lt;version&gt;/&lt;name&gt;-&lt;digest&gt;.yaml</c>.</summary>
    /// <param name="version">The version of the customers' templates.</param>
    /// <param name="name">A profile's name, or another template's.</param>
    /// <param name="digest">The digest of its text; null for what was published before addresses named it: <c>&lt;version&gt;/&lt;name&gt;.yaml</c>.</param>
    public static string Path(string version, string name, string? digest) =>
        digest is null ? $"{version}/{name}.yaml" : $"{version}/{name}-{digest[..DigestLength]}.yaml";

    /// <summary>The path of a Terraform module below <c>templates/</c>: <c>&lt;version&gt;/&lt;profile&gt;-&lt;digest&gt;.zip</c>.</summary>
    /// <param name="version">The version of the profile's template.</param>
    /// <param name="profile">The profile's name.</param>
    /// <param name="digest">The digest of the archive.</param>
    public static string ModulePath(string version, string profile, string digest) => $"{version}/{profile}-{digest[..DigestLength]}.zip";
}
