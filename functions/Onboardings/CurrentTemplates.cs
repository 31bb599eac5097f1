using Onboarding.Templates;

namespace Onboarding.Functions.Onboardings;

/// <summary>The templates and Terraform modules that new connections get. Each is rendered and hashed at most once in a process, when its digest is first asked for.</summary>
/// <param name="vendor">Whose templates they are.</param>
/// <param name="style">How roles have their permissions.</param>
internal sealed class CurrentTemplates(Vendor vendor, PolicyStyle style)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _digests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _moduleDigests = new(StringComparer.Ordinal);

    /// <summary>The SHA-256 of a profile's template as it is published, in hexadecimal digits.</summary>
    public string DigestOf(Profile profile) => Once(_digests, profile, p => TemplateAddress.Digest(ConnectTemplate.Render(p, vendor, style)));

    /// <summary>The SHA-256 of a profile's Terraform module as it is published, in hexadecimal digits.</summary>
    public string ModuleDigestOf(Profile profile) => Once(_moduleDigests, profile, p => TemplateAddress.Digest(TerraformModule.Zip(p, vendor, style)));

    private string Once(Dictionary<string, string> known, Profile profile, Func<Profile, string> digestOf)
    {
        lock (_gate)
        {
            if (!known.TryGetValue(profile.Name, out var digest))
            {
                digest = digestOf(profile);
                known.Add(profile.Name, digest);
            }

            return digest;
        }
    }
}
