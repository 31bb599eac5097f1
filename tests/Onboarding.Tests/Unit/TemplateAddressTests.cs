using System.Security.Cryptography;
using System.Text;
using Onboarding.Functions.Onboardings;
using Onboarding.Templates;

namespace Onboarding.Tests.Unit;

public sealed class TemplateAddressTests
{
    [Fact]
    [Trait("Threat", "T53")]
    public void An_Address_Names_The_Digest_Of_The_Text_Behind_It()
    {
        var settings = ProductSettings.Of("onboardings");

        foreach (var profile in Profile.All)
        {
            var text = ConnectTemplate.Render(profile, settings.Vendor);
            var digest = settings.Templates.DigestOf(profile);

            digest.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
            TemplateAddress.Path(ConnectTemplate.Version, profile.Name, digest).ShouldBe($"{ConnectTemplate.Version}/{profile.Name}-{digest[..32]}.yaml");
        }
    }

    [Fact]
    [Trait("Threat", "T53")]
    public void Another_Vendor_Or_Profile_Has_Another_Address()
    {
        Vendor[] vendors = [new("Acme", "111122223333", "acme-connect-access"), new("Acme", "111122223334", "acme-connect-access"), new("Acme", "111122223333", "acme-connect-acces")];

        vendors.SelectMany(v => Profile.All.Select(p => new CurrentTemplates(v, PolicyStyle.Inline).DigestOf(p))).Distinct(StringComparer.Ordinal).Count().ShouldBe(vendors.Length * Profile.All.Count);
    }

    [Fact]
    public void What_Was_Published_Before_Addresses_Named_It_Keeps_Its_Address() => TemplateAddress.Path("1.0.0", "full", digest: null).ShouldBe("1.0.0/full.yaml");
}
