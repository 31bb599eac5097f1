namespace Onboarding.Cdk.Tests;

/// <summary>How the vendor's software reaches the product API.</summary>
public sealed class ProductAccessTests
{
    [Fact]
    public void A_Managed_Policy_Lets_Call_The_Product_Routes_Of_This_Api_And_Nothing_Else()
    {
        var policy = Stacks.Default.Only("AWS::IAM::ManagedPolicy");
        var api = Stacks.Default.Only("AWS::ApiGatewayV2::Api").Id;

        policy["ManagedPolicyName"].ShouldBe("\"onboarding-product-access\"");
        policy["PolicyDocument.Statement"].ShouldBe(
            $$$"""[{"Action":"execute-api:Invoke","Effect":"Allow","Resource":{"Fn::Join":["",["arn:",{"Ref":"AWS::Partition"},":execute-api:",{"Ref":"AWS::Region"},":",{"Ref":"AWS::AccountId"},":",{"Ref":"{{{api}}}"},"/$default/*/product/*"]]},"Sid":"ProductRoutes"}]""");
        Stacks.Of("""{"region": "eu-west-1", "stage": "staging"}""").Only("AWS::IAM::ManagedPolicy")["ManagedPolicyName"].ShouldBe("\"onboarding-product-access-staging\"");
    }

    [Fact]
    public void Only_Principals_In_The_Context_Can_Assume_The_Product_Role_From_Other_Accounts()
    {
        var role = Stacks.Full.Of("AWS::IAM::Role").Single(r => r.Path.Contains("/ProductAccess/", StringComparison.Ordinal));

        role["RoleName"].ShouldBe("\"acme-product-access\"");
        role["AssumeRolePolicyDocument.Statement"].ShouldBe(
            """[{"Action":"sts:AssumeRole","Condition":{"ArnEquals":{"aws:PrincipalArn":["arn:aws:iam::444455556666:role/scanner"]}},"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"}}]""");
        role["MaxSessionDuration"].ShouldBe("3600");
        Stacks.Full.Only("AWS::IAM::ManagedPolicy")["Roles"].ShouldBe($$"""[{"Ref":"{{role.Id}}"}]""");
        Stacks.Default.Of("AWS::IAM::Role").ShouldNotContain(r => r.Path.Contains("/ProductAccess/", StringComparison.Ordinal));
    }

    [Fact]
    public void Functions_Get_The_Limits_Of_Product_Roles() =>
        Stacks.Full.Function("sessions").Properties["Environment"]!["Variables"]!["PRODUCT_CALLERS"]!.GetValue<string>()
            .ShouldBe("""{"scanner": {"purposes": ["scan"], "profiles": ["read-only"]}}""");
}
