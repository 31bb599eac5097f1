using System.Text.Json;

namespace Onboarding.Cdk.Tests;

public sealed class DeploySettingsTests
{
    [Theory]
    [InlineData("""{"account": "12345"}""", "The context key “account” expects the 12 digits of an AWS account, not “12345”.")]
    [InlineData("""{"account": "１２３４５６７８９０１２"}""", "The context key “account” expects the 12 digits of an AWS account, not “１２３４５６７８９０１２”.")]
    [InlineData("""{"region": "Frankfurt"}""", "The context key “region” expects an AWS Region such as eu-central-1, in one of the partitions aws, aws-cn, aws-us-gov, aws-eusc, not “Frankfurt”.")]
    [InlineData("""{"region": "us-iso-east-1"}""", "The context key “region” expects an AWS Region such as eu-central-1, in one of the partitions aws, aws-cn, aws-us-gov, aws-eusc, not “us-iso-east-1”.")]
    [InlineData("""{"region": "eu-west-1", "regions": "eu-west-1,eusc-de-east-1"}""", "The context key “regions” expects AWS Regions in the partition aws such as eu-west-1, not “eusc-de-east-1”.")]
    [InlineData("""{"region": "eu-central-1", "regions": "eu-central-1,cn-north-1"}""", "The context key “regions” expects AWS Regions in the partition aws such as eu-central-1, not “cn-north-1”.")]
    [InlineData("""{"regions": ["eu-central-1", 7]}""", "The context key “regions” expects AWS Regions such as eu-central-1, not “7”.")]
    [InlineData("""{"brand": "Acme Corp"}""", "The context key “brand” expects a name of letters and digits that begins with a letter, at most 32, not “Acme Corp”.")]
    [InlineData("""{"brand": "AwsConnector"}""", "The context key “brand” expects a name without aws, amazon or cognito, which the user pool's domain must not have, not “AwsConnector”.")]
    [InlineData("""{"region": "eu-central-9"}""", "The context key “region” expects a Region that cdk/RegionFacts.cs lists: choose one of these, or add it there if it is new, not “eu-central-9”.")]
    [InlineData("""{"region": "ap-southeast-6", "stsRegion": "us-east-1"}""", "The context key “region” expects a Region with HTTP APIs (API Gateway version 2), not “ap-southeast-6”.")]
    [InlineData("""{"region": "eu-south-1"}""", "The context key “stsRegion” expects a Region whose STS every customer's account answers, such as us-east-1: eu-south-1 must be enabled in an account before its STS issues sessions for it, not “”.")]
    [InlineData("""{"region": "eu-south-1", "stsRegion": "cn-north-1"}""", "The context key “stsRegion” expects an AWS Region in the partition aws such as us-east-1, not “cn-north-1”.")]
    [InlineData("""{"region": "us-gov-west-1", "snapStart": true}""", "The context key “snapStart” expects false in us-gov-west-1, which has no SnapStart as far as cdk/RegionFacts.cs knows, not “true”.")]
    [InlineData("""{"stage": "Staging"}""", "The context key “stage” expects a word of lower-case letters and digits that begins with a letter, at most 16, not “Staging”.")]
    [InlineData("""{"stage": "aws"}""", "The context key “stage” expects a word without aws, amazon or cognito, which the user pool's domain must not have, not “aws”.")]
    [InlineData("""{"tags": "team=a,aws:team=b"}""", "The context key “tags” expects at most 40 tags such as team=platform, with the characters that AWS allows and none that begins with aws:, not “aws:team=b”.")]
    [InlineData("""{"region": "eu-west-1", "tableArn": "arn:aws:dynamodb:us-east-1:111122223333:table/registry"}""", "The context key “tableArn” expects the ARN of a DynamoDB table in eu-west-1, not “arn:aws:dynamodb:us-east-1:111122223333:table/registry”.")]
    [InlineData("""{"tableArn": "arn:aws:dynamodb:us-east-1:111122223333:table/registry"}""", "The context key “tableStreamArn” expects the ARN of the stream of “tableArn”, arn:aws:dynamodb:us-east-1:111122223333:table/registry/stream/…, not “”.")]
    [InlineData("""{"tableStreamArn": "arn:aws:dynamodb:us-east-1:111122223333:table/registry/stream/2026-11-28T00:00:00.000"}""", "The context key “tableArn” expects the table whose stream “tableStreamArn” is: arn:aws:dynamodb:us-east-1:111122223333:table/registry, not “”.")]
    [InlineData("""{"account": "444455556666", "tableArn": "arn:aws:dynamodb:us-east-1:111122223333:table/registry", "tableStreamArn": "arn:aws:dynamodb:us-east-1:111122223333:table/registry/stream/2026-11-28T00:00:00.000"}""", "The context key “tableArn” expects a table of the account 444455556666, not “arn:aws:dynamodb:us-east-1:111122223333:table/registry”.")]
    [InlineData("""{"region": "eu-west-1", "userPoolId": "us-east-1_abcdefghi"}""", "The context key “userPoolId” expects the id of a Cognito user pool in eu-west-1, not “us-east-1_abcdefghi”.")]
    [InlineData("""{"userPoolId": "us-east-1_abcdefghi", "jwtIssuer": "https://login.example.com", "jwtAudience": "onboarding"}""", "The context key “userPoolId” expects nothing in addition to “jwtIssuer”: tokens come from one or the other, not “us-east-1_abcdefghi”.")]
    [InlineData("""{"apiDomain": "api.example.com"}""", "The context key “certificateArn” expects the ARN of an ACM certificate for “apiDomain”, api.example.com, in the stack's Region, not “”.")]
    [InlineData("""{"apiDomain": "API.example.com"}""", "The context key “apiDomain” expects a domain name in lower case, such as api.example.com, not “API.example.com”.")]
    [InlineData("""{"region": "eu-west-1", "certificateArn": "arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012"}""", "The context key “certificateArn” expects the ARN of an ACM certificate in eu-west-1, not “arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012”.")]
    [InlineData("""{"certificateArn": "arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012"}""", "The context key “apiDomain” expects the domain name of “certificateArn”, not “”.")]
    [InlineData("""{"operatorsGroupId": "operators"}""", "The context key “operatorsGroupId” expects the id of an IAM Identity Center group, not “operators”.")]
    [InlineData("""{"operatorsGroupId": "906625d3-a421-11ee-8c90-0242ac120002"}""", "The context key “identityCenterInstanceArn” expects the Identity Center instance of “operatorsGroupId”, not “”.")]
    [InlineData("""{"terminationProtection": "no"}""", "The context key “terminationProtection” expects true or false, not “no”.")]
    [InlineData("""{"nativeFramework": "net8.0"}""", "The context key “nativeFramework” expects net10.0 or net9.0, not “net8.0”.")]
    [InlineData("""{"lane": "wasm"}""", "The context key “lane” expects managed or native, not “wasm”.")]
    [InlineData("""{"architecture": "x64"}""", "The context key “architecture” expects x86_64 or arm64, not “x64”.")]
    [InlineData("""{"lane": "native", "snapStart": "true"}""", "The context key “snapStart” expects false in the lane native: AWS restores managed runtimes only, not “true”.")]
    [InlineData("""{"snapStart": "yes"}""", "The context key “snapStart” expects true or false, not “yes”.")]
    [InlineData("""{"encryption": "none"}""", "The context key “encryption” expects aws-managed or customer-managed, not “none”.")]
    [InlineData("""{"jwtIssuer": "http://login.example.com"}""", "The context key “jwtIssuer” expects the https address in the tokens' “iss”, without query and fragment, not “http://login.example.com”.")]
    [InlineData("""{"jwtIssuer": "https://login.example.com"}""", "The context key “jwtAudience” expects the audiences of the tokens of “jwtIssuer”, not “”.")]
    [InlineData("""{"jwtAudience": "onboarding"}""", "The context key “jwtIssuer” expects the issuer whose tokens have the audiences of “jwtAudience”, not “”.")]
    [InlineData("""{"tenantClaim": "org"}""", "The context key “tenantClaim” expects custom:tenant, the claim of the user pool, unless “jwtIssuer” names another issuer, not “org”.")]
    [InlineData("""{"region": "cn-north-1"}""", "The context key “jwtIssuer” expects an issuer: Amazon Cognito has no user pools in the China Regions, not “”.")]
    [InlineData("""{"vendorPrincipals": "arn:aws:iam::111122223333:role/*"}""", "The context key “vendorPrincipals” expects ARNs of IAM roles, users or account roots, not “arn:aws:iam::111122223333:role/*”.")]
    [InlineData("""{"region": "us-gov-west-1", "vendorPrincipals": "arn:aws:iam::111122223333:root"}""", "The context key “vendorPrincipals” expects ARNs of IAM roles, users or account roots in the partition aws-us-gov, not “arn:aws:iam::111122223333:root”.")]
    [InlineData("""{"vendorPrincipals": "*"}""", "The context key “vendorPrincipals” expects ARNs of IAM roles, users or account roots, not “*”.")]
    [InlineData("""{"operatorEmail": "ops"}""", "The context key “operatorEmail” expects an email address, not “ops”.")]
    [InlineData("""{"identityCenterInstanceArn": "ssoins-0123456789abcdef"}""", "The context key “identityCenterInstanceArn” expects the ARN of an IAM Identity Center instance, not “ssoins-0123456789abcdef”.")]
    [InlineData("""{"pageUrls": "http://app.example.com/"}""", "The context key “pageUrls” expects https addresses of the onboarding page (http for localhost), without query and fragment, not “http://app.example.com/”.")]
    [InlineData("""{"logRetentionDays": "10"}""", "The context key “logRetentionDays” expects a number of days that CloudWatch Logs knows: 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, not “10”.")]
    [InlineData("""{"throttleRate": -1}""", "The context key “throttleRate” expects requests a second from 1 to 10000, not “-1”.")]
    [InlineData("""{"throttleBurst": "many"}""", "The context key “throttleBurst” expects a burst size from 1 to 5000, not “many”.")]
    [InlineData("""{"pasteFree": "always"}""", "The context key “pasteFree” expects proven or never or any, not “always”.")]
    [InlineData("""{"roleClaim": "role look=viewer"}""", "The context key “roleClaim” expects a claim and its values, such as “cognito:groups look=viewer mint=editor detach=admin”, not “role look=viewer”.")]
    [InlineData("""{"webhookUrl": "http://hooks.example.com/"}""", "The context key “webhookUrl” expects an https address on port 443 with a public host, such as https://hooks.example.com/onboarding, not “http://hooks.example.com/”.")]
    [InlineData("""{"webhookUrl": "http://localhost:8080/"}""", "The context key “webhookUrl” expects an https address on port 443 with a public host, such as https://hooks.example.com/onboarding, not “http://localhost:8080/”.")]
    [InlineData("""{"webhookUrl": "https://169.254.169.254/latest/meta-data"}""", "The context key “webhookUrl” expects an https address on port 443 with a public host, such as https://hooks.example.com/onboarding, not “https://169.254.169.254/latest/meta-data”.")]
    [InlineData("""{"webhookUrl": "https://10.0.0.1/"}""", "The context key “webhookUrl” expects an https address on port 443 with a public host, such as https://hooks.example.com/onboarding, not “https://10.0.0.1/”.")]
    [InlineData("""{"webhookUrl": "https://hooks.example.com:8443/"}""", "The context key “webhookUrl” expects an https address on port 443 with a public host, such as https://hooks.example.com/onboarding, not “https://hooks.example.com:8443/”.")]
    [InlineData("""{"webhookUrl": "https://hooks.example.com/"}""", "The context key “webhookSecret” expects the ARN of the secret that messages to “webhookUrl” are signed with, not “”.")]
    [InlineData("""{"webhookSecret": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:webhook-AbCdEf"}""", "The context key “webhookUrl” expects where messages signed with “webhookSecret” are sent, not “”.")]
    [InlineData("""{"webhookUrl": "https://hooks.example.com/", "webhookSecret": "webhook"}""", "The context key “webhookSecret” expects the ARN of a secret of Secrets Manager, not “webhook”.")]
    [InlineData("""{"region": "eu-west-1", "webhookUrl": "https://hooks.example.com/", "webhookSecret": "arn:aws:secretsmanager:us-east-1:111122223333:secret:webhook-AbCdEf"}""", "The context key “webhookSecret” expects a secret in eu-west-1, where the function reads it, not “arn:aws:secretsmanager:us-east-1:111122223333:secret:webhook-AbCdEf”.")]
    [InlineData("""{"sweepers": 17}""", "The context key “sweepers” expects a whole number from 1 to 16, not “17”.")]
    public void Refuses_Nonsense_With_One_Sentence(string context, string sentence) =>
        Should.Throw<DeployException>(() => Read(context)).Message.ShouldBe(sentence);

