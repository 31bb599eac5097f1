using System.Security.Cryptography;
using System.Text;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Onboarding.Sandbox.Aws;
using Onboarding.Templates;

namespace Onboarding.Tests.Sandbox;

/// <summary>The template that lets people in, in the simulated AWS.</summary>
public sealed class HumanAccessTests : IAsyncLifetime
{
    private const string Role = "arn:aws:iam::222222222222:role/acme-people";
    private LocalAws _local = null!;

    public async Task InitializeAsync()
    {
        _local = await LocalAws.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal) { [LocalAws.TemplateUrl] = HumanAccessTemplate.Render(Customers.Vendor) });
        foreach (var policy in new[] { "job-function/ViewOnlyAccess", "SecurityAudit" })
        {
            _local.Aws.PutManagedPolicy(
                "arn:aws:iam::aws:policy/" + policy, """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:ListUsers","Resource":"*"}}""");
        }
    }

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
    }

    [Fact]
    public async Task Lets_Nobody_In_Without_MFA()
    {
        (await CreateAsync()).Status.ShouldBe("CREATE_COMPLETE");

        (await Should.ThrowAsync<AmazonSecurityTokenServiceException>(() => SwitchAsync("taro"))).ErrorCode.ShouldBe("AccessDenied");
    }

    [Fact]
    public async Task Lets_People_In_Under_Their_Own_Name_Only()
    {
        (await CreateAsync()).Status.ShouldBe("CREATE_COMPLETE");
        // The simulated AWS knows no MFA devices: what is left of the trust policy without that condition is what is looked at.
        _local.Aws.PutTrustPolicy(
            Role,
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:RoleSessionName":"${aws:username}"}}}]}""");

        (await SwitchAsync("taro")).AssumedRoleUser.Arn.ShouldBe("arn:aws:sts::222222222222:assumed-role/acme-people/taro");
        (await Should.ThrowAsync<AmazonSecurityTokenServiceException>(() => SwitchAsync("jiro"))).ErrorCode.ShouldBe("AccessDenied");
    }

    [Fact]
    public async Task Takes_Another_Company_And_Another_Policy()
    {
        var stack = await CreateAsync(("TrustedAccountId", "333333333333"), ("RoleName", "ex-for-partner"), ("ManagedPolicyArn", "arn:aws:iam::aws:policy/SecurityAudit"), ("SessionSeconds", "7200"));

        stack.Status.ShouldBe("CREATE_COMPLETE", stack.StatusReason);
        Output(stack, "SwitchRoleUrl").ShouldEndWith("roleName=ex-for-partner&account=222222222222");
    }

    [Fact]
    public void The_Services_Own_Role_Cannot_Assume_It() =>
        HumanAccessTemplate.PeopleRoleName(Customers.Vendor).StartsWith(Customers.Vendor.Prefix, StringComparison.Ordinal).ShouldBeFalse();

    [Fact]
    public void Asks_For_MFA_And_Names_No_Partition()
    {
        var yaml = HumanAccessTemplate.Render(Customers.Vendor);

        yaml.ShouldContain("aws:MultiFactorAuthPresent: 'true'");
        yaml.ShouldNotContain("{{");
        yaml.Replace("such as arn:aws:iam", "", StringComparison.Ordinal).ShouldNotContain("arn:aws");
    }

    [Fact]
    public void Never_Changes_Under_Its_Version() =>
        (HumanAccessTemplate.Version, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(HumanAccessTemplate.Render(new("Brand", "000000000000", "brand-connect-access"))))))
            .ShouldBe(("1.0.0", "85d6ab8fbc29bd461d40638dda85fe2ed62c823a3ed91de04662a3453dc74321"), "whoever changes the template raises HumanAccessTemplate.Version");

    private async Task<StackView> CreateAsync(params (string Name, string Value)[] parameters) => await _local.Aws.CreateStackAsync(
        new CreateStack
        {
            AccountId = LocalAws.Customer,
            Region = LocalAws.Region,
            StackName = "people",
            TemplateUrl = LocalAws.TemplateUrl,
            Parameters = parameters.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal),
            Capabilities = new HashSet<string>(StringComparer.Ordinal) { "CAPABILITY_NAMED_IAM" },
        },
        TimeSpan.Zero,
        CancellationToken.None);

    private static string Output(StackView stack, string key) => stack.Outputs.Single(o => string.Equals(o.Key, key, StringComparison.Ordinal)).Value;

    private async Task<AssumeRoleResponse> SwitchAsync(string sessionName)
    {
        var key = _local.Aws.IssueUserKey(
            LocalAws.Vendor, "taro", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}]}""");
        using var sts = StsClient.Create(_local, key);
        return await sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = Role, RoleSessionName = sessionName });
    }
}
