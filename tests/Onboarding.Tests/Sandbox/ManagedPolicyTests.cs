using Onboarding.Simulator;
using Onboarding.Simulator.Iam;

namespace Onboarding.Tests.Sandbox;

/// <summary>AWS's own managed policies in the simulated AWS: what they allow, and how they are shown.</summary>
public sealed class ManagedPolicyTests : IAsyncLifetime
{
    private const string Worker = "arn:aws:iam::222222222222:role/worker";
    private const string Anything = "arn:aws:any:ap-northeast-1:222222222222:thing/1";
    private const string ServiceTrust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";
    private const string Nothing = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:GetCallerIdentity","Resource":"*"}]}""";
    private LocalAws _local = null!;

    public async Task InitializeAsync() => _local = await LocalAws.StartAsync();

    public async Task DisposeAsync() => await _local.DisposeAsync();

    [Theory]
    [InlineData("AdministratorAccess", "iam:CreateUser", true)]
    [InlineData("PowerUserAccess", "s3:PutObject", true)]
    [InlineData("PowerUserAccess", "iam:CreateUser", false)]
    [InlineData("ReadOnlyAccess", "s3:GetObject", true)]
    [InlineData("ReadOnlyAccess", "s3:PutObject", false)]
    [InlineData("SecurityAudit", "s3:GetBucketPolicy", true)]
    [InlineData("SecurityAudit", "s3:GetObject", false)]
    [InlineData("job-function/ViewOnlyAccess", "s3:ListBucket", true)]
    [InlineData("job-function/ViewOnlyAccess", "s3:GetObject", false)]
    [InlineData("IAMReadOnlyAccess", "iam:GetRole", true)]
    [InlineData("IAMReadOnlyAccess", "iam:DeleteRole", false)]
    [InlineData("AmazonS3ReadOnlyAccess", "s3:GetObject", true)]
    [InlineData("CloudWatchReadOnlyAccess", "cloudwatch:GetMetricData", true)]
    [InlineData("CloudWatchReadOnlyAccess", "cloudwatch:DeleteAlarms", false)]
    public void Allows_What_Aws_Says(string policy, string action, bool allowed)
    {
        _local.Aws.DefineRole(Worker, ServiceTrust, Nothing);
        _local.Aws.ChangeRole(Worker, 3600, null, ["arn:aws:iam::aws:policy/" + policy]);
        var session = _local.Aws.IssueRoleSession(Worker, "me");

        _local.Aws.IsAllowed(new Caller(LocalAws.Customer, Worker, Worker, "", session.AccessKeyId, LocalAws.Region), action, Anything).ShouldBe(allowed);
    }

    [Theory]
    [InlineData("aws")]
    [InlineData("aws-cn")]
    [InlineData("aws-us-gov")]
    public void Each_Can_Be_Read_In_Each_Partition(string partition)
    {
        foreach (var name in AwsManagedPolicies.Names)
        {
            var policy = AwsManagedPolicies.Find($"arn:{partition}:iam::aws:policy/{name}").ShouldNotBeNull(name);
            policy.Document.Statements.ShouldNotBeEmpty(name);
            if (partition != "aws")
                policy.Document.Json.ShouldNotContain("\"arn:aws:", customMessage: name);
        }
    }

    [Fact]
    public async Task Shows_Its_Default_Version_And_Another_One_Once_Aws_Has_Changed_It()
    {
        const string Arn = "arn:aws:iam::aws:policy/SecurityAudit";
        _local.Aws.DefineRole(Worker, ServiceTrust, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:*","Resource":"*"}]}""");
        var session = _local.Aws.IssueRoleSession(Worker, "me");
        var version = await DefaultVersionAsync();
        version.ShouldMatch("^v[1-9][0-9]*$");
        Uri.UnescapeDataString((await AskAsync($"Action=GetPolicyVersion&PolicyArn={Arn}&VersionId={version}").XmlAsync()).Value("Document")).ShouldContain("\"access-analyzer:GetAnalyzedResource\"");

        _local.Aws.PutManagedPolicy(Arn, Nothing);

        var next = await DefaultVersionAsync();
        int.Parse(next[1..], System.Globalization.CultureInfo.InvariantCulture).ShouldBe(int.Parse(version[1..], System.Globalization.CultureInfo.InvariantCulture) + 1);
        Uri.UnescapeDataString((await AskAsync($"Action=GetPolicyVersion&PolicyArn={Arn}&VersionId={next}").XmlAsync()).Value("Document")).ShouldBe(Nothing);

        Task<HttpResponseMessage> AskAsync(string form) => _local.PostAsync(session, "iam", form + "&Version=2010-05-08", "us-east-1");

        async Task<string> DefaultVersionAsync() => (await AskAsync($"Action=GetPolicy&PolicyArn={Arn}").XmlAsync()).Value("DefaultVersionId");
    }

    [Fact]
    public void What_Aws_Does_Not_Have_Does_Not_Exist() =>
        Should.Throw<AwsErrorException>(() =>
        {
            _local.Aws.DefineRole(Worker, ServiceTrust, Nothing);
            _local.Aws.ChangeRole(Worker, 3600, null, ["arn:aws:iam::aws:policy/ViewOnlyAccess"]);
        }).Code.ShouldBe("NoSuchEntity");
}
