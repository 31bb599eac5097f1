using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Verification;
using Onboarding.Templates;

namespace Onboarding.Tests.Contract;

/// <summary>Holds what the guides in <c>docs/</c> show and what the code does together.</summary>
public sealed class GuideTests
{
    private static readonly Vendor s_vendor = new("Onboarding", "999988887777", "onboarding-connect-access");

    [Fact]
    public void The_Trust_Policy_In_The_Troubleshooting_Guide_Is_The_One_That_Roles_Get() =>
        JsonNode.DeepEquals(
                JsonNode.Parse(Block("troubleshooting.md", "<!-- trust-policy:")),
                JsonNode.Parse(ManualRole.TrustPolicy(s_vendor, "aws", "abcdefghijkmnpqrstuvwxyz23456789").GetRawText()))
            .ShouldBeTrue();

    [Fact]
    public void Sessions_Last_As_Long_As_The_Troubleshooting_Guide_Says()
    {
        // The most that chained roles get: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
        VendorSession.SessionSeconds.ShouldBe(3600);
        AssumeRole.SessionSeconds.ShouldBe(900);
        Read("troubleshooting.md").ShouldContain(
            $"The service asks for {VendorSession.SessionSeconds} seconds for its own role and {AssumeRole.SessionSeconds} for customers'.");
    }

    [Fact]
    public void The_Code_In_The_Guide_For_Product_Code_Is_In_The_Source()
    {
        var shown = Lines(Block("using-connections.md", "<!-- snippet:"));

        string.Join('\n', Lines(Read("UsersRoute.cs"))).ShouldContain(string.Join('\n', shown));
    }

    [Fact]
    public void The_Conditions_In_The_Guide_For_People_Are_The_Templates()
    {
        var template = HumanAccessTemplate.Render(s_vendor, "aws", Partition.SignInHosts);

        foreach (var (_, keys) in JsonNode.Parse(Block("human-access.md", "under two conditions"))!.AsObject())
        {
            var (key, value) = keys!.AsObject().ShouldHaveSingleItem();
            template.ShouldContain($"{key}: '{value}'");
        }
    }

    [Fact]
    public void The_Organization_Guide_Overrides_The_Parameters_That_The_Template_Has()
    {
        var template = ConnectTemplate.Render(Profile.ReadOnly, s_vendor);
        var named = Regex.Matches(Block("organizations.md", "<!-- connect-organization:"), "ParameterKey=(?<name>[A-Za-z]+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
            .Select(m => m.Groups["name"].Value).ToList();

        named.ShouldBe([ConnectTemplate.ConnectedForParameter, ConnectTemplate.ExternalIdParameter, ConnectTemplate.RoleNameParameter, ConnectTemplate.ExpectedAccountIdParameter]);
        named.ShouldAllBe(name => template.Contains($"\n  {name}:\n", StringComparison.Ordinal));
    }

    /// <summary>The first block of code behind a text.</summary>
    private static string Block(string guide, string behind)
    {
        var text = Read(guide);
        var begin = text.IndexOf("```", text.IndexOf(behind, StringComparison.Ordinal), StringComparison.Ordinal);
        begin = text.IndexOf('\n', begin) + 1;
        return text[begin..text.IndexOf("```", begin, StringComparison.Ordinal)];
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", name));
}
