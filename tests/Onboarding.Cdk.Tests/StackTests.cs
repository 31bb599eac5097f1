using Onboarding.Functions.Http;

namespace Onboarding.Cdk.Tests;

/// <summary>The stack's content, resource by resource.</summary>
public sealed class StackTests
{
    [Fact]
    public void The_Table_Is_On_Demand_Recoverable_And_Outlives_The_Stack()
    {
        var table = Stacks.Default.Only("AWS::DynamoDB::Table");

        table["BillingMode"].ShouldBe("\"PAY_PER_REQUEST\"");
        table["KeySchema"].ShouldBe("""[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}]""");
        table["GlobalSecondaryIndexes"].ShouldBe(
            """[{"IndexName":"group","KeySchema":[{"AttributeName":"groupPk","KeyType":"HASH"},{"AttributeName":"groupSk","KeyType":"RANGE"}],"Projection":{"ProjectionType":"ALL"}},{"IndexName":"due","KeySchema":[{"AttributeName":"duePk","KeyType":"HASH"},{"AttributeName":"dueAt","KeyType":"RANGE"}],"Projection":{"NonKeyAttributes":["tenant"],"ProjectionType":"INCLUDE"}},{"IndexName":"state","KeySchema":[{"AttributeName":"statePk","KeyType":"HASH"},{"AttributeName":"stateSince","KeyType":"RANGE"}],"Projection":{"ProjectionType":"ALL"}},{"IndexName":"tenant","KeySchema":[{"AttributeName":"tenantPk","KeyType":"HASH"},{"AttributeName":"stateSince","KeyType":"RANGE"}],"Projection":{"ProjectionType":"ALL"}},{"IndexName":"awsAccount","KeySchema":[{"AttributeName":"awsAccountPk","KeyType":"HASH"},{"AttributeName":"stateSince","KeyType":"RANGE"}],"Projection":{"ProjectionType":"ALL"}},{"IndexName":"connection","KeySchema":[{"AttributeName":"connectionPk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}],"Projection":{"ProjectionType":"ALL"}},{"IndexName":"census","KeySchema":[{"AttributeName":"censusPk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}],"Projection":{"NonKeyAttributes":["status","profile","region","templateVersion","expiresAt","openedAt","lastRefusal"],"ProjectionType":"INCLUDE"}}]""");
        table["AttributeDefinitions"]!.ShouldContain("""{"AttributeName":"dueAt","AttributeType":"N"}""");
        table["AttributeDefinitions"]!.ShouldContain("""{"AttributeName":"stateSince","AttributeType":"N"}""");
        table["PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled"].ShouldBe("true");
        table["TimeToLiveSpecification"].ShouldBe("""{"AttributeName":"ttl","Enabled":true}""");
        table["StreamSpecification.StreamViewType"].ShouldBe("\"NEW_AND_OLD_IMAGES\"");
        table["SSESpecification"].ShouldBe("""{"SSEEnabled":true}""");
        table["DeletionProtectionEnabled"].ShouldBe("true");
        table["TableName"].ShouldBeNull();
        table.DeletionPolicy.ShouldBe("Retain");
    }

    [Fact]
    public void A_Key_Of_The_Vendors_Own_Encrypts_Table_Topics_Queues_And_Logs_On_Request()
    {
        var key = Stacks.Full.Only("AWS::KMS::Key");
        var arn = $$"""{"Fn::GetAtt":["{{key.Id}}","Arn"]}""";

        key["EnableKeyRotation"].ShouldBe("true");
        key.DeletionPolicy.ShouldBe("Retain");
        Stacks.Full.Only("AWS::DynamoDB::Table")["SSESpecification.KMSMasterKeyId"].ShouldBe(arn);
        Stacks.Full.Of("AWS::SNS::Topic").ShouldAllBe(t => t["KmsMasterKeyId"] == arn);
        Stacks.Full.Of("AWS::SQS::Queue").ShouldAllBe(q => q["KmsMasterKeyId"] == arn);
        Stacks.Full.Of("AWS::Logs::LogGroup").ShouldAllBe(g => g["KmsKeyId"] == arn);
        Stacks.Default.Of("AWS::KMS::Key").ShouldBeEmpty();
    }

