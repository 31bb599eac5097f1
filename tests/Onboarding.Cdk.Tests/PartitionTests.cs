using System.Text.RegularExpressions;

namespace Onboarding.Cdk.Tests;

/// <summary>The stack names no partition, no Region and no domain of its own, wherever it is deployed.</summary>
public sealed partial class PartitionTests
{
    [Theory]
    [InlineData("""{"region": "eu-central-1", "account": "111122223333"}""", "eu-central-1")]
    [InlineData("""{"region": "cn-north-1", "account": "111122223333", "jwtIssuer": "https://login.example.com", "jwtAudience": "onboarding"}""", "cn-north-1")]
    [InlineData("""{"region": "us-gov-west-1", "account": "111122223333"}""", "us-gov-west-1")]
    [InlineData("""{"region": "eusc-de-east-1", "account": "111122223333"}""", "eusc-de-east-1")]
    [InlineData("{}", "the Region of the credentials")]
    public void Synthesises_In_Every_Partition(string context, string region)
    {
        // The texts that are published are not this stack's: they name the partition that they are for, or an ARN as an example.
        var json = Stacks.Of(context).Without("Custom::PublishedTemplate", "Custom::PublishedModule");

        HardCodedArn().Matches(json).Select(m => m.Value).ShouldBeEmpty();
        HardCodedDomain().Matches(json).Select(m => m.Value).Except(s_servicePrincipals, StringComparer.Ordinal).ShouldBeEmpty();
        OtherRegion().Matches(json).Select(m => m.Value).Except([region], StringComparer.Ordinal).ShouldBeEmpty();
    }

    // The names of services as principals are the same in every partition: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
    private static readonly string[] s_servicePrincipals =
        ["apigateway.amazonaws.com", "cloudwatch.amazonaws.com", "events.amazonaws.com", "lambda.amazonaws.com", "scheduler.amazonaws.com"];

    [GeneratedRegex("arn:aws[a-z-]*:", RegexOptions.NonBacktracking)]
    private static partial Regex HardCodedArn();

    [GeneratedRegex(@"[a-z0-9.-]+\.amazon(aws|cognito)?\.com(\.cn)?", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex HardCodedDomain();

    [GeneratedRegex("(af|ap|ca|cn|eu|eusc-de|il|me|mx|sa|us|us-gov)-(central|east|north|northeast|northwest|south|southeast|southwest|west)-[0-9]", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex OtherRegion();
}
