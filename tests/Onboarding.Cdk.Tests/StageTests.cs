using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.Cdk.Tests;

/// <summary>Several deployments of a brand live in one account: nothing with a fixed name collides, and customers see none of it.</summary>
public sealed class StageTests
{
    private static readonly StackTemplate s_production = Stacks.Of("""{"brand": "Acme", "region": "eu-west-1", "encryption": "customer-managed", "identityCenterInstanceArn": "arn:aws:sso:::instance/ssoins-0123456789abcdef"}""");
    private static readonly StackTemplate s_staging = Stacks.Of("""{"brand": "Acme", "region": "eu-west-1", "encryption": "customer-managed", "identityCenterInstanceArn": "arn:aws:sso:::instance/ssoins-0123456789abcdef", "stage": "staging"}""");
    private static readonly StackTemplate s_elsewhere = Stacks.Of("""{"brand": "Acme", "region": "us-east-1", "encryption": "customer-managed", "identityCenterInstanceArn": "arn:aws:sso:::instance/ssoins-0123456789abcdef", "stage": "us"}""");

    // What CloudFormation makes up when the template gives no name has the stack's own name in it.
    private static readonly string[] s_names =
        ["AlarmName", "AliasName", "BucketName", "DashboardName", "Domain", "FunctionName", "GroupName", "LogGroupName", "ManagedPolicyName", "Name", "QueueName", "RoleName", "StateMachineName", "TableName", "TopicName", "UserPoolName"];

    [Fact]
    public void Two_Stages_Share_No_Name_In_One_Account_And_Region()
    {
        s_production.StackName.ShouldBe("Acme");
        s_staging.StackName.ShouldBe("Acme-staging");
        Named(s_production).Intersect(Named(s_staging), StringComparer.Ordinal).ShouldBeEmpty();
        Named(s_staging).ShouldContain("AWS::IAM::Role RoleName acme-connect-access-staging", StringComparer.Ordinal);
        Named(s_staging).ShouldContain("AWS::KMS::Alias AliasName alias/acme-staging", StringComparer.Ordinal);
        Named(s_staging).ShouldContain("AWS::CloudWatch::Alarm AlarmName Acme.staging-SweepMissed", StringComparer.Ordinal);
        Named(s_staging).ShouldContain("AWS::SSO::PermissionSet Name Acme-staging-Operators", StringComparer.Ordinal);
        Named(s_staging).ShouldContain("AWS::Cognito::UserPoolDomain Domain acme-staging-{AWS::AccountId}", StringComparer.Ordinal);
        Named(s_staging).ShouldContain("AWS::Events::EventBus Name Acme-staging-events", StringComparer.Ordinal);
    }

