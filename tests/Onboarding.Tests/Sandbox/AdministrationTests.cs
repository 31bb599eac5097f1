using Onboarding.Simulator;

namespace Onboarding.Tests.Sandbox;

/// <summary>Stacks, roles and policies that an administrator creates over AWS's API.</summary>
public sealed class AdministrationTests : IAsyncLifetime
{
    private const string Stacks = "&Version=2010-05-15";
    private const string Iam = "&Version=2010-05-08";
    private const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":"sts:AssumeRole"}]}""";
    private const string Permissions = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:ListUsers","Resource":"*"}]}""";

    private LocalAws _local = null!;
    private IssuedCredentials _administrator = null!;

    public async Task InitializeAsync()
    {
        _local = await LocalAws.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal) { [LocalAws.TemplateUrl] = Customers.RealTemplate() });
        _administrator = _local.Aws.IssueUserKey(LocalAws.Customer, "administrator", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""");
    }

    public async Task DisposeAsync() => await _local.DisposeAsync();

    [Fact]
    public async Task A_Stack_Is_Created_Described_Updated_And_Deleted()
    {
        var created = (await StackAsync("CreateStack", "&Tags.member.1.Key=way&Tags.member.1.Value=cli" + Parameters("tenant-a"))).Value("StackId");
        var described = await StackAsync("DescribeStacks");
        var role = (await IamAsync("GetRole", "&RoleName=acme-connect-abc")).Value("RoleId");
        (await StackErrorAsync("UpdateStack", "&UsePreviousTemplate=true" + Parameters("tenant-a"))).Message.ShouldBe("No updates are to be performed.");
        await IamAsync("PutRolePolicy", $"&RoleName=acme-connect-abc&PolicyName=Own&PolicyDocument={Uri.EscapeDataString(Permissions)}");

        (await StackAsync("UpdateStack", "&UsePreviousTemplate=true" + Parameters("tenant-b"))).Value("StackId").ShouldBe(created);

        (described.Value("StackId"), described.Value("StackStatus")).ShouldBe((created, "CREATE_COMPLETE"));
        described.Values("Value").ShouldContain(v => v == "cli");
        var updated = await StackAsync("DescribeStacks");
        updated.Value("StackStatus").ShouldBe("UPDATE_COMPLETE");
        updated.Values("ParameterValue").ShouldContain(v => v == "tenant-b");
        (await IamAsync("GetRole", "&RoleName=acme-connect-abc")).Value("RoleId").ShouldBe(role);
        (await IamAsync("ListRolePolicies", "&RoleName=acme-connect-abc")).Values("member").ShouldContain(p => p == "Own");
        (await StackAsync("DescribeStackEvents")).Values("ResourceStatus").ShouldBe(
            ["UPDATE_COMPLETE", "UPDATE_IN_PROGRESS", "CREATE_COMPLETE", "CREATE_COMPLETE", "CREATE_IN_PROGRESS", "CREATE_IN_PROGRESS"]);
        await IamAsync("DeleteRolePolicy", "&RoleName=acme-connect-abc&PolicyName=Own");
        await StackAsync("DeleteStack");
        (await StackErrorAsync("DescribeStacks")).Code.ShouldBe("ValidationError");
        (await StackErrorAsync("UpdateStack", "&UsePreviousTemplate=true" + Parameters("c"))).Code.ShouldBe("ValidationError");
        (await StackAsync("DeleteStack")).Name.LocalName.ShouldBe("DeleteStackResponse");
    }

    [Fact]
    public async Task An_Update_That_Fails_Leaves_The_Stack_And_Its_Role_As_They_Were()
    {
        await StackAsync("CreateStack", Parameters("tenant-a"));
        await IamAsync("CreateRole", $"&RoleName=acme-connect-taken&AssumeRolePolicyDocument={Uri.EscapeDataString(Trust)}");

        await StackAsync("UpdateStack", "&UsePreviousTemplate=true" + Parameters("tenant-b", roleName: "acme-connect-taken"));

        var stack = await StackAsync("DescribeStacks");
        stack.Value("StackStatus").ShouldBe("UPDATE_ROLLBACK_COMPLETE");
        stack.Values("ParameterValue").ShouldContain(v => v == "tenant-a");
        (await IamAsync("GetRole", "&RoleName=acme-connect-abc")).Value("RoleName").ShouldBe("acme-connect-abc");
    }

    [Fact]
    public async Task Another_Body_With_The_Same_Parameters_Is_An_Update_And_One_That_Cannot_Be_Evaluated_Changes_Nothing()
    {
        static string Body(string text) => "&TemplateBody=" + Uri.EscapeDataString(text);
        static string WithDescription(string value) =>
            """{"Resources":{"Role":{"Type":"AWS::IAM::Role","Properties":{"RoleName":"by-body","Description":VALUE,"AssumeRolePolicyDocument":TRUST}}},"Outputs":{"Role":{"Value":{"Ref":"Role"}}}}"""
                .Replace("VALUE", value, StringComparison.Ordinal).Replace("TRUST", Trust, StringComparison.Ordinal);
        const string Capability = "&Capabilities.member.1=CAPABILITY_NAMED_IAM";
        await _local.PostAsync(_administrator, "cloudformation", $"Action=CreateStack&StackName=acme-connect-abc{Body(WithDescription("\"one\""))}{Capability}{Stacks}").XmlAsync();

        var refused = await StackErrorAsync("UpdateStack", Body(WithDescription("""{"Fn::Select":["9",["a"]]}""")) + Capability);

        refused.Code.ShouldBe("ValidationError");
        (await IamAsync("GetRole", "&RoleName=by-body")).Value("Description").ShouldBe("one");
        (await StackAsync("DescribeStacks")).Value("StackStatus").ShouldBe("CREATE_COMPLETE");
        await StackAsync("UpdateStack", Body(WithDescription("\"two\"")) + Capability);
        (await IamAsync("GetRole", "&RoleName=by-body")).Value("Description").ShouldBe("two");
        (await StackErrorAsync("UpdateStack", Body(WithDescription("\"two\"")) + Capability)).Message.ShouldBe("No updates are to be performed.");
    }

    [Fact]
    public async Task A_Role_Made_By_Single_Calls_Has_What_They_Gave_It_Until_They_Are_Undone()
    {
        await IamAsync("CreateRole", $"&RoleName=by-hand&AssumeRolePolicyDocument={Uri.EscapeDataString(Trust)}&Tags.member.1.Key=way&Tags.member.1.Value=terraform");
        var policy = (await IamAsync("CreatePolicy", $"&PolicyName=Scan&PolicyDocument={Uri.EscapeDataString(Permissions)}")).Value("Arn");
        await IamAsync("AttachRolePolicy", $"&RoleName=by-hand&PolicyArn={Uri.EscapeDataString(policy)}");
        await IamAsync("PutRolePolicy", $"&RoleName=by-hand&PolicyName=Inline&PolicyDocument={Uri.EscapeDataString(Permissions)}");

        (await IamAsync("GetRole", "&RoleName=by-hand")).Value("Value").ShouldBe("terraform");
        (await IamAsync("ListAttachedRolePolicies", "&RoleName=by-hand")).Value("PolicyArn").ShouldBe(policy);
        (await IamErrorAsync("DeleteRole", "&RoleName=by-hand")).ShouldBe((409, "DeleteConflict", "Cannot delete entity, must detach all policies first."));
        (await IamErrorAsync("DeletePolicy", $"&PolicyArn={Uri.EscapeDataString(policy)}")).Code.ShouldBe("DeleteConflict");
        (await IamErrorAsync("CreateRole", $"&RoleName=by-hand&AssumeRolePolicyDocument={Uri.EscapeDataString(Trust)}")).Code.ShouldBe("EntityAlreadyExists");
        await IamAsync("DetachRolePolicy", $"&RoleName=by-hand&PolicyArn={Uri.EscapeDataString(policy)}");
        await IamAsync("DeleteRolePolicy", "&RoleName=by-hand&PolicyName=Inline");
        await IamAsync("DeletePolicy", $"&PolicyArn={Uri.EscapeDataString(policy)}");
        await IamAsync("DeleteRole", "&RoleName=by-hand");
        (await IamErrorAsync("GetRole", "&RoleName=by-hand")).Code.ShouldBe("NoSuchEntity");
    }

    [Theory]
    [InlineData("CreateStack", "&Parameters.member.1.ParameterKey=Nothing&Parameters.member.1.ParameterValue=x&Capabilities.member.1=CAPABILITY_NAMED_IAM", "ValidationError")]
    [InlineData("CreateStack", "&Parameters.member.1.ParameterKey=RoleName&Capabilities.member.1=CAPABILITY_NAMED_IAM", "ValidationError")]
    [InlineData("CreateStack", "&OnFailure=DO_NOTHING", "ValidationError")]
    [InlineData("CreateStack", "&RoleARN=arn:aws:iam::222222222222:role/x", "ValidationError")]
    [InlineData("DescribeStackEvents", "", "ValidationError")]
    public async Task Refuses_What_Cloudformation_Refuses_And_What_Is_Not_Simulated(string action, string more, string code) =>
        (await StackErrorAsync(action, action == "CreateStack" ? "&TemplateURL=" + Uri.EscapeDataString(LocalAws.TemplateUrl) + more : more)).Code.ShouldBe(code);

    [Fact]
    public async Task Nobody_Without_The_Permission_Creates_A_Stack_Or_A_Role()
    {
        var reader = _local.Aws.IssueUserKey(LocalAws.Customer, "reader", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"cloudformation:*","Resource":"*"}]}""");
        var stack = $"Action=CreateStack&StackName=acme-connect-abc&TemplateURL={Uri.EscapeDataString(LocalAws.TemplateUrl)}{Parameters("a")}{Stacks}";

        (await _local.PostAsync(reader, "cloudformation", stack).ErrorAsync()).ShouldBe(
            (403, "AccessDenied", "User: arn:aws:iam::222222222222:user/reader is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::222222222222:role/acme-connect-abc because no identity-based policy allows the iam:CreateRole action"));
        (await _local.PostAsync(reader, "iam", $"Action=CreateRole&RoleName=x&AssumeRolePolicyDocument={Uri.EscapeDataString(Trust)}{Iam}", "us-east-1").ErrorAsync()).Code.ShouldBe("AccessDenied");
    }

    private static string Parameters(string connectedFor, string roleName = "acme-connect-abc")
    {
        var values = new Dictionary<string, string>(Customers.RealParameters(LocalAws.Customer), StringComparer.Ordinal) { ["ConnectedFor"] = connectedFor, ["RoleName"] = roleName };
        return string.Concat(values.Select((p, i) => $"&Parameters.member.{i + 1}.ParameterKey={p.Key}&Parameters.member.{i + 1}.ParameterValue={Uri.EscapeDataString(p.Value)}"))
            + "&Capabilities.member.1=CAPABILITY_NAMED_IAM";
    }

    private Task<System.Xml.Linq.XElement> StackAsync(string action, string more = "") =>
        _local.PostAsync(_administrator, "cloudformation", StackForm(action, more)).XmlAsync();

    private Task<(int Status, string Code, string Message)> StackErrorAsync(string action, string more = "") =>
        _local.PostAsync(_administrator, "cloudformation", StackForm(action, more)).ErrorAsync();

    private static string StackForm(string action, string more) =>
        $"Action={action}&StackName=acme-connect-abc{(action == "CreateStack" && !more.Contains("TemplateURL", StringComparison.Ordinal) ? "&TemplateURL=" + Uri.EscapeDataString(LocalAws.TemplateUrl) : "")}{more}{Stacks}";

    private Task<System.Xml.Linq.XElement> IamAsync(string action, string more) =>
        _local.PostAsync(_administrator, "iam", $"Action={action}{more}{Iam}", "us-east-1").XmlAsync();

    private Task<(int Status, string Code, string Message)> IamErrorAsync(string action, string more) =>
        _local.PostAsync(_administrator, "iam", $"Action={action}{more}{Iam}", "us-east-1").ErrorAsync();
}
