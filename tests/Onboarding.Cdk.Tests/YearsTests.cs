namespace Onboarding.Cdk.Tests;

/// <summary>What a deployment that is run for years needs: it is hard to delete, and what outlived it can be given to the next.</summary>
public sealed class YearsTests
{
    // What costs something, and takes tags.
    private static readonly string[] s_billed =
    [
        "AWS::ApiGatewayV2::Api", "AWS::CloudWatch::Alarm", "AWS::DynamoDB::Table", "AWS::Events::EventBus", "AWS::IAM::Role", "AWS::KMS::Key", "AWS::Lambda::Function", "AWS::Logs::LogGroup",
        "AWS::S3::Bucket", "AWS::SNS::Topic", "AWS::SQS::Queue",
    ];

    [Fact]
    public void A_Stack_Cannot_Be_Deleted_By_Mistake()
    {
        Stacks.Default.TerminationProtection.ShouldBeTrue();
        Stacks.Of("""{"terminationProtection": false}""").TerminationProtection.ShouldBeFalse();
    }

    [Fact]
    public void A_Restored_Table_Takes_The_Place_Of_A_New_One()
    {
        var stack = Stacks.Of(Stacks.Restored);

        stack.Of("AWS::DynamoDB::Table").ShouldBeEmpty();
        stack.Function("groups")["Environment.Variables.TABLE_NAME"].ShouldBe("\"registry-restored\"");
        stack.Json.ShouldContain("arn:aws:dynamodb:eu-west-1:111122223333:table/registry-restored/stream/2026-11-28T00:00:00.000");
        var grants = stack.Of("AWS::IAM::Policy").SelectMany(p => p.Properties["PolicyDocument"]!["Statement"]!.AsArray())
            .Where(s => s!["Action"]!.ToJsonString().Contains("dynamodb:", StringComparison.Ordinal)).Select(s => s!["Resource"]!.ToJsonString()).Distinct(StringComparer.Ordinal).ToList();
        grants.ShouldAllBe(g => g.Contains("table/registry-restored", StringComparison.Ordinal));
        // The grants are those on a new table, on this one.
        grants.Count.ShouldBe(Stacks.Default.Of("AWS::IAM::Policy").SelectMany(p => p.Properties["PolicyDocument"]!["Statement"]!.AsArray())
            .Where(s => s!["Action"]!.ToJsonString().Contains("dynamodb:", StringComparison.Ordinal)).Select(s => s!["Resource"]!.ToJsonString()).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_Retained_User_Pool_Gets_A_New_Client_And_Domain_And_Keeps_Its_Users()
    {
        var stack = Stacks.Of(Stacks.Restored);

        stack.Of("AWS::Cognito::UserPool").ShouldBeEmpty();
        stack.Only("AWS::Cognito::UserPoolClient")["UserPoolId"].ShouldBe("\"eu-west-1_AbCdEfGhI\"");
        stack.Only("AWS::Cognito::UserPoolDomain")["UserPoolId"].ShouldBe("\"eu-west-1_AbCdEfGhI\"");
        stack.Only("AWS::ApiGatewayV2::Authorizer")["JwtConfiguration.Issuer"].ShouldBe(
            """{"Fn::Join":["",["https://cognito-idp.",{"Ref":"AWS::Region"},".",{"Ref":"AWS::URLSuffix"},"/eu-west-1_AbCdEfGhI"]]}""");
    }

    [Fact]
    public void Everything_That_Takes_Tags_Has_Them()
    {
        var tagged = Stacks.Full.All.Where(r => r.Properties["Tags"] is not null).ToList();

        s_billed.Except(tagged.Select(r => r.Type), StringComparer.Ordinal).ShouldBeEmpty();
        tagged.ShouldAllBe(r => r["Tags"]!.Contains("platform") && r["Tags"]!.Contains("onboarding:deployment"));
    }

    [Fact]
    public void The_Api_Answers_At_A_Domain_Of_The_Vendors_Own()
    {
        var domain = Stacks.Full.Only("AWS::ApiGatewayV2::DomainName");

        domain["DomainName"].ShouldBe("\"api.example.com\"");
        domain["DomainNameConfigurations.0.CertificateArn"].ShouldBe("\"arn:aws:acm:eu-central-1:111122223333:certificate/12345678-1234-1234-1234-123456789012\"");
        domain["DomainNameConfigurations.0.SecurityPolicy"].ShouldBe("\"TLS_1_2\"");
        Stacks.Full.Only("AWS::ApiGatewayV2::ApiMapping")["DomainName"].ShouldBe($$"""{"Ref":"{{domain.Id}}"}""");
        Stacks.Full.Outputs["ApiUrl"]!["Value"]!.ToJsonString().ShouldBe("\"https://api.example.com\"");
        Stacks.Full.Outputs.Select(o => o.Key).ShouldContain("ApiDomainTarget", StringComparer.Ordinal);
        Stacks.Default.Of("AWS::ApiGatewayV2::DomainName").ShouldBeEmpty();
    }

    [Fact]
    public void The_Api_Has_The_Deployments_Name()
    {
        Stacks.Default.Only("AWS::ApiGatewayV2::Api")["Name"].ShouldBe("\"Onboarding\"");
        Stacks.Of("""{"region": "eu-west-1", "stage": "staging"}""").Only("AWS::ApiGatewayV2::Api")["Name"].ShouldBe("\"Onboarding-staging\"");
    }

    [Fact]
    public void The_Operators_Group_Gets_The_Permission_Set_In_This_Account()
    {
        var assignment = Stacks.Full.Only("AWS::SSO::Assignment");

        (assignment["PrincipalType"], assignment["PrincipalId"], assignment["TargetType"], assignment["TargetId"]).ShouldBe(
            ("\"GROUP\"", "\"906625d3-a421-11ee-8c90-0242ac120002\"", "\"AWS_ACCOUNT\"", "\"111122223333\""));
        assignment["PermissionSetArn"].ShouldBe($$"""{"Fn::GetAtt":["{{Stacks.Full.Only("AWS::SSO::PermissionSet").Id}}","PermissionSetArn"]}""");
    }

    [Theory]
    [InlineData("""{"region": "mx-central-1", "stsRegion": "us-east-1"}""", 0, "\"Active\"")]
    [InlineData("""{"region": "cn-north-1", "jwtIssuer": "https://login.example.com", "jwtAudience": "onboarding"}""", 1, null)]
    [InlineData("""{"region": "eu-central-1", "account": "111122223333"}""", 1, "\"Active\"")]
    public void What_A_Region_Lacks_Is_Left_Out(string context, int archives, string? tracing)
    {
        Stacks.Of(context).Of("AWS::Events::Archive").Count.ShouldBe(archives);
        Stacks.Of(context).Function("groups")["TracingConfig.Mode"].ShouldBe(tracing);
    }

    [Theory]
    [InlineData("eu-central-1", true)]
    [InlineData("us-gov-west-1", false)]
    [InlineData("eusc-de-east-1", false)]
    public void Snapshots_Are_Used_Where_The_Region_Has_Them(string region, bool snapshots) =>
        (Stacks.Of($$"""{"region": "{{region}}"}""").Function("groups")["SnapStart"] is not null).ShouldBe(snapshots);
}