    [Fact]
    public void Every_Feature_Has_A_Function_Of_The_Same_Package_On_Dotnet10_With_SnapStart_By_Alias()
    {
        var functions = Stacks.Functions.Select(f => Stacks.Default.Function(f.Name)).ToList();

        functions.Select(f => f["Code"]).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        functions.Select(f => f["Role"]).Distinct(StringComparer.Ordinal).Count().ShouldBe(Stacks.Functions.Count);
        foreach (var function in functions)
        {
            function["Runtime"].ShouldBe("\"dotnet10\"");
            function["Handler"].ShouldBe("\"Onboarding.Functions\"");
            function["Architectures"].ShouldBe("""["x86_64"]""");
            function["TracingConfig.Mode"].ShouldBe("\"Active\"");
            function["LoggingConfig.LogGroup"]!.ShouldContain("Ref");
        }

        // Nobody waits for what a stream starts.
        Stacks.Functions.ShouldAllBe(f => Stacks.Default.Function(f.Name)["SnapStart.ApplyOn"] == (f.Stream == null ? "\"PublishedVersions\"" : null));
        Stacks.Default.Of("AWS::Lambda::Alias").Count(a => a["Name"] == "\"live\"").ShouldBe(Stacks.Functions.Count);
        Stacks.Default.Of("AWS::ApiGatewayV2::Integration").ShouldAllBe(i => i["IntegrationUri"]!.Contains("Live"));
    }

    [Fact]
    public void The_Native_Lane_Runs_A_Bootstrap_Without_SnapStart()
    {
        var function = Stacks.Full.Function("groups");

        function["Runtime"].ShouldBe("\"provided.al2023\"");
        function["Handler"].ShouldBe("\"bootstrap\"");
        function["SnapStart"].ShouldBeNull();
    }

    [Fact]
    public void Functions_Get_The_Settings_That_They_Read()
    {
        var variables = Stacks.Full.Function("registrations").Properties["Environment"]!["Variables"]!.AsObject();

        variables.Select(v => v.Key).Order(StringComparer.Ordinal).ShouldBe(
            ["BRAND", "INVITATION_URL", "MAX_ACCOUNTS", "MAX_GROUPS", "MAX_PENDING", "MINTS_PER_HOUR", "ONBOARDING_FEATURE", "PASTE_FREE", "POLICIES", "PRODUCT_CALLERS", "PROFILES_FILE", "REGIONS", "ROLE_CLAIM", "STAGE", "STS_REGION", "STS_REQUESTS_PER_SECOND", "TABLE_NAME", "TEMPLATE_BASE_URL", "TEMPLATE_BUCKET", "TENANT_CLAIM", "VENDOR_ROLE_ARN"]);
        variables["BRAND"]!.ToJsonString().ShouldBe("\"Acme\"");
        variables["PASTE_FREE"]!.ToJsonString().ShouldBe("\"proven\"");
        variables["REGIONS"]!.ToJsonString().ShouldBe("\"eu-central-1,us-east-1\"");
        variables["TENANT_CLAIM"]!.ToJsonString().ShouldBe("\"org\"");
        variables["TEMPLATE_BASE_URL"]!.ToJsonString().ShouldMatch("""^\{"Fn::Join":\["",\["https://",\{"Fn::GetAtt":\["TemplatesBucket\w+","RegionalDomainName"\]\},"/templates"\]\]\}$""");
        variables["VENDOR_ROLE_ARN"]!.ToJsonString().ShouldBe(
            """{"Fn::Join":["",["arn:",{"Ref":"AWS::Partition"},":iam::",{"Ref":"AWS::AccountId"},":role/acme-connect-access"]]}""");
    }

    [Fact]
    public void No_Function_Outlasts_The_Api_And_Registrations_Have_Time_To_Verify()
    {
        Stacks.Functions.Where(f => f.Schedule is null).ShouldAllBe(f => f.TimeoutSeconds <= 29);
        Stacks.Functions.Single(f => f.Name == "registrations").TimeoutSeconds.ShouldBeGreaterThanOrEqualTo(25);
    }

    [Fact]
    public void Every_Log_Group_Expires()
    {
        Stacks.Default.Of("AWS::Logs::LogGroup").ShouldAllBe(g => g["RetentionInDays"] == "365");
        Stacks.Full.Of("AWS::Logs::LogGroup").ShouldAllBe(g => g["RetentionInDays"] == "400");
    }

    [Fact]
    public void Sign_In_Is_A_User_Pool_Whose_Tenants_Only_Operators_Set()
    {
        var pool = Stacks.Default.Only("AWS::Cognito::UserPool");
        var client = Stacks.Default.Only("AWS::Cognito::UserPoolClient");

        pool["AdminCreateUserConfig.AllowAdminCreateUserOnly"].ShouldBe("true");
        pool["Schema"].ShouldBe("""[{"AttributeDataType":"String","Mutable":false,"Name":"tenant","StringAttributeConstraints":{"MaxLength":"128","MinLength":"1"}}]""");
        pool.DeletionPolicy.ShouldBe("Retain");
        client["WriteAttributes"].ShouldBe("""["email"]""");
        client["ReadAttributes"]!.ShouldContain("custom:tenant");
        client["GenerateSecret"].ShouldBe("false");
        client["AllowedOAuthFlows"].ShouldBe("""["code"]""");
        Stacks.Default.Of("AWS::Cognito::UserPoolDomain").Count.ShouldBe(1);
        Stacks.Full.All.ShouldNotContain(r => r.Type.StartsWith("AWS::Cognito", StringComparison.Ordinal));
    }

