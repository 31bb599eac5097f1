using Onboarding.Cdk.Publishing;
using Onboarding.Profiles;
using Onboarding.Templates;

namespace Onboarding.Cdk.Tests;

/// <summary>A published version of a profile's template never changes.</summary>
public sealed class PublishingTests
{
    private static readonly Vendor s_vendor = new("Brand", "000000000000", "brand-connect-access");
    private static readonly ProfileFolder s_folder = Deployable.Load(Deployable.DefaultFolder, "Onboarding");
    private static readonly IReadOnlyList<Profile> s_profiles = s_folder.Catalog.Profiles;

    [Fact]
    public void The_Templates_Are_What_The_Manifest_Says_Of_Their_Version() => s_folder.Manifest.WhyNot(s_profiles, "record").ShouldBeNull();

    [Fact]
    public void The_Catalog_That_Functions_Have_By_Default_Is_The_Folder_Compiled() =>
        File.ReadAllText(Repository.PathOf("templates", "catalog.json")).TrimEnd().ShouldBe(s_folder.Catalog.Write(), "run: dotnet run --project cdk -- profiles compile");

    [Fact]
    public void A_Catalog_Survives_A_Round_Trip() => ProfileCatalog.Read(s_folder.Catalog.Write()).Write().ShouldBe(s_folder.Catalog.Write());

    [Fact]
    [Trait("Threat", "T53")]
    public void Publishing_A_Changed_Template_Under_An_Existing_Version_Fails()
    {
        var changed = Published(s_profiles[0], t => t.Replace("MaxSessionDuration: 3600", "MaxSessionDuration: 7200", StringComparison.Ordinal));

        s_folder.Manifest.With([changed], s_profiles).ShouldBe((null,
            "The template of the profile “full” differs from its version 1.2.0, which is published and never changes: raise “version” in its profile.json (or ConnectTemplate.Version, if the template itself changed), then record it."));
    }

    [Fact]
    public void A_Version_That_Is_Not_Recorded_Is_Not_Published() =>
        new Manifest(new Dictionary<string, IReadOnlyList<PublishedVersion>>(StringComparer.Ordinal)).WhyNot(s_profiles, "record").ShouldBe(
            "Version 1.2.0 of the profile “full” is not in manifest.json: record it with “record” and commit the file.");

    [Fact]
    public void Recording_Keeps_Earlier_Versions() => s_folder.Manifest.With(s_profiles.Select(Manifest.Current), s_profiles).Manifest!.Write().ShouldBe(s_folder.Manifest.Write());

    [Fact]
    public void The_First_Versions_Are_Still_Recorded_As_They_Were_Published() =>
        s_folder.Manifest.Versions["read-only"].Take(2).Select(v => $"{v.Version.Name} {v.Sha256[..16]} {v.Version.Grants.Statements[0].Actions.Count}").ShouldBe(
            ["1.0.0 fe43042fff4f2f8c 13", "1.1.0 f4401ff9a81088623"[..22] + " 13"]);

    [Fact]
    public void The_Command_Prints_A_Difference_And_Names_The_Versions_That_There_Are()
    {
        using var output = new StringWriter();

        CommandLine.Run(["templates", "diff", "1.0.0", "1.1.0"], _ => null, output).ShouldBe(0);
        output.ToString().ShouldBe("The permissions of 1.0.0 and 1.1.0 are the same.\n");
        Should.Throw<DeployException>(() => CommandLine.Run(["templates", "diff", "1.0.0", "0.1"], _ => null, output))
            .Message.ShouldBe("No profile has the version “0.1”; there are 1.0.0, 1.1.0, 1.2.0.");
    }

    [Fact]
    public void A_Difference_Is_Printed_By_Statement() =>
        PermissionDiff.Of(s_folder.Catalog, "1.1.0", "1.2.0").ShouldBe("full\n  ~ KeepTheseRoles\n");

    private static PublishedVersion Published(Profile profile, Func<string, string> edit) => Manifest.Of(profile, edit(ConnectTemplate.Render(profile, s_vendor)));
}
