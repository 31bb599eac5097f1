using Onboarding.Functions.Http;

namespace Onboarding.Cdk.Tests;

/// <summary>The HTTP API in front of the functions.</summary>
public sealed class ApiTests
{
    [Fact]
    public void Every_Route_Of_The_Table_Is_Deployed_And_Only_Those_Of_An_Invitation_Are_Open()
    {
        var routes = Stacks.Default.Of("AWS::ApiGatewayV2::Route");

        routes.Select(r => r["RouteKey"]!.Trim('"')).Order(StringComparer.Ordinal).ShouldBe(Routes.All.Select(r => r.Key).Order(StringComparer.Ordinal));
        routes.Where(r => r["AuthorizationType"] == "\"NONE\"").Select(r => r["RouteKey"]!.Trim('"')).Order(StringComparer.Ordinal)
            .ShouldBe(["GET /v1/invitations/{token}", "POST /v1/invitations/{token}/registration"]);
        routes.Where(r => r["AuthorizationType"] != "\"NONE\"").ShouldAllBe(r => r["AuthorizationType"] == (r["RouteKey"]!.Contains(" /ops/", StringComparison.Ordinal) || r["RouteKey"]!.Contains(" /product/", StringComparison.Ordinal) ? "\"AWS_IAM\"" : "\"JWT\""));
    }

    [Fact]
    public void Every_Feature_Of_The_Routes_Has_A_Function_And_No_Function_Is_Idle() =>
        Stacks.Functions.Where(f => f.Schedule is null).Select(f => f.Name).Except(Routes.All.Select(r => r.Feature), StringComparer.Ordinal)
            .Concat(Routes.All.Select(r => r.Feature).Except(Stacks.Functions.Select(f => f.Name), StringComparer.Ordinal))
            .ShouldBeEmpty();

    [Fact]
    public void Tenants_Bring_A_Token_Of_The_User_Pool_Or_Of_The_Issuer_That_The_Context_Names()
    {
        var pool = Stacks.Default.Only("AWS::Cognito::UserPool").Id;

        Stacks.Default.Only("AWS::ApiGatewayV2::Authorizer")["JwtConfiguration.Issuer"].ShouldBe($$"""{"Fn::GetAtt":["{{pool}}","ProviderURL"]}""");
        Stacks.Full.Only("AWS::ApiGatewayV2::Authorizer")["JwtConfiguration"].ShouldBe("""{"Audience":["onboarding"],"Issuer":"https://login.example.com/"}""");
    }

    [Fact]
    public void Only_Signed_Requests_Reach_The_Operators_Routes() =>
        Stacks.Default.Of("AWS::ApiGatewayV2::Route").Where(r => r["AuthorizationType"] == "\"AWS_IAM\"").Select(r => r["RouteKey"]!.Trim('"')).Order(StringComparer.Ordinal)
            .ShouldBe(Routes.All.Where(r => r.Authorizer == RouteAuthorizer.Iam).Select(r => r.Key).Order(StringComparer.Ordinal));

    [Fact]
    public void An_Operators_Permission_Set_Reaches_The_Operator_Routes_And_Nothing_Else_For_An_Hour()
    {
        var stack = Stacks.Of("""{"identityCenterInstanceArn": "arn:aws:sso:::instance/ssoins-0123456789abcdef"}""");
        var set = stack.Only("AWS::SSO::PermissionSet");
        var api = stack.Only("AWS::ApiGatewayV2::Api").Id;

        set["SessionDuration"].ShouldBe("\"PT1H\"");
        set["ManagedPolicies"].ShouldBeNull();
        set["InlinePolicy.Statement"].ShouldBe(
            $$$"""[{"Sid":"OperatorRoutes","Effect":"Allow","Action":"execute-api:Invoke","Resource":{"Fn::Join":["",["arn:",{"Ref":"AWS::Partition"},":execute-api:",{"Ref":"AWS::Region"},":",{"Ref":"AWS::AccountId"},":",{"Ref":"{{{api}}}"},"/$default/*/ops/*"]]}}]""");
        Routes.All.Where(r => r.Authorizer == RouteAuthorizer.Iam).ShouldAllBe(r => r.Key.Contains(" /ops/", StringComparison.Ordinal) || r.Key.Contains(" /product/", StringComparison.Ordinal));
        Routes.All.Where(r => r.Authorizer == RouteAuthorizer.Jwt).ShouldAllBe(r => r.Key.Contains(" /v1/", StringComparison.Ordinal));
        Stacks.Default.Of("AWS::SSO::PermissionSet").ShouldBeEmpty();
    }