    [Fact]
    public void Names_The_Keys_When_One_Is_Mistyped() =>
        Should.Throw<DeployException>(() => Read("""{"jwtIsuer": "https://login.example.com"}""")).Message
            .ShouldStartWith("The context key “jwtIsuer” is not known. The keys are account, apiDomain, architecture, brand, certificateArn, ");

    [Fact]
    public void Needs_No_Configuration()
    {
        var settings = Read("{}");

        settings.Brand.ShouldBe("Onboarding");
        settings.RolePrefix.ShouldBe("onboarding-connect-");
        settings.Lane.Name.ShouldBe("managed");
        settings.Architecture.Name.ShouldBe("x86_64");
        settings.SnapStart.ShouldBeTrue();
        settings.TenantClaim.ShouldBe("custom:tenant");
        settings.PageUrls.ShouldBe(["http://localhost:5080/"]);
        settings.LogRetentionDays.ShouldBe(365);
    }

    [Fact]
    public void Takes_Values_As_The_Command_Line_Gives_Them()
    {
        var settings = Read("""{"regions": "eu-central-1, eu-west-1", "logRetentionDays": "30", "snapStart": "false"}""");

        settings.CustomerRegions.ShouldBe(["eu-central-1", "eu-west-1"]);
        settings.LogRetentionDays.ShouldBe(30);
        settings.SnapStart.ShouldBeFalse();
    }

