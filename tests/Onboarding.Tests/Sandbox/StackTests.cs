using System.Text;
using Onboarding.Simulator;

namespace Onboarding.Tests.Sandbox;

public sealed class StackTests
{
    private const string RoleArn = "arn:aws:iam::222222222222:role/acme-connect-abc";
    private readonly Customers _customers = new();

    [Fact]
    public async Task Creates_The_Real_Template()
    {
        var stack = await _customers.CreateAsync(Customers.RealTemplate(), Customers.RealParameters(LocalAws.Customer));
        stack.Status.ShouldBe("CREATE_COMPLETE");
        stack.StackId.ShouldStartWith("arn:aws:cloudformation:ap-northeast-1:222222222222:stack/acme-connect-abc/");
        stack.Outputs.Select(o => o.Key).ShouldBe(["AcmeStackInfo", "RoleArn"]);
        stack.Outputs[1].Value.ShouldBe(RoleArn);
        Encoding.UTF8.GetString(Convert.FromBase64String(stack.Outputs[0].Value)).ShouldBe(
            $$"""{"v":1,"stackId":"{{stack.StackId}}","roleArn":"{{RoleArn}}","templateVersion":"1.2.0","externalId":"{{Customers.ExternalId}}"}""");
        stack.Parameters["PermissionsBoundaryArn"].ShouldBe("");
        stack.Events.Select(e => (e.LogicalId, e.Status)).ShouldBe(
        [
            ("acme-connect-abc", "CREATE_IN_PROGRESS"), ("Role", "CREATE_IN_PROGRESS"), ("Role", "CREATE_COMPLETE"),
            ("acme-connect-abc", "CREATE_COMPLETE"),
        ]);
    }

    [Fact]
    public async Task Summarizes_The_Real_Template()
    {
        _customers.Publish(Customers.RealTemplate());
        var summary = await _customers.Aws.SummarizeAsync(LocalAws.TemplateUrl, CancellationToken.None);
        summary.Capabilities.ShouldBe(["CAPABILITY_NAMED_IAM"]);
        summary.Parameters.Select(p => (p.Name, p.Type, p.Default)).ShouldBe(
        [
            ("ConnectedFor", "String", ""), ("ExternalId", "String", null), ("RoleName", "String", null), ("ExpectedAccountId", "String", ""),
            ("PermissionsBoundaryArn", "String", ""),
        ]);
    }

    [Fact]
    public async Task Stops_The_Real_Template_In_The_Wrong_Account() =>
        (await _customers.RefusalAsync(Customers.RealTemplate(), Customers.RealParameters("333333333333")))
            .ShouldStartWith("Template validation error: You're signed in to the wrong AWS account");

    [Fact]
    public async Task Stops_The_Real_Template_With_An_Edited_External_Id()
    {
        var parameters = Customers.RealParameters();
        parameters["ExternalId"] = "edited";
        (await _customers.RefusalAsync(Customers.RealTemplate(), parameters))
            .ShouldStartWith("Parameter ExternalId failed to satisfy constraint: Don't change the external ID");
    }

    [Fact]
    public async Task Uses_The_Partition_Of_The_Region()
    {
        var stack = await _customers.CreateAsync(Customers.RealTemplate(), Customers.RealParameters(), region: "cn-north-1");
        stack.StackId.ShouldStartWith("arn:aws-cn:cloudformation:cn-north-1:222222222222:stack/");
        stack.Outputs[1].Value.ShouldBe("arn:aws-cn:iam::222222222222:role/acme-connect-abc");
    }

    [Fact]
    public async Task Needs_The_Capability_For_Named_Roles()
    {
        var refused = await Should.ThrowAsync<AwsErrorException>(() =>
            _customers.CreateAsync(Customers.RealTemplate(), Customers.RealParameters(), capability: "CAPABILITY_IAM"));
        (refused.Code, refused.Message).ShouldBe(("InsufficientCapabilitiesException", "Requires capabilities : [CAPABILITY_NAMED_IAM]"));
    }

    [Fact]
    public async Task Refuses_A_Stack_Whose_Name_Exists()
    {
        await _customers.CreateAsync(Customers.RealTemplate(), Customers.RealParameters());
        var refused = await Should.ThrowAsync<AwsErrorException>(() =>
            _customers.CreateAsync(Customers.RealTemplate(), Customers.RealParameters()));
        (refused.Code, refused.Message).ShouldBe(("AlreadyExistsException", "Stack [acme-connect-abc] already exists"));
    }

    [Theory]
    [InlineData("1abc")]
    [InlineData("a_b")]
    [InlineData("")]
    public async Task Refuses_A_Stack_Name_That_CloudFormation_Refuses(string name) =>
        (await Should.ThrowAsync<AwsErrorException>(() =>
            _customers.CreateAsync(Customers.RealTemplate(), Customers.RealParameters(), name)))
            .Message.ShouldContain("at 'stackName' failed to satisfy constraint");

