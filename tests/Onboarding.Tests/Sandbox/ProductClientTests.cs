using Amazon.Runtime;
using Onboarding.Functions.Aws.Query;
using Onboarding.Simulator;

namespace Onboarding.Tests.Sandbox;

/// <summary>The functions' own client for CloudFormation and IAM, which the SDK signs for, against the simulated AWS.</summary>
public sealed class ProductClientTests : IAsyncLifetime
{
    private const string Worker = "arn:aws:iam::222222222222:role/worker";
    private LocalAws _local = null!;

    public async Task InitializeAsync()
    {
        _local = await LocalAws.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [LocalAws.TemplateUrl] = Customers.RealTemplate(),
        });
        _local.Aws.DefineRole(
            Worker,
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""",
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""");
    }

    public async Task DisposeAsync() => await _local.DisposeAsync();

    [Fact]
    public async Task Reads_A_Stack_By_Name_And_By_Id_Also_When_It_Is_Deleted()
    {
        var stack = await StackAsync();
        (await DescribeAsync(stack.StackName)).First("DescribeStacksResult/Stacks/member/StackId").ShouldBe(stack.StackId);
        _local.Aws.DeleteStack(stack.StackId);
        (await DescribeAsync(stack.StackId)).First("DescribeStacksResult/Stacks/member/StackStatus").ShouldBe("DELETE_COMPLETE");
        var gone = await Should.ThrowAsync<AmazonServiceException>(() => DescribeAsync(stack.StackName));
        (gone.ErrorCode, gone.Message).ShouldBe(("ValidationError", "Stack with id acme-connect-abc does not exist"));
    }

    [Fact]
    public async Task Finds_No_Stack_In_Another_Region()
    {
        var stack = await StackAsync();
        (await Should.ThrowAsync<AmazonServiceException>(() => DescribeAsync(stack.StackId, "eu-west-1"))).ErrorCode.ShouldBe("ValidationError");
    }

    [Fact]
    public async Task Reads_Parameters_And_Outputs()
    {
        await StackAsync();
        var answer = await DescribeAsync("acme-connect-abc");
        answer.Pairs("DescribeStacksResult/Stacks/member/Parameters", "ParameterKey", "ParameterValue")
            .ShouldContain(("ExternalId", Customers.ExternalId));
        answer.Pairs("DescribeStacksResult/Stacks/member/Outputs", "OutputKey", "OutputValue")
            .ShouldContain(("RoleArn", "arn:aws:iam::222222222222:role/acme-connect-abc"));
    }

    [Fact]
    public async Task Reads_A_Role()
    {
        var stack = await StackAsync();
        using var iam = Client(QueryService.Iam, LocalAws.Region);
        var answer = await iam.CallAsync("GetRole", [KeyValuePair.Create("RoleName", "acme-connect-abc")], CancellationToken.None);
        answer.Pairs("GetRoleResult/Role/Tags", "Key", "Value").ShouldContain(("AcmeStackId", stack.StackId));
    }

    private async Task<StackView> StackAsync() => await _local.Aws.CreateStackAsync(
        new CreateStack
        {
            AccountId = LocalAws.Customer,
            Region = LocalAws.Region,
            StackName = "acme-connect-abc",
            TemplateUrl = LocalAws.TemplateUrl,
            Parameters = Customers.RealParameters(),
            Capabilities = new HashSet<string>(StringComparer.Ordinal) { "CAPABILITY_NAMED_IAM" },
        },
        TimeSpan.Zero,
        CancellationToken.None);

    private async Task<QueryResponse> DescribeAsync(string name, string region = LocalAws.Region)
    {
        using var client = Client(QueryService.CloudFormation, region);
        return await client.CallAsync("DescribeStacks", [KeyValuePair.Create("StackName", name)], CancellationToken.None);
    }

    private QueryClient Client(QueryService service, string region)
    {
        var session = _local.Aws.IssueRoleSession(Worker, "me");
        var client = new QueryClient(
            service, region, new SessionAWSCredentials(session.AccessKeyId, session.SecretAccessKey, session.SessionToken));
        ((QueryConfig)client.Config).ServiceURL = _local.Url;
        return client;
    }
}
