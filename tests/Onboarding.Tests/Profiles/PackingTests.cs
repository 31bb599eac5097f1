using Onboarding.Templates;

namespace Onboarding.Tests.Profiles;

/// <summary>How a profile's statements become policies: within IAM's limits, always the same, and nothing lost.</summary>
public sealed class PackingTests
{
    private static readonly ProfileFeature s_feature = new("more", new Words("More", "追加"), new Words("Why", "理由"), Default: false, PolicySet.Empty, []);

    [Fact]
    public void A_Statement_That_Is_Larger_Than_A_Policy_Is_Cut_And_Loses_Nothing()
    {
        string[] actions = [.. Enumerable.Range(0, 400).Select(i => $"s3:GetSomethingNumbered{i:0000}")];
        var profile = Of([Statement("Many", actions)], []);

        var packed = Packing.Pack(profile, PolicyStyle.Inline);

        packed.Count.ShouldBeGreaterThan(1);
        packed.ShouldAllBe(p => Packing.LengthOf(profile, p) <= Packing.MaxManaged);
        packed.SelectMany(p => p.Statements).SelectMany(s => s.Statement.Actions).ShouldBe(actions);
    }

    [Fact]
    public void A_Features_Statement_Goes_Where_There_Is_Room_On_Its_Condition()
    {
        var profile = Of([Statement("Base", "s3:GetObject")], [Statement("Extra", "s3:PutObject")]);

        var managed = Packing.Pack(profile, PolicyStyle.Managed).ShouldHaveSingleItem();
        var inline = Packing.Pack(profile, PolicyStyle.Inline);

        (managed.Name, managed.Feature).ShouldBe(("Permissions", null));
        managed.Statements.Select(s => $"{s.Statement.Sid} {s.Feature?.Id}").ShouldBe(["Base ", "Extra more"]);
        inline.Select(p => $"{p.Name} {p.Feature?.Id}").ShouldBe(["Permissions ", "Permissions2 more"]);
    }

    [Fact]
    public void A_Policy_Of_A_Feature_Alone_Exists_Only_With_The_Feature()
    {
        var profile = Of([], [Statement("Extra", "s3:PutObject")]);

        Packing.Pack(profile, PolicyStyle.Managed).ShouldHaveSingleItem().Feature!.Id.ShouldBe("more");
        ConnectTemplate.Render(profile, new Vendor("Acme", "111122223333", "acme-connect-access"), PolicyStyle.Managed).ShouldContain("  Permissions:\n    Type: AWS::IAM::ManagedPolicy\n    Condition: HasMore\n");
    }

    [Fact]
    public void Every_Profile_Renders_The_Same_Bytes_Each_Time()
    {
        var vendor = new Vendor("Acme", "111122223333", "acme-connect-access");
        foreach (var profile in Fixtures.All)
        {
            var again = ProfileCatalog.Read(Fixtures.Folder.Catalog.Write()).Find(profile.Name)!;
            foreach (var style in Enum.GetValues<PolicyStyle>())
                ConnectTemplate.Render(again, vendor, style).ShouldBe(ConnectTemplate.Render(profile, vendor, style), profile.Name);
        }
    }

    private static PolicyStatement Statement(string sid, params string[] actions) => new() { Sid = sid, Actions = actions, Resources = ["*"] };

    private static Profile Of(IReadOnlyList<PolicyStatement> always, IReadOnlyList<PolicyStatement> optional) => new()
    {
        Name = "acme",
        Version = "1.0.0",
        Title = new Words("Acme", "Acme"),
        Description = new Words("Acme", "Acme"),
        MaxSessionSeconds = 3600,
        Grants = new PolicySet(always, []),
        Parameters = [],
        Features = optional.Count > 0 ? [s_feature with { Grants = new PolicySet(optional, []) }] : [],
    };
}