    [Fact]
    public void Leaves_The_Cdk_Its_Own_Keys() =>
        Read("""{"aws:cdk:enable-path-metadata": true, "@aws-cdk/core:checkSecretUsage": true, "availability-zones:account=1:region=x": []}""").ShouldNotBeNull();

    [Fact]
    public void Deploys_Where_The_Credentials_Are_When_The_Context_Does_Not_Say()
    {
        var settings = DeploySettings.Read(default, name => name == "CDK_DEFAULT_ACCOUNT" ? "111122223333" : "ap-northeast-1");

        settings.Account.ShouldBe("111122223333");
        settings.CustomerRegions.ShouldBe(["ap-northeast-1"]);
    }

    [Fact]
    public void A_Bad_Value_Ends_The_Program_With_The_Sentence_Alone()
    {
        var error = Should.Throw<DeployException>(() => CommandLine.Run([], name => name == "CDK_CONTEXT_JSON" ? """{"lane": "wasm"}""" : null, TextWriter.Null));

        error.Message.ShouldBe("The context key “lane” expects managed or native, not “wasm”.");
    }

    [Fact]
    public void Every_Key_Is_In_The_Deployment_Guide()
    {
        var known = Should.Throw<DeployException>(() => Read("""{"nonsense": 1}""")).Message.Split("The keys are ")[1].TrimEnd('.').Split(", ");
        var documented = File.ReadLines(Repository.PathOf("docs", "deploy.md"))
            .SkipWhile(l => l != "| key | default | example | meaning |").Skip(2).TakeWhile(l => l.StartsWith('|')).Select(l => l.Split('`')[1]);

        documented.Order(StringComparer.Ordinal).ShouldBe(known);
    }

    private static DeploySettings Read(string context) => DeploySettings.Read(JsonElement.Parse(context), _ => null);
}