    [Fact]
    public async Task Refuses_A_Template_That_Is_Not_In_S3() =>
        (await Should.ThrowAsync<AwsErrorException>(async () =>
            await _customers.Aws.SummarizeAsync("https://example.com/template.yaml", CancellationToken.None)))
            .Message.ShouldBe("TemplateURL must reference a valid S3 object to which you have access.");

    [Fact]
    public async Task Refuses_A_Template_Url_Longer_Than_1024_Characters() =>
        (await Should.ThrowAsync<AwsErrorException>(async () =>
            await _customers.Aws.SummarizeAsync("https://" + new string('x', 1024), CancellationToken.None)))
            .Message.ShouldContain("Member must have length less than or equal to 1024");

    [Fact]
    public async Task Is_In_Progress_Until_Its_Time_Has_Passed()
    {
        var stack = await _customers.CreateAsync(
            Customers.RealTemplate(), Customers.RealParameters(), duration: TimeSpan.FromSeconds(30));
        (stack.Status, stack.Outputs.Count).ShouldBe(("CREATE_IN_PROGRESS", 0));
        _customers.Machine.Advance(TimeSpan.FromSeconds(31));
        var later = _customers.Aws.FindStack(stack.StackId)!;
        (later.Status, later.Outputs.Count).ShouldBe(("CREATE_COMPLETE", 2));
    }

