using Onboarding.Functions.Aws;
using Onboarding.Simulator;

namespace Onboarding.Tests.Unit;

public sealed class PartitionTests
{
    // As in the partitions.json and endpoints.json of AWS's SDKs; consoles and sign-in pages as AWS's guides name them.
    [Theory]
    [InlineData("eu-west-1", "aws", "amazonaws.com", "console.aws.amazon.com", "signin.aws.amazon.com", "https://iam.amazonaws.com", "us-east-1")]
    [InlineData("cn-northwest-1", "aws-cn", "amazonaws.com.cn", "console.amazonaws.cn", "signin.amazonaws.cn", "https://iam.cn-north-1.amazonaws.com.cn", "cn-north-1")]
    [InlineData("us-gov-east-1", "aws-us-gov", "amazonaws.com", "console.amazonaws-us-gov.com", "signin.amazonaws-us-gov.com", "https://iam.us-gov.amazonaws.com", "us-gov-west-1")]
    [InlineData("eusc-de-east-1", "aws-eusc", "amazonaws.eu", "console.amazonaws-eusc.eu", "eusc-de-east-1.signin.amazonaws-eusc.eu", "https://iam.eusc-de-east-1.amazonaws.eu", "eusc-de-east-1")]
    public void A_Region_Determines_Everything_Specific_To_Its_Partition(
        string region, string name, string dnsSuffix, string console, string signIn, string iamEndpoint, string iamRegion)
    {
        var partition = Partition.OfRegion(region);

        (partition.Name, partition.DnsSuffix, partition.ConsoleHost, partition.SignInHost, partition.IamEndpoint, partition.IamRegion)
            .ShouldBe((name, dnsSuffix, console, signIn, iamEndpoint, iamRegion));
        Partition.Find(name).ShouldBe(partition);
        Partition.OfRegion(iamRegion).ShouldBe(partition);
    }

    [Theory]
    [InlineData("us-iso-east-1")]
    [InlineData("us-isob-east-1")]
    [InlineData("us-isof-south-1")]
    [InlineData("eu-isoe-west-1")]
    [InlineData("eusc-fr-east-1")]
    [InlineData("mars-north-1")]
    [InlineData("xx-gov-west-1")]
    [InlineData("us-gov")]
    [InlineData("us")]
    [InlineData("")]
    [InlineData("us-east-1.evil.example")]
    public void A_Region_Of_A_Partition_That_Is_Not_Known_Belongs_To_None(string region)
    {
        Partition.FindByRegion(region).ShouldBeNull();
        Should.Throw<ArgumentException>(() => Partition.OfRegion(region));
        StackArn.TryParse($"arn:aws:cloudformation:{region}:123456789012:stack/a/0b", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("aws-iso")]
    [InlineData("aws-iso-b")]
    [InlineData("AWS")]
    [InlineData("")]
    public void A_Partition_Of_Another_Name_Is_Not_Known(string name) => Partition.Find(name).ShouldBeNull();

    [Theory]
    [InlineData("arn:aws:cloudformation:us-gov-west-1:123456789012:stack/a/0b", false)]
    [InlineData("arn:aws-us-gov:cloudformation:us-gov-west-1:123456789012:stack/a/0b", true)]
    [InlineData("arn:aws-eusc:cloudformation:eusc-de-east-1:123456789012:stack/a/0b", true)]
    [InlineData("arn:aws-eusc:cloudformation:eu-central-1:123456789012:stack/a/0b", false)]
    public void A_Stack_Is_In_The_Partition_Of_Its_Region(string arn, bool valid) => StackArn.TryParse(arn, out _).ShouldBe(valid);

    [Fact]
    public void The_Product_And_The_Simulator_List_The_Same_Partitions()
    {
        Partition.All.Select(p => p.Name).ShouldBe(Partitions.All);
        Partition.All.ShouldAllBe(p =>
            Partitions.UrlSuffix(p.Name) == p.DnsSuffix && Partitions.ConsoleHost(p.Name) == p.ConsoleHost
            && Partitions.OfRegion(p.IamRegion) == p.Name && Partitions.IsIamRegion(p.IamRegion));
        Partition.SignInHosts.ShouldBe(Partitions.SignInHosts);
        Partitions.IsRegionName("us-iso-east-1").ShouldBeFalse();
        Partitions.IsRegionName("us-east-1\n").ShouldBeFalse();
    }
}
