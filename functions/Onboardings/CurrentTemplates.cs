using Onboarding.Templates;

namespace Onboarding.Functions.Onboardings;

/// <summary>The templates that new connections get. Each is rendered and hashed at most once in a process, when its digest is first asked for.</summary>
/// <param name="vendor">Whose templates they are.</param>
/// <param name="style">How roles have their permissions.</param>
internal sealed class CurrentTemplates(Vendor vendor, PolicyStyle style)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _digests = new(StringComparer.Ordinal);

    /// <summary>The SHA-256 of a profile's published template, in hexadecimal digits.</summary>
    public string DigestOf(Profile profile)
    {
        lock (_gate)
        {
            if (!_digests.TryGetValue(profile.Name, out var digest))
            {
                digest = TemplateAddress.Digest(ConnectTemplate.Render(profile, vendor, style));
                _digests.Add(profile.Name, digest);
            }

            return digest;
        }
    }
}