    [Fact]
    public void An_Operator_Gets_Mail_When_The_Context_Has_An_Address()
    {
        Stacks.Full.Of("AWS::SNS::Subscription").Select(s => (s["Protocol"], s["Endpoint"])).ShouldBe([("\"email\"", "\"ops@example.com\""), ("\"email\"", "\"ops@example.com\"")]);
        Stacks.Default.Of("AWS::SNS::Subscription").ShouldBeEmpty();
    }

    [Fact]
    public void The_Sweeper_Starts_Every_Five_Minutes_And_Failures_Are_Kept()
    {
        var schedule = Stacks.Default.Of("AWS::Scheduler::Schedule").Single(s => s.Path.Contains("/Schedules/", StringComparison.Ordinal));
        var missed = Stacks.Default.Of("AWS::SQS::Queue").Single(q => q.Path.Contains("/sweeperMissed/", StringComparison.Ordinal));
        var alias = Stacks.Default.Of("AWS::Lambda::Alias").Single(a => a.Path.Contains("/sweeper/", StringComparison.Ordinal));
        var arn = $$"""{"Fn::GetAtt":["{{missed.Id}}","Arn"]}""";

        schedule["ScheduleExpression"].ShouldBe("\"rate(5 minutes)\"");
        schedule["Target.Arn"].ShouldBe($$"""{"Ref":"{{alias.Id}}"}""");
        schedule.Properties["Target"]!["Input"]!.GetValue<string>().ShouldBe("""{"time":"<aws.scheduler.scheduled-time>"}""");
        schedule["Target.DeadLetterConfig.Arn"].ShouldBe(arn);
        var failures = Stacks.Default.Only("AWS::Lambda::EventInvokeConfig");
        failures["DestinationConfig.OnFailure.Destination"].ShouldBe(arn);
        // By a reference: the alias must be there first.
        failures["Qualifier"].ShouldNotBeNull().ShouldContain($$"""{"Ref":"{{alias.Id}}"}""");
        Stacks.Functions.Count(f => f.Schedule is not null).ShouldBe(1);
    }

    [Fact]
    public void Every_Function_With_A_Snapshot_Runs_At_Least_Once_A_Day()
    {
        var schedules = Stacks.Default.Of("AWS::Scheduler::Schedule");
        var aliases = Stacks.Functions.Where(f => f.Stream is null)
            .Select(f => Stacks.Default.Of("AWS::Lambda::Alias").Single(a => a.Path.Contains($"/{f.Name}/", StringComparison.Ordinal))).Select(a => $$"""{"Ref":"{{a.Id}}"}""").ToList();

        schedules.Select(s => s["Target.Arn"]).Order(StringComparer.Ordinal).ShouldBe(aliases.Order(StringComparer.Ordinal));
        var daily = schedules.Where(s => s.Path.Contains("/KeepAlive/", StringComparison.Ordinal)).ToList();
        daily.Count.ShouldBe(Stacks.Functions.Count(f => f is { Schedule: null, Stream: null }));
        daily.ShouldAllBe(s => s["ScheduleExpression"] == "\"rate(1 day)\"" && s.Properties["Target"]!["Input"]!.GetValue<string>() == $$"""{"routeKey":"{{Front.KeepAlive}}"}""");
        Routes.All.ShouldNotContain(r => r.Key == Front.KeepAlive);
        Stacks.Of("""{"snapStart": false}""").Of("AWS::Scheduler::Schedule").Count.ShouldBe(1);
    }

    [Fact]
    public void A_Sweep_Is_Over_Before_The_Next_One_Begins() =>
        Stacks.Default.Function("sweeper")["Timeout"].ShouldBe("300");

    [Fact]
    public void Says_Where_Everything_Is() =>
        Stacks.Default.Outputs.Select(o => o.Key).Order(StringComparer.Ordinal).ShouldBe(
            ["ApiUrl", "EventBusName", "EventsTopicArn", "ProductPolicyArn", "SignInDomainPrefix", "TemplateBaseUrl", "TemplateUrlFull", "TemplateUrlHumanAccess", "TemplateUrlReadOnly", "UserPoolClientId", "UserPoolId", "VendorRoleArn"]);
}
