using Onboarding.Functions.Verification;
using Onboarding.Sandbox.Aws;

namespace Onboarding.Tests.Verification;

/// <summary>What is proven before a connection is registered, and what each contradiction is called.</summary>
[Collection(SimulatedCustomersCollection.Name)]
public sealed class VerifierTests(SimulatedCustomers aws) : IDisposable
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public void Dispose() => aws.Faults.Clear();

    [Fact]
    [Trait("Threat", "T10")]
    public async Task A_Role_From_The_Template_Is_Proven_By_What_Must_Be_Allowed_And_What_Must_Be_Denied()
    {
        var customer = await aws.CustomerAsync();

        var verdict = await VerifyAsync(customer.Subject);

        verdict.Refusal.ShouldBeNull();
        (verdict.IsInconclusive, verdict.NotYetAssumable, verdict.Stack!.Value).ShouldBe((false, false, customer.Stack.StackId));
        verdict.TemplateVersion.ShouldBe(Templates.ConnectTemplate.Version);
        (verdict.Check.At, verdict.Check.Outcome, verdict.Check.Code, verdict.Check.Findings).ShouldBe((s_now, "passed", null, null));
        verdict.Check.Probes.Select(p => $"{p.Name} {p.Answer}").ShouldBe(
        [
            "assume-role allowed", "assume-role-without-external-id denied", "assume-role-with-wrong-external-id denied",
            "assume-role-with-external-id-in-other-case denied", "get-caller-identity allowed", "describe-stacks allowed", "get-role allowed",
            "list-role-policies allowed", "get-role-policy allowed", "get-role-policy allowed", "list-attached-role-policies allowed", "get-account-summary allowed",
        ]);
        verdict.Check.Probes.ShouldAllBe(p => p.AwsRequestId != null);
    }

    [Theory]
    [Trait("Threat", "T11")]
    [Trait("Threat", "T12")]
    [Trait("Threat", "T13")]
    [InlineData("{}", "without any external ID")]
    [InlineData("""{"StringEqualsIfExists":{"sts:ExternalId":"abcdefghijkmnpqrstuvwxyz23456789"}}""", "without any external ID")]
    [InlineData("""{"StringLike":{"sts:ExternalId":"*"}}""", "with another external ID")]
    [InlineData("""{"StringEqualsIgnoreCase":{"sts:ExternalId":"abcdefghijkmnpqrstuvwxyz23456789"}}""", "with the external ID in another case")]
    public async Task A_Role_That_Lets_In_Whoever_Lacks_The_External_Id_Is_Refused_And_How_Is_Said(string condition, string how)
    {
        var customer = await aws.CustomerAsync();
        aws.Aws.PutTrustPolicy(customer.Subject.Role.Value, Customer.Trust(condition));

        var verdict = await VerifyAsync(customer.Subject);

        (verdict.Check.Outcome, verdict.Check.Code).ShouldBe(("failed", "external-id-not-enforced"));
        Detail(verdict).ShouldContain($"The role could be assumed {how}.");
    }

    [Fact]
    [Trait("Threat", "T25")]
    public async Task A_Role_That_Also_Trusts_Somebody_Else_Is_Refused_Though_Every_Probe_Was_Answered_Rightly()
    {
        var customer = await aws.CustomerAsync();
        aws.Aws.PutTrustPolicy(customer.Subject.Role.Value, Customer.Trust("""{"StringEquals":{"sts:ExternalId":["abcdefghijkmnpqrstuvwxyz23456789","another"]}}"""));

        var verdict = await VerifyAsync(customer.Subject);

        verdict.Check.Code.ShouldBe("external-id-not-enforced");
        Detail(verdict).ShouldContain("also accepts the external ID another.");
        Detail(verdict).ShouldNotContain("could be assumed");
    }

    [Fact]
    [Trait("Threat", "T14")]
    public async Task A_Role_That_Cannot_Be_Assumed_Is_Asked_Nothing_Else_And_The_Vendors_Session_Is_Begun_Anew()
    {
        var customer = await aws.CustomerAsync();
        aws.Aws.DeleteStack(customer.Stack.StackId);
        var verifier = aws.Verifier();

        var verdict = await verifier.VerifyAsync(customer.Subject, s_now, CancellationToken.None);
        var again = await verifier.VerifyAsync(customer.Subject, s_now, CancellationToken.None);

        (verdict.NotYetAssumable, verdict.IsInconclusive, verdict.Check.Code).ShouldBe((true, false, "role-not-assumable"));
        verdict.Check.Probes.ShouldHaveSingleItem().Answer.ShouldBe("denied");
        verdict.TemplateVersion.ShouldBeNull();
        again.Check.Code.ShouldBe("role-not-assumable");
        aws.Calls.All().Count(c => c.CallerArn.EndsWith("/registrations/registrations", StringComparison.Ordinal) && c.Operation == "AssumeRole").ShouldBeGreaterThanOrEqualTo(2);
    }

    [Theory]
    [Trait("Threat", "T15")]
    [InlineData("sts", "AssumeRole", 1, "throttling", "aws-throttled")]
    [InlineData("sts", "AssumeRole", 1, "server-error", "aws-unavailable")]
    [InlineData("sts", "AssumeRole", 2, "throttling", "aws-throttled")]
    [InlineData("sts", "AssumeRole", 3, "server-error", "aws-unavailable")]
    [InlineData("sts", "AssumeRole", 4, "throttling", "aws-throttled")]
    [InlineData("sts", "GetCallerIdentity", 0, "server-error", "aws-unavailable")]
    [InlineData("cloudformation", "DescribeStacks", 0, "throttling", "aws-throttled")]
    [InlineData("iam", "GetRole", 0, "throttling", "aws-throttled")]
    public async Task What_Aws_Does_Not_Decide_Proves_Nothing(string service, string operation, int skip, string error, string code)
    {
        var customer = await aws.CustomerAsync();
        aws.Faults.Add(new Fault { Service = service, Operation = operation, Error = error, Skip = skip });

        var verdict = await VerifyAsync(customer.Subject);

        (verdict.IsInconclusive, verdict.NotYetAssumable, verdict.Check.Code).ShouldBe((true, false, code));
        verdict.Refusal!.RetryAfterSeconds.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("CREATE_COMPLETE", null, null)]
    [InlineData("UPDATE_COMPLETE", null, null)]
    [InlineData("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", null, null)]
    [InlineData("UPDATE_ROLLBACK_COMPLETE", null, null)]
    [InlineData("IMPORT_COMPLETE", null, null)]
    [InlineData("CREATE_IN_PROGRESS", "stack-not-complete", 10)]
    [InlineData("UPDATE_IN_PROGRESS", "stack-not-complete", 10)]
    [InlineData("REVIEW_IN_PROGRESS", "stack-not-complete", 10)]
    [InlineData("IMPORT_IN_PROGRESS", "stack-not-complete", 10)]
    [InlineData("ROLLBACK_COMPLETE", "stack-not-complete", null)]
    [InlineData("DELETE_FAILED", "stack-not-complete", null)]
    [InlineData("DELETE_COMPLETE", "stack-not-found", null)]
    public async Task A_Stack_Counts_Once_What_It_Describes_Exists(string status, string? code, int? retryAfterSeconds)
    {
        var customer = await aws.CustomerAsync();
        aws.Aws.SetStackStatus(customer.Stack.StackId, status);

        var verdict = await VerifyAsync(customer.Subject);

        (verdict.Check.Code, verdict.Refusal?.RetryAfterSeconds).ShouldBe((code, retryAfterSeconds));
        if (code == "stack-not-complete")
            Detail(verdict).ShouldContain(status);
    }

    [Fact]
    [Trait("Threat", "T9")]
    public async Task A_Stack_Of_Another_External_Id_Is_Refused_Though_Its_Role_Was_Changed_To_Ours()
    {
        var customer = await aws.CustomerAsync(null, ("ExternalId", "99999999999999999999999999999999"));
        aws.Aws.PutTrustPolicy(customer.Subject.Role.Value, Customer.Trust("""{"StringEquals":{"sts:ExternalId":"abcdefghijkmnpqrstuvwxyz23456789"},"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::999988887777:role/onboarding-connect-access"}}"""));

        (await VerifyAsync(customer.Subject)).Check.Code.ShouldBe("external-id-mismatch");
    }

    [Fact]
    [Trait("Threat", "T18")]
    public async Task A_Stack_In_Another_Account_Is_Refused()
    {
        var (mine, other) = (await aws.CustomerAsync(), await aws.CustomerAsync());

        // The session of my role cannot see it: what another account has is none of its business.
        var verdict = await VerifyAsync(mine.Subject with { Stack = other.Subject.Stack });

        verdict.Refusal.ShouldNotBeNull();
        (verdict.Check.Outcome, verdict.Stack).ShouldBe(("failed", null));
    }

    [Fact]
    public async Task A_Role_Made_By_Hand_Has_No_Stack_To_Look_At()
    {
        var customer = await aws.CustomerAsync();

        var verdict = await VerifyAsync(customer.Subject with { Stack = null });

        verdict.Refusal.ShouldBeNull();
        verdict.Stack.ShouldBeNull();
        verdict.Check.Probes.ShouldNotContain(p => p.Name == "describe-stacks");
    }

    [Fact]
    public async Task Without_A_Paste_The_Stack_Is_Found_By_Its_Minted_Name()
    {
        var customer = await aws.CustomerAsync();

        var verdict = await VerifyAsync(customer.Unpasted);

        verdict.Refusal.ShouldBeNull();
        verdict.Stack!.Value.ShouldBe(customer.Stack.StackId);
    }

    [Fact]
    public async Task Without_A_Paste_A_Renamed_Stack_Is_Found_By_The_Roles_Tag()
    {
        var customer = await aws.CustomerAsync("a-name-of-the-customers-own");

        var verdict = await VerifyAsync(customer.Unpasted);

        verdict.Refusal.ShouldBeNull();
        verdict.Stack!.StackName.ShouldBe("a-name-of-the-customers-own");
    }

    [Fact]
    public async Task A_Role_That_May_Not_Look_At_Its_Stack_Is_Refused_And_The_Action_Is_Named()
    {
        var customer = await aws.CustomerAsync();
        foreach (var policy in Templates.ConnectRole.PolicyNames)
            aws.Aws.PutRolePolicy(customer.Subject.Role.Value, policy, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:*","Resource":"*"}]}""");

        var verdict = await VerifyAsync(customer.Subject);

        verdict.Check.Code.ShouldBe("permission-missing");
        Detail(verdict).ShouldContain("cloudformation:DescribeStacks");
    }

    [Fact]
    public async Task A_Role_That_May_Not_Look_At_Itself_Is_Registered_With_A_Finding()
    {
        var customer = await aws.CustomerAsync();
        foreach (var policy in Templates.ConnectRole.PolicyNames)
            aws.Aws.PutRolePolicy(customer.Subject.Role.Value, policy, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"cloudformation:DescribeStacks","Resource":"*"}]}""");

        var verdict = await VerifyAsync(customer.Subject);

        verdict.Refusal.ShouldBeNull();
        verdict.Check.Findings.ShouldNotBeNull().Select(f => f.Code).ShouldContain(f => f == "self-inspection-denied");
    }

    private Task<Verdict> VerifyAsync(Subject subject) => aws.Verifier().VerifyAsync(subject, s_now, CancellationToken.None);

    private static string Detail(Verdict verdict) => Functions.Http.Problem.Of(verdict.Refusal!, Functions.Http.Language.English, "request").Detail;
}
