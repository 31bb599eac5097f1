using Onboarding.Functions.Aws;
using Onboarding.Templates;

namespace Onboarding.Cdk.Tests;

/// <summary>Where customers' CloudFormation reads the templates, and what puts them there.</summary>
public sealed class TemplateBucketTests
{
    private static readonly Vendor s_acme = new("Acme", "111122223333", "acme-connect-access");

    [Fact]
    [Trait("Threat", "T53")]
    public void The_Bucket_Is_Public_Below_Templates_Only_And_No_Key_In_It_Is_Written_Twice_Or_Deleted()
    {
        var bucket = Stacks.Default.Only("AWS::S3::Bucket");
        var policy = Stacks.Default.Only("AWS::S3::BucketPolicy");

        bucket["PublicAccessBlockConfiguration"].ShouldBe("""{"BlockPublicAcls":true,"BlockPublicPolicy":false,"IgnorePublicAcls":true,"RestrictPublicBuckets":false}""");
        bucket["VersioningConfiguration.Status"].ShouldBe("\"Enabled\"");
        bucket.DeletionPolicy.ShouldBe("Retain");
        policy["PolicyDocument.Statement"].ShouldBe($$$"""
            [{"Action":"s3:*","Condition":{"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny","Principal":{"AWS":"*"},"Resource":[{"Fn::GetAtt":["{{{bucket.Id}}}","Arn"]},{"Fn::Join":["",[{"Fn::GetAtt":["{{{bucket.Id}}}","Arn"]},"/*"]]}]},
            {"Action":"s3:GetObject","Effect":"Allow","Principal":{"AWS":"*"},"Resource":{"Fn::Join":["",[{"Fn::GetAtt":["{{{bucket.Id}}}","Arn"]},"/templates/*"]]},"Sid":"AnyoneReadsTemplates"},
            {"Action":["s3:DeleteObject","s3:DeleteObjectVersion"],"Effect":"Deny","Principal":{"AWS":"*"},"NotResource":{"Fn::Join":["",[{"Fn::GetAtt":["{{{bucket.Id}}}","Arn"]},"/templates/*/human-access-1.0.0.yaml"]]},"Sid":"PublishedTemplatesStay"},
            {"Action":"s3:PutObject","Condition":{"Null":{"s3:if-none-match":"true"}},"Effect":"Deny","Principal":{"AWS":"*"},"Resource":{"Fn::Join":["",[{"Fn::GetAtt":["{{{bucket.Id}}}","Arn"]},"/templates/*"]]},"Sid":"NoKeyIsWrittenTwice"}]
            """.ReplaceLineEndings(""));
    }

    [Fact]
    [Trait("Threat", "T53")]
    public void Each_Profile_And_The_Template_For_People_Are_Published_Below_Their_Version()
    {
        var published = Stacks.Full.Of("Custom::PublishedTemplate").Select(t => t.Properties).ToList();

        published.Select(t => $"{t["Folder"]!.GetValue<string>()}/{t["File"]!.GetValue<string>()}").ShouldBe(
            [.. Profile.All.Select(p => $"templates/{ConnectTemplate.Version}/{p.Name}"), $"templates/{ConnectTemplate.Version}/human-access"], ignoreOrder: true);
        foreach (var profile in Profile.All)
            TextOf(profile.Name).ShouldBe(ConnectTemplate.Render(profile, s_acme));
        TextOf("human-access").ShouldBe(HumanAccessTemplate.Render(s_acme, "aws", Partition.SignInHosts));

        string TextOf(string name) => published.Single(t => t["File"]!.GetValue<string>() == name)["Text"]!.GetValue<string>();
    }

    [Theory]
    [InlineData("""{"region": "cn-north-1", "account": "111122223333", "jwtIssuer": "https://login.example.com", "jwtAudience": "onboarding"}""", "arn:aws-cn:iam::aws:policy/SecurityAudit")]
    [InlineData("""{"region": "us-gov-west-1", "account": "111122223333"}""", "arn:aws-us-gov:iam::aws:policy/SecurityAudit")]
    [InlineData("{}", """{"Ref":"AWS::Partition"},":iam::aws:policy/SecurityAudit""")]
    public void The_Template_For_People_Names_The_Policies_Of_Its_Partition(string context, string policy) =>
        Stacks.Of(context).Of("Custom::PublishedTemplate").Single(t => t["File"] == "\"human-access\"")["Text"]!.ShouldContain(policy);

    [Fact]
    [Trait("Threat", "T46")]
    public void A_Deployment_Withdraws_The_Old_Template_For_People_From_Every_Folder_And_Can_Delete_Nothing_Else()
    {
        var withdrawn = Stacks.Default.Only("Custom::WithdrawnTemplates");

        withdrawn["Keys"].ShouldBe($"[{string.Join(',', Deployable.Load(Deployable.DefaultFolder, "Onboarding").Manifest.Names.Select(v => $"\"templates/{v}/human-access-1.0.0.yaml\""))}]");
        Permissions.Of(Stacks.Default).Where(p => p.Actions.Contains("s3:Delete", StringComparison.Ordinal)).ShouldAllBe(
            p => p.On.Split(", ", StringSplitOptions.None).All(on => on.EndsWith("/human-access-1.0.0.yaml`", StringComparison.Ordinal)));
        Permissions.Of(Stacks.Default).Count(p => p.Actions.Contains("s3:Delete", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void No_Link_To_A_Template_Is_Given_Out_Before_It_Is_Published()
    {
        var published = Stacks.Default.Of("Custom::PublishedTemplate").Select(t => t.Id).ToList();

        Stacks.Default.Of("AWS::Lambda::Alias").ShouldAllBe(a => published.All(p => a.Node["DependsOn"]!.AsArray().Any(d => d!.GetValue<string>() == p)));
    }

    [Fact]
    public void The_Address_Of_The_Template_For_People_Is_What_Its_Publication_Says() =>
        Stacks.Default.Outputs.Single(o => o.Key == "TemplateUrlHumanAccess").Value!["Value"]!.ToJsonString()
            .ShouldMatch("""^\{"Fn::Join":\["",\["https://",\{"Fn::GetAtt":\["TemplatesBucket\w+","RegionalDomainName"\]\},"/",\{"Fn::GetAtt":\["TemplatesPublishedhumanaccess\w+","Key"\]\}\]\]\}$""");
}