    [Fact]
    public void Two_Regions_Share_No_Global_Name_In_One_Account()
    {
        string[] global = ["AWS::IAM::", "AWS::SSO::"];

        bool IsGlobal(string name) => global.Any(g => name.StartsWith(g, StringComparison.Ordinal));
        Named(s_production).Count(IsGlobal).ShouldBe(3);
        Named(s_production).Where(IsGlobal).Intersect(Named(s_elsewhere).Where(IsGlobal), StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void Two_Stages_Count_Apart()
    {
        static IEnumerable<string> Counted(StackTemplate stack) => stack.Of("AWS::CloudWatch::Alarm").Where(a => a["Namespace"] == "\"Onboarding\"").Select(a => a["Dimensions"]!).Distinct(StringComparer.Ordinal);

        Counted(s_production).ShouldBe(["""[{"Name":"Brand","Value":"Acme"}]"""]);
        Counted(s_staging).ShouldBe(["""[{"Name":"Brand","Value":"Acme-staging"}]"""]);
        s_staging.Function("groups")["Environment.Variables.STAGE"].ShouldBe("\"staging\"");
        s_staging.Only("AWS::CloudWatch::Dashboard").Properties["DashboardBody"]!.ToJsonString().ShouldContain("Acme-staging");
    }

    [Fact]
    public void An_Alarm_Belongs_To_One_Stage()
    {
        static string Pattern(StackTemplate stack) => stack.Of("AWS::Events::Rule").Single(r => r.Path.Contains("/Recoveries/", StringComparison.Ordinal)).Properties["EventPattern"]!["detail"]!["alarmName"]![0]!["prefix"]!.GetValue<string>();

        var others = "AWS::CloudWatch::Alarm AlarmName " + Pattern(s_production);
        Named(s_staging).ShouldAllBe(n => !n.StartsWith(others, StringComparison.Ordinal));
        Pattern(s_staging).ShouldBe("Acme.staging-");
    }

    [Fact]
    public void Customers_See_The_Brand_And_No_Stage()
    {
        s_staging.Function("groups")["Environment.Variables.BRAND"].ShouldBe("\"Acme\"");
        s_staging.Of("AWS::IAM::Policy").Single(p => p.Path.Contains("/VendorAccess/", StringComparison.Ordinal))["PolicyDocument.Statement"]!.ShouldContain(":iam::*:role/acme-connect-*\"");
    }

    [Theory]
    [InlineData("AbcdefghijklmnopqrstuvwxyzAbcdef", "abcdefghijklmnop")]
    [InlineData("AbcdefghijklmnopqrstuvwxyzAbcdeg", "abcdefghijklmnop")]
    public void The_Longest_Names_Fit(string brand, string stage)
    {
        var stack = Stacks.Of($$"""{"brand": "{{brand}}", "stage": "{{stage}}", "identityCenterInstanceArn": "arn:aws:sso:::instance/ssoins-0123456789abcdef"}""");

        stack.Of("AWS::IAM::Role").Single(r => r["RoleName"] is not null).Properties["RoleName"]!.GetValue<string>().Length.ShouldBeLessThanOrEqualTo(64);
        stack.Only("AWS::SSO::PermissionSet").Properties["Name"]!.GetValue<string>().Length.ShouldBe(32);
        stack.Of("AWS::CloudWatch::Alarm").ShouldAllBe(a => a.Properties["AlarmName"]!.GetValue<string>().Length <= 255);
    }

    [Fact]
    public void Permission_Sets_Of_Long_Brands_Differ() =>
        Name("AbcdefghijklmnopqrstuvwxyzAbcdef").ShouldNotBe(Name("AbcdefghijklmnopqrstuvwxyzAbcdeg"), StringComparer.Ordinal);

    private static string Name(string brand) =>
        Stacks.Of($$"""{"brand": "{{brand}}", "stage": "abcdefghijklmnop", "identityCenterInstanceArn": "arn:aws:sso:::instance/ssoins-0123456789abcdef"}""").Only("AWS::SSO::PermissionSet").Properties["Name"]!.GetValue<string>();

    private static IReadOnlyList<string> Named(StackTemplate stack) =>
    [
        .. from resource in stack.All
           from name in s_names
           let value = resource.Properties[name]
           // A reference to another resource is no name of its own; an alias and an authorizer are named within a function and an API.
           where value is not null && (value is not JsonObject named || named["Ref"] is null)
           where resource.Type is not ("AWS::Lambda::Alias" or "AWS::ApiGatewayV2::Authorizer")
           select $"{resource.Type} {name} {Text(value, stack)}",
    ];

    private static string Text(JsonNode node, StackTemplate stack) => node switch
    {
        JsonObject o when o["Fn::Join"] is { } join => string.Concat(join[1]!.AsArray().Select(p => Text(p!, stack))),
        JsonObject o when o["Ref"]?.GetValue<string>() == "AWS::StackName" => stack.StackName,
        JsonObject o when o["Ref"] is { } reference => $"{{{reference.GetValue<string>()}}}",
        JsonObject o => JsonSerializer.Serialize(o),
        _ => node.GetValue<string>(),
    };
}