    [Fact]
    public async Task Rolls_Back_When_The_Role_Exists()
    {
        _customers.Aws.PutTrustPolicy(
            RoleArn, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}]}""");
        var stack = await _customers.CreateAsync(Customers.RealTemplate(), Customers.RealParameters());
        stack.Status.ShouldBe("ROLLBACK_COMPLETE");
        stack.StatusReason!.ShouldContain("The following resource(s) failed to create: [Role]. Rollback requested by user.");
        stack.StatusReason!.ShouldContain("Role with name acme-connect-abc already exists.");
        stack.Outputs.ShouldBeEmpty();
    }

    [Fact]
    public async Task Rolls_Back_When_The_Boundary_Is_Not_There()
    {
        var parameters = Customers.RealParameters();
        parameters["PermissionsBoundaryArn"] = "arn:aws:iam::222222222222:policy/Boundary";
        var stack = await _customers.CreateAsync(Customers.RealTemplate(), parameters);
        stack.Status.ShouldBe("ROLLBACK_COMPLETE");
        stack.StatusReason!.ShouldContain("Scope ARN: arn:aws:iam::222222222222:policy/Boundary does not exist or is not attachable.");

        // Nothing of it stays: with the boundary there, and another name, the same role is created.
        _customers.Aws.PutManagedPolicy(
            "arn:aws:iam::222222222222:policy/Boundary",
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""");
        (await _customers.CreateAsync(Customers.RealTemplate(), parameters, name: "again")).Status.ShouldBe("CREATE_COMPLETE");
    }

    [Theory]
    [InlineData("arn:aws:iam::222222222222:policy/Boundary", null)]
    [InlineData("arn:aws:iam::333333333333:policy/Boundary", "Scope ARN: arn:aws:iam::333333333333:policy/Boundary does not exist or is not attachable.")]
    [InlineData("arn:aws-cn:iam::aws:policy/AdministratorAccess", "Invalid ARN partition")]
    public async Task Knows_The_Policies_Of_Its_Own_Account_And_Of_AWS_Only(string policyArn, string? refusal)
    {
        foreach (var account in (string[])["222222222222", "333333333333"])
        {
            _customers.Aws.PutManagedPolicy(
                $"arn:aws:iam::{account}:policy/Boundary", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""");
        }
        var parameters = Customers.RealParameters();
        parameters["PermissionsBoundaryArn"] = policyArn;

        var stack = await _customers.CreateAsync(Customers.RealTemplate(), parameters);

        stack.Status.ShouldBe(refusal is null ? "CREATE_COMPLETE" : "ROLLBACK_COMPLETE");
        (stack.StatusReason ?? "").ShouldContain(refusal ?? "");
    }

    [Theory]
    [InlineData("arn:aws:iam::333333333333:policy/Other", "NoSuchEntity")]
    [InlineData("arn:aws-us-gov:iam::aws:policy/AdministratorAccess", "ValidationError")]
    public async Task Attaches_No_Policy_Of_Another_Account_Or_Partition(string policyArn, string code)
    {
        await _customers.CreateAsync(Customers.RealTemplate(), Customers.RealParameters());
        _customers.Aws.PutManagedPolicy(
            "arn:aws:iam::333333333333:policy/Other", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""");
        Should.Throw<AwsErrorException>(() => _customers.Aws.ChangeRole(RoleArn, 3600, null, [policyArn])).Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("us-east-1", "aws")]
    [InlineData("cn-north-1", "aws-cn")]
    [InlineData("us-gov-west-1", "aws-us-gov")]
    [InlineData("eusc-de-east-1", "aws-eusc")]
    public async Task Finds_AdministratorAccess_In_Each_Partition(string region, string partition)
    {
        var parameters = Customers.RealParameters();
        parameters["PermissionsBoundaryArn"] = $"arn:{partition}:iam::aws:policy/AdministratorAccess";
        (await _customers.CreateAsync(Customers.RealTemplate(), parameters, region: region)).Status.ShouldBe("CREATE_COMPLETE");
    }

    [Fact]
    public async Task Deletes_The_Role_With_The_Stack()
    {
        var stack = await _customers.CreateAsync(Customers.RealTemplate(), Customers.RealParameters());
        _customers.Aws.IssueRoleSession(RoleArn, "before");
        _customers.Aws.DeleteStack(stack.StackId);
        _customers.Aws.DeleteStack(stack.StackId);
        _customers.Aws.FindStack(stack.StackId)!.Status.ShouldBe("DELETE_COMPLETE");
        Should.Throw<AwsErrorException>(() => _customers.Aws.IssueRoleSession(RoleArn, "after")).Code.ShouldBe("NoSuchEntity");
    }

    [Theory]
    [InlineData(true, "Cannot delete entity, must detach all policies first. (Service: Iam, Status Code: 409, ")]
    [InlineData(false, "Cannot delete entity, must delete policies first. (Service: Iam, Status Code: 409, ")]
    public async Task Cannot_Delete_A_Role_With_An_Added_Policy_Until_It_Is_Removed(bool isManaged, string reason)
    {
        var stack = await _customers.CreateAsync(Customers.RealTemplate(), Customers.RealParameters());
        if (isManaged) _customers.Aws.ChangeRole(RoleArn, 3600, null, ["arn:aws:iam::aws:policy/AdministratorAccess"]);
        else _customers.Aws.PutRolePolicy(RoleArn, "Extra", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""");

        _customers.Aws.DeleteStack(stack.StackId);

        var failed = _customers.Aws.FindStack(stack.StackId)!;
        failed.Status.ShouldBe("DELETE_FAILED");
        failed.StatusReason!.ShouldStartWith($"The following resource(s) failed to delete: [Role]. Resource handler returned message: \"{reason}");
        failed.Events.Skip(4).Select(e => (e.LogicalId, e.Status)).ShouldBe(
        [
            ("acme-connect-abc", "DELETE_IN_PROGRESS"), ("Role", "DELETE_IN_PROGRESS"), ("Role", "DELETE_FAILED"), ("acme-connect-abc", "DELETE_FAILED"),
        ]);
        _customers.Aws.IssueRoleSession(RoleArn, "still").AccessKeyId.ShouldStartWith("ASIA");

        if (isManaged) _customers.Aws.ChangeRole(RoleArn, 3600, null, []);
        else _customers.Aws.DeleteRolePolicy(RoleArn, "Extra");
        _customers.Aws.DeleteStack(stack.StackId);
        var deleted = _customers.Aws.FindStack(stack.StackId)!;
        (deleted.Status, deleted.StatusReason).ShouldBe(("DELETE_COMPLETE", null));
        Should.Throw<AwsErrorException>(() => _customers.Aws.IssueRoleSession(RoleArn, "after")).Code.ShouldBe("NoSuchEntity");
    }

    [Fact]
    public async Task Cannot_Delete_A_Managed_Policy_That_Is_Attached_To_Another_Role()
    {
        const string Other = "arn:aws:iam::222222222222:role/other";
        var stack = await _customers.CreateAsync("""
            Resources:
              Policy:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  ManagedPolicyName: shared
                  PolicyDocument: {Version: 2012-10-17, Statement: [{Effect: Allow, Action: '*', Resource: '*'}]}
            """);
        _customers.Aws.PutTrustPolicy(Other, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}]}""");
        _customers.Aws.ChangeRole(Other, 3600, null, ["arn:aws:iam::222222222222:policy/shared"]);

        _customers.Aws.DeleteStack(stack.StackId);
        _customers.Aws.FindStack(stack.StackId)!.StatusReason!.ShouldContain("Cannot delete a policy attached to entities.");

        _customers.Aws.ChangeRole(Other, 3600, null, []);
        _customers.Aws.DeleteStack(stack.StackId);
        _customers.Aws.FindStack(stack.StackId)!.Status.ShouldBe("DELETE_COMPLETE");
    }

    [Fact]
    public void Cannot_Delete_A_Stack_That_Is_Not_There() =>
        Should.Throw<AwsErrorException>(() => _customers.Aws.DeleteStack("nothing")).Message.ShouldBe("Stack with id nothing does not exist");

    [Fact]
    public async Task Takes_Any_Status_That_CloudFormation_Has()
    {
        var stack = await _customers.CreateAsync(Customers.RealTemplate(), Customers.RealParameters());
        _customers.Aws.SetStackStatus(stack.StackId, "UPDATE_ROLLBACK_FAILED");
        _customers.Aws.FindStack(stack.StackId)!.Status.ShouldBe("UPDATE_ROLLBACK_FAILED");
        Should.Throw<AwsErrorException>(() => _customers.Aws.SetStackStatus(stack.StackId, "BROKEN"));
    }
}