    [Fact]
    public void The_Stage_Is_Throttled_And_Its_Access_Log_Has_No_Body_And_No_Token()
    {
        var stage = Stacks.Full.Only("AWS::ApiGatewayV2::Stage");

        stage["DefaultRouteSettings"].ShouldBe("""{"DetailedMetricsEnabled":false,"ThrottlingBurstLimit":40,"ThrottlingRateLimit":20}""");
        stage.Properties["AccessLogSettings"]!["Format"]!.GetValue<string>().ShouldBe(
            """{"requestId":"$context.requestId","time":"$context.requestTime","routeKey":"$context.routeKey","status":"$context.status","responseLength":"$context.responseLength","responseLatency":"$context.responseLatency","integrationLatency":"$context.integrationLatency","integrationStatus":"$context.integrationStatus","integrationError":"$context.integrationErrorMessage","error":"$context.error.responseType"}""");
    }

    [Fact]
    [Trait("Threat", "T55")]
    public void Routes_Without_A_Sign_In_Have_A_Throttle_Of_Their_Own_And_A_Function_Of_Their_Own()
    {
        var stage = Stacks.Full.Only("AWS::ApiGatewayV2::Stage");

        stage["RouteSettings"].ShouldBe(
            """{"GET /v1/invitations/{token}":{"ThrottlingBurstLimit":20,"ThrottlingRateLimit":10},"POST /v1/invitations/{token}/registration":{"ThrottlingBurstLimit":20,"ThrottlingRateLimit":10}}""");
        // The stage cannot be made before the routes that it names.
        var open = Stacks.Full.Of("AWS::ApiGatewayV2::Route").Where(r => r["AuthorizationType"] == "\"NONE\"").Select(r => r.Id);
        open.ShouldBeSubsetOf(stage.DependsOn, StringComparer.Ordinal);
        Routes.All.Where(r => r.Authorizer == RouteAuthorizer.None).Select(r => r.Feature).Distinct(StringComparer.Ordinal).ShouldBe(["visitors"]);
        Routes.All.Where(r => r.Feature == "visitors").ShouldAllBe(r => r.Authorizer == RouteAuthorizer.None);
    }

    [Fact]
    public void An_Invitation_Leads_To_The_First_Page_Unless_The_Context_Names_Another()
    {
        var named = Stacks.Of("""{"pageUrls": ["https://app.example.com/connect/"], "invitationUrl": "https://invite.example.com/aws"}""");

        Stacks.Full.Function("invitations").Properties["Environment"]!["Variables"]!["INVITATION_URL"]!.GetValue<string>().ShouldBe("https://app.example.com/connect/");
        named.Function("invitations").Properties["Environment"]!["Variables"]!["INVITATION_URL"]!.GetValue<string>().ShouldBe("https://invite.example.com/aws");
        named.Only("AWS::ApiGatewayV2::Api")["CorsConfiguration.AllowOrigins"].ShouldBe("""["https://app.example.com","https://invite.example.com"]""");
    }

    [Fact]
    public void Only_The_Pages_Origin_Can_Call_From_A_Browser() =>
        Stacks.Full.Only("AWS::ApiGatewayV2::Api")["CorsConfiguration.AllowOrigins"].ShouldBe("""["https://app.example.com"]""");

    [Fact]
    public void Functions_Let_This_Api_In_And_No_Other() =>
        Stacks.Default.Of("AWS::Lambda::Permission").ShouldAllBe(p => p["SourceArn"]!.Contains(Stacks.Default.Only("AWS::ApiGatewayV2::Api").Id));
}
