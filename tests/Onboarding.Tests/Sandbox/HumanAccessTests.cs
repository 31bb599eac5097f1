using System.Text.RegularExpressions;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Onboarding.Functions.Aws.Query;
using Onboarding.Simulator;
using Onboarding.Templates;
using Facts = Onboarding.Functions.Aws.Partition;

namespace Onboarding.Tests.Sandbox;

/// <summary>The template that lets people in, in the simulated AWS.</summary>
public sealed class HumanAccessTests : IAsyncLifetime
{
    private const string Role = "arn:aws:iam::222222222222:role/acme-people";
    private const string CopyUrl = LocalAws.TemplateUrl + "?copy";
    private LocalAws _local = null!;

    public async Task InitializeAsync() => _local = await LocalAws.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [LocalAws.TemplateUrl] = Rendered("aws"),
        [CopyUrl] = Rendered("aws").Replace(LocalAws.Vendor, "333333333333", StringComparison.Ordinal),
    });

    public async Task DisposeAsync() => await _local.DisposeAsync();

    [Fact]
    public async Task Gives_The_Switch_Role_Link_And_The_Policy_That_The_People_Need()
    {
        var stack = await CreateAsync();

        stack.Status.ShouldBe("CREATE_COMPLETE", stack.StatusReason);
        Output(stack, "SwitchRoleUrl").ShouldBe("https://signin.aws.amazon.com/switchrole?roleName=acme-people&account=222222222222");
        Output(stack, "PolicyForTheirUsers").ShouldBe(
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"arn:aws:iam::222222222222:role/acme-people"}]}""");
        Output(stack, "RoleArn").ShouldBe(Role);
        (await PolicyOfAsync("acme-people")).ShouldBe("arn:aws:iam::aws:policy/job-function/ViewOnlyAccess");
        (await RoleAsync("acme-people")).First("GetRoleResult/Role/MaxSessionDuration").ShouldBe("3600");
    }

    [Theory]
    [InlineData("cn-north-1", "aws-cn", "signin.amazonaws.cn")]
    [InlineData("us-gov-west-1", "aws-us-gov", "signin.amazonaws-us-gov.com")]
    [InlineData("eusc-de-east-1", "aws-eusc", "eusc-de-east-1.signin.amazonaws-eusc.eu")]
    public async Task Works_In_Every_Partition(string region, string partition, string signIn)
    {
        var customers = new Customers();

        var stack = await customers.CreateAsync(Rendered(partition), new(StringComparer.Ordinal) { ["ManagedPolicyArn"] = $"arn:{partition}:iam::aws:policy/SecurityAudit" }, region: region);

        stack.Status.ShouldBe("CREATE_COMPLETE", stack.StatusReason);
        Output(stack, "SwitchRoleUrl").ShouldStartWith($"https://{signIn}/switchrole?");
        Output(stack, "RoleArn").ShouldStartWith($"arn:{partition}:iam::");
    }

    [Fact]
    public async Task Denies_Access_Without_MFA()
    {
        (await CreateAsync()).Status.ShouldBe("CREATE_COMPLETE");

        (await Should.ThrowAsync<AmazonSecurityTokenServiceException>(() => SwitchAsync("taro"))).ErrorCode.ShouldBe("AccessDenied");
    }

    [Fact]
    public async Task Lets_People_In_Under_Their_Own_Name_Only()
    {
        (await CreateAsync()).Status.ShouldBe("CREATE_COMPLETE");
        // The simulated AWS knows no MFA devices: this checks the trust policy without that condition.
        _local.Aws.PutTrustPolicy(
            Role,
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:RoleSessionName":"${aws:username}"}}}]}""");

        (await SwitchAsync("taro")).AssumedRoleUser.Arn.ShouldBe("arn:aws:sts::222222222222:assumed-role/acme-people/taro");
        (await Should.ThrowAsync<AmazonSecurityTokenServiceException>(() => SwitchAsync("jiro"))).ErrorCode.ShouldBe("AccessDenied");
    }

    // What a crafted link could fill in: anything, for a name that the template has, and for a name that it has not, CloudFormation refuses or the console leaves out.
    [Theory]
    [Trait("Threat", "T46")]
    [InlineData("ManagedPolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess")]
    [InlineData("ManagedPolicyArn", "arn:aws:iam::222222222222:policy/Anything")]
    [InlineData("ManagedPolicyArn", "arn:aws:iam::aws:policy/securityaudit")]
    [InlineData("ManagedPolicyArn", "arn:aws:iam::aws:policy/SecurityAudit ")]
    [InlineData("ManagedPolicyArn", "arn:aws:iam::aws:policy/SecurityAudit,arn:aws:iam::aws:policy/AdministratorAccess")]
    [InlineData("ManagedPolicyArn", "arn:aws-cn:iam::aws:policy/SecurityAudit")]
    [InlineData("ManagedPolicyArn", "")]
    [InlineData("SessionSeconds", "43200")]
    [InlineData("SessionSeconds", "14401")]
    [InlineData("SessionSeconds", "0")]
    [InlineData("SessionSeconds", "3600.5e9")]
    [InlineData("RoleName", "acme/people")]
    [InlineData("RoleName", "acme-people\",\"Effect\":\"Allow")]
    [InlineData("RoleName", "${AWS::AccountId}")]
    [InlineData("PermissionsBoundaryArn", "*")]
    [InlineData("TrustedAccountId", "666666666666")]
    [InlineData("VendorAccountId", "666666666666")]
    [InlineData("AssumeRolePolicyDocument", "{}")]
    public async Task A_Crafted_Link_Gives_Neither_Another_Account_Nor_More_Rights_Nor_More_Time(string parameter, string value)
    {
        await Should.ThrowAsync<AwsErrorException>(() => CreateAsync((parameter, value)));

        (await Should.ThrowAsync<AmazonServiceException>(() => RoleAsync("acme-people"))).ErrorCode.ShouldBe("NoSuchEntity");
    }

    [Fact]
    [Trait("Threat", "T46")]
    public async Task Whatever_A_Link_Fills_In_The_Role_Trusts_Only_The_Vendors_Account()
    {
        var stack = await CreateAsync(
            ("RoleName", "x"), ("ManagedPolicyArn", "arn:aws:iam::aws:policy/SecurityAudit"), ("SessionSeconds", "14400"), ("PermissionsBoundaryArn", "arn:aws:iam::aws:policy/AdministratorAccess"));

        stack.Status.ShouldBe("CREATE_COMPLETE", stack.StatusReason);
        (await PolicyOfAsync("x")).ShouldBe("arn:aws:iam::aws:policy/SecurityAudit");
        Regex.Matches(await TrustOfAsync("x"), "[0-9]{12}", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(m => m.Value).ShouldBe([LocalAws.Vendor]);
    }

    // The way in docs/human-access.md to invite another company.
    [Fact]
    public async Task A_Copy_Of_The_Customers_Own_Invites_Another_Company_By_One_Changed_Number()
    {
        Regex.Count(Rendered("aws"), LocalAws.Vendor, RegexOptions.None, TimeSpan.FromSeconds(1)).ShouldBe(1);

        (await CreateAsync(CopyUrl)).Status.ShouldBe("CREATE_COMPLETE");

        (await TrustOfAsync("acme-people")).ShouldContain("arn:aws:iam::333333333333:root");
    }

    [Fact]
    public void The_Services_Own_Role_Cannot_Assume_It() =>
        HumanAccessTemplate.PeopleRoleName(Customers.Vendor).StartsWith(Customers.Vendor.Prefix, StringComparison.Ordinal).ShouldBeFalse();

    [Fact]
    public void Asks_For_MFA_And_Leaves_No_Placeholder()
    {
        var yaml = Rendered("aws");

        yaml.ShouldContain("aws:MultiFactorAuthPresent: 'true'");
        yaml.ShouldNotContain("{{");
    }

    [Fact]
    [Trait("Threat", "T53")]
    public void Never_Changes_Under_Its_Version() =>
        (HumanAccessTemplate.Version, TemplateAddress.Digest(HumanAccessTemplate.Render(new("Brand", "000000000000", "brand-connect-access"), "aws", Facts.SignInHosts)))
            .ShouldBe(("2.0.0", "45f35e6b35fbf3e63574de95b81b6122f0bbf45c49fa80b6374df2e900680a5a"), "whoever changes the template raises HumanAccessTemplate.Version");

    private static string Rendered(string partition) => HumanAccessTemplate.Render(Customers.Vendor, partition, Facts.SignInHosts);

    private Task<StackView> CreateAsync(params (string Name, string Value)[] parameters) => CreateAsync(LocalAws.TemplateUrl, parameters);

    private async Task<StackView> CreateAsync(string templateUrl, params (string Name, string Value)[] parameters) => await _local.Aws.CreateStackAsync(
        new CreateStack
        {
            AccountId = LocalAws.Customer,
            Region = LocalAws.Region,
            StackName = "people",
            TemplateUrl = templateUrl,
            Parameters = parameters.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal),
            Capabilities = new HashSet<string>(StringComparer.Ordinal) { "CAPABILITY_NAMED_IAM" },
        },
        TimeSpan.Zero,
        CancellationToken.None);

    private Task<QueryResponse> RoleAsync(string name) => AskAsync("GetRole", name);

    private async Task<string> TrustOfAsync(string name) => Uri.UnescapeDataString((await RoleAsync(name)).First("GetRoleResult/Role/AssumeRolePolicyDocument")!);

    private async Task<string?> PolicyOfAsync(string name) =>
        (await AskAsync("ListAttachedRolePolicies", name)).Pairs("ListAttachedRolePoliciesResult/AttachedPolicies", "PolicyName", "PolicyArn").ShouldHaveSingleItem().Item2;

    private async Task<QueryResponse> AskAsync(string operation, string roleName)
    {
        var key = _local.Aws.IssueUserKey(LocalAws.Customer, "administrator", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""");
        using var iam = new QueryClient(QueryService.Iam, LocalAws.Region, new BasicAWSCredentials(key.AccessKeyId, key.SecretAccessKey));
        ((QueryConfig)iam.Config).ServiceURL = _local.Url;
        return await iam.CallAsync(operation, [KeyValuePair.Create("RoleName", roleName)], CancellationToken.None);
    }

    private static string Output(StackView stack, string key) => stack.Outputs.Single(o => string.Equals(o.Key, key, StringComparison.Ordinal)).Value;

    private async Task<AssumeRoleResponse> SwitchAsync(string sessionName)
    {
        var key = _local.Aws.IssueUserKey(
            LocalAws.Vendor, "taro", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}]}""");
        using var sts = StsClient.Create(_local, key);
        return await sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = Role, RoleSessionName = sessionName });
    }
}
