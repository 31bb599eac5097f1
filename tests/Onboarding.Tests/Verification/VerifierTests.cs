using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Verification;
using Onboarding.Simulator;
using Onboarding.Tests.Sandbox;

namespace Onboarding.Tests.Verification;

/// <summary>What is proven before a connection is registered, and what each contradiction is called.</summary>
[Collection(SimulatedCustomersCollection.Name)]
public sealed class VerifierTests(SimulatedCustomers aws) : IDisposable
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public void Dispose()
    {
        aws.Faults.Clear();
        aws.Documents.Clear();
    }

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
    public async Task A_Role_That_Can_Be_Assumed_Without_The_External_Id_Is_Refused_With_The_Reason(string condition, string how)
    {
        var customer = await aws.CustomerAsync();
        aws.Aws.PutTrustPolicy(customer.Subject.Role.Value, Customer.Trust(condition));

        var verdict = await VerifyAsync(customer.Subject);

        (verdict.Check.Outcome, verdict.Check.Code).ShouldBe(("failed", "external-id-not-enforced"));
        Detail(verdict).ShouldContain($"The role could be assumed {how}.");
    }

    [Fact]
    [Trait("Threat", "T25")]
    public async Task A_Role_That_Also_Trusts_Someone_Else_Is_Refused_Even_If_Every_Probe_Passes()
    {
        var customer = await aws.CustomerAsync();
        aws.Aws.PutTrustPolicy(customer.Subject.Role.Value, Customer.Trust("""{"StringEquals":{"sts:ExternalId":["abcdefghijkmnpqrstuvwxyz23456789","another"]}}"""));

        var verdict = await VerifyAsync(customer.Subject);

        verdict.Check.Code.ShouldBe("external-id-not-enforced");
        Detail(verdict).ShouldContain("accepts another external ID: another.");
        Detail(verdict).ShouldNotContain("could be assumed");
    }

    /// <summary>An unreadable trust policy, whatever the probes' results: it is unknown who can use the role.</summary>
    [Theory]
    [Trait("Threat", "T52")]
    [InlineData("""{"Statement":{"Effect":"allow","Principal":"*","Action":"sts:AssumeRole"}}""", "Statement 1, Effect: \"allow\"")]
    [InlineData("""{"Statement":{"Effect":"Deny","effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}}""", "Statement 1, effect")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":{"AWS":"999988887777"},"Action":"sts:AssumeRole","Condition":{"StringEqual":{"sts:ExternalId":"x"}}}]}""", "Statement 1, Condition, StringEqual")]
    [InlineData("<policy/>", "JSON")]
    [InlineData("", "JSON")]
    public async Task A_Trust_Policy_That_Cannot_Be_Read_Is_Refused_And_Is_Not_The_Services_Fault(string document, string where)
    {
        var customer = await aws.CustomerAsync();
        aws.Documents["GetRole"] = document;

        var verdict = await VerifyAsync(customer.Subject);

        (verdict.Check.Outcome, verdict.Check.Code, verdict.IsInconclusive).ShouldBe(("failed", "external-id-not-enforced", false));
        verdict.Check.Findings!.Select(f => $"{f.Code}: {f.Arguments[0]}").ShouldContain($"trust-unreadable: {where}", StringComparer.Ordinal);
        Detail(verdict).ShouldContain($"The role's trust policy can't be read, so it isn't clear who can use the role. See: {where}.");
    }

    [Fact]
    [Trait("Threat", "T52")]
    public async Task An_Unreadable_Permission_Policy_Is_A_Finding_And_Does_Not_Block_Registration()
    {
        var customer = await aws.CustomerAsync();
        aws.Documents["GetRolePolicy"] = """{"Statement":{"Effect":"Allow","Action":"*","resource":"*"}}""";

        var verdict = await VerifyAsync(customer.Subject);

        verdict.Check.Outcome.ShouldBe("passed");
        verdict.Check.Findings!.Select(f => $"{f.Code}: {string.Join(", ", f.Arguments)}").ShouldBe(
            ["policy-unreadable: Permissions, Statement 1, resource", "policy-unreadable: SelfInspection, Statement 1, resource"]);
    }

    [Fact]
    [Trait("Threat", "T14")]
    public async Task A_Role_That_Cannot_Be_Assumed_Is_Asked_Nothing_Else()
    {
        var customer = await aws.CustomerAsync();
        aws.Aws.DeleteStack(customer.Stack.StackId);
        var time = new HurriedTime();
        var verifier = aws.Verifier(time);
        aws.Calls.Clear();

        var verdict = await verifier.VerifyAsync(customer.Subject, s_now, CancellationToken.None);
        time.Pauses.Select(p => p.TotalSeconds).ShouldBe([1, 2, 4]);
        AskedAsVendor().ShouldBe(4);

        (verdict.NotYetAssumable, verdict.IsInconclusive, verdict.Check.Code).ShouldBe((true, false, "role-not-assumable"));
        verdict.Check.Probes.ShouldHaveSingleItem().Answer.ShouldBe("denied");
        verdict.TemplateVersion.ShouldBeNull();
        AskedForTheVendor().ShouldBe(1);
    }

    [Fact]
    public async Task What_An_Older_Session_Of_The_Vendors_Role_Is_Denied_Is_Asked_Again_With_A_New_One()
    {
        var customer = await aws.CustomerAsync();
        var time = new AgingTime();
        var vendor = aws.Vendor(time);
        Task<AssumeRoleAnswer> AskAsync() => vendor.AskAsync(
            customer.Subject.Region,
            sts => new AssumeRole(sts, customer.Subject.Role, "onboarding-verify").WithAsync(customer.Subject.ExternalId, CancellationToken.None), CancellationToken.None);
        aws.Calls.Clear();

        (await AskAsync()).Session.ShouldNotBeNull();
        DenyOnce();
        (await AskAsync()).Probe.Answer.ShouldBe("denied");
        AskedForTheVendor().ShouldBe(1);
        time.Pass(TimeSpan.FromMinutes(1));
        DenyOnce();
        (await AskAsync()).Session.ShouldNotBeNull();
        AskedForTheVendor().ShouldBe(2);

        void DenyOnce() => aws.Faults.Add(new Fault { Service = "sts", Operation = "AssumeRole", Error = "access-denied", Count = 1 });
    }

    [Fact]
    [Trait("Threat", "T26")]
    public async Task A_Verification_Takes_A_Session_That_Can_Do_Nothing_But_Look_At_The_Role_And_Its_Stack()
    {
        var customer = await aws.CustomerAsync();
        aws.Forms.Clear();

        (await VerifyAsync(customer.Subject)).Refusal.ShouldBeNull();

        var asked = aws.Forms.Select(f => QueryHelpers.ParseQuery(f))
            .Where(f => f["Action"] == "AssumeRole" && f["RoleArn"] == customer.Subject.Role.Value && f.GetValueOrDefault("ExternalId") == SimulatedCustomers.ExternalIdText)
            .ShouldHaveSingleItem();
        asked["DurationSeconds"].ToString().ShouldBe("900");
        JsonElement.Parse(asked["Policy"].ToString()).GetProperty("Statement").GetProperty("Action").EnumerateArray().Select(a => a.GetString()).ShouldBe(
        [
            "cloudformation:DescribeStacks", "iam:GetAccountSummary", "iam:GetPolicy", "iam:GetPolicyVersion", "iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies",
        ]);
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

    [Fact]
    public async Task An_Account_That_Does_Not_Know_The_Deployments_Region_Is_Verified_By_The_Sts_Of_Its_Own()
    {
        var customer = await aws.CustomerAsync();
        DeactivateSts(customer);

        var verdict = await VerifyAsync(customer.Subject with { Region = "eu-south-1" });

        verdict.Refusal.ShouldBeNull();
        verdict.Check.Outcome.ShouldBe(Check.Passed);
        aws.Calls.All().Count(c => c.ErrorCode is "RegionDisabledException").ShouldBe(1);
    }

    [Fact]
    public async Task An_Account_Whose_Sts_Answers_Nowhere_Is_Undecided()
    {
        var customer = await aws.CustomerAsync();
        DeactivateSts(customer);

        var verdict = await VerifyAsync(customer.Subject);

        (verdict.IsInconclusive, verdict.NotYetAssumable, verdict.Check.Code).ShouldBe((true, false, "aws-unavailable"));
        verdict.Check.Probes.ShouldHaveSingleItem().ErrorCode.ShouldBe("RegionDisabledException");
    }

    // For the customer's role, and for its sessions.
    private void DeactivateSts(Customer customer)
    {
        aws.Calls.Clear();
        aws.Faults.Add(new Fault { Service = "sts", Error = "region-disabled", Region = LocalAws.Region, About = customer.Subject.Role.Value });
        aws.Faults.Add(new Fault { Service = "sts", Error = "region-disabled", Region = LocalAws.Region, Caller = customer.Subject.Role.Name });
    }

    [Theory]
    [InlineData("CREATE_COMPLETE", null, null)]
    [InlineData("UPDATE_COMPLETE", null, null)]
    [InlineData("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", null, null)]
    [InlineData("UPDATE_ROLLBACK_COMPLETE", null, null)]
    [InlineData("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", null, null)]
    [InlineData("IMPORT_COMPLETE", null, null)]
    [InlineData("IMPORT_ROLLBACK_COMPLETE", null, null)]
    [InlineData("CREATE_IN_PROGRESS", "stack-not-complete", 10)]
    [InlineData("UPDATE_IN_PROGRESS", "stack-not-complete", 10)]
    [InlineData("REVIEW_IN_PROGRESS", "stack-not-complete", 10)]
    [InlineData("IMPORT_IN_PROGRESS", "stack-not-complete", 10)]
    [InlineData("UPDATE_ROLLBACK_IN_PROGRESS", "stack-not-complete", 10)]
    [InlineData("IMPORT_ROLLBACK_IN_PROGRESS", "stack-not-complete", 10)]
    [InlineData("UPDATE_ROLLBACK_FAILED", "stack-not-complete", null)]
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
        aws.Aws.PutTrustPolicy(customer.Subject.Role.Value, Customer.Trusting(SimulatedCustomers.ExternalIdText));

        (await VerifyAsync(customer.Subject)).Check.Code.ShouldBe("external-id-mismatch");
    }

    [Fact]
    [Trait("Threat", "T18")]
    public async Task A_Stack_In_Another_Account_Is_Refused()
    {
        var (mine, other) = (await aws.CustomerAsync(), await aws.CustomerAsync());

        // The session of my role can't see it, because it is in another account.
        var verdict = await VerifyAsync(mine.Subject with { Stack = other.Subject.Stack });

        verdict.Refusal.ShouldNotBeNull();
        (verdict.Check.Outcome, verdict.Stack).ShouldBe(("failed", null));
    }

    [Fact]
    public async Task A_Manual_Role_Has_No_Stack_To_Check()
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
    public async Task A_Role_That_Cannot_Read_Its_Stack_Is_Refused_And_The_Action_Is_Named()
    {
        var customer = await aws.CustomerAsync();
        PutPolicies(customer, "iam:*");

        var verdict = await VerifyAsync(customer.Subject);

        verdict.Check.Code.ShouldBe("permission-missing");
        Detail(verdict).ShouldContain("cloudformation:DescribeStacks");
    }

    [Fact]
    public async Task A_Role_That_Shows_Its_Trust_Policy_And_Nothing_Else_Is_Registered_With_A_Finding()
    {
        var customer = await aws.CustomerAsync();
        PutPolicies(customer, "cloudformation:DescribeStacks", "iam:GetRole");

        var verdict = await VerifyAsync(customer.Subject);

        verdict.Refusal.ShouldBeNull();
        verdict.TrustWasRead.ShouldBeTrue();
        verdict.Check.Findings.ShouldNotBeNull().Select(f => f.Code).ShouldContain(f => f == "self-inspection-denied");
        aws.Calls.All().Count(c => c.Operation == "GetRole" && c.CallerArn.Contains(customer.Stack.AccountId, StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    [Trait("Threat", "T14")]
    public async Task A_Role_That_Appears_While_It_Is_Waited_For_Is_Proven()
    {
        var customer = await aws.CustomerAsync();
        aws.Aws.PutTrustPolicy(customer.Subject.Role.Value, Customer.Trusting("99999999999999999999999999999999"));
        var time = new HurriedTime(pause =>
        {
            if (pause == 2)
                aws.Aws.PutTrustPolicy(customer.Subject.Role.Value, Customer.Trusting(SimulatedCustomers.ExternalIdText));
        });
        aws.Calls.Clear();

        var verdict = await aws.Verifier(time).VerifyAsync(customer.Subject, s_now, CancellationToken.None);

        verdict.Refusal.ShouldBeNull();
        time.Pauses.Count.ShouldBe(2);
        AskedAsVendor().ShouldBe(6);
    }

    [Theory]
    [Trait("Threat", "T14")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Policies_That_Appear_After_The_Role_Are_Waited_For_And_The_Role_Is_Read_Again(bool isPasted)
    {
        var customer = await aws.CustomerAsync(isPasted ? null : "a-name-of-the-customers-own");
        PutPolicies(customer, "sts:TagSession");
        var time = new HurriedTime(_ => PutPolicies(customer, "*"));

        var verdict = await aws.Verifier(time).VerifyAsync(isPasted ? customer.Subject : customer.Unpasted, s_now, CancellationToken.None);

        verdict.Refusal.ShouldBeNull();
        verdict.Stack!.Value.ShouldBe(customer.Stack.StackId);
        time.Pauses.Count.ShouldBe(1);
        verdict.Check.Findings.ShouldNotBeNull().ShouldNotContain(f => f.Code == "self-inspection-denied");
    }

    [Fact]
    public async Task Without_A_Paste_An_Unreadable_Role_Is_The_Reason_Why_No_Stack_Was_Found()
    {
        var customer = await aws.CustomerAsync("a-name-of-the-customers-own");
        PutPolicies(customer, "cloudformation:DescribeStacks");

        var verdict = await VerifyAsync(customer.Unpasted);

        verdict.Check.Code.ShouldBe("permission-missing");
        Detail(verdict).ShouldContain("iam:GetRole");
    }

    [Fact]
    [Trait("Threat", "T43")]
    public async Task A_Stacks_Role_That_Does_Not_Show_Its_Trust_Policy_Is_Not_Proven()
    {
        var customer = await aws.CustomerAsync();
        PutPolicies(customer, "cloudformation:DescribeStacks");

        var verdict = await VerifyAsync(customer.Subject);

        verdict.Check.Code.ShouldBe("permission-missing");
        Detail(verdict).ShouldContain("iam:GetRole");
        verdict.Check.Findings.ShouldNotBeNull().Select(f => f.Code).ShouldContain("trust-not-read", StringComparer.Ordinal);
        (verdict.TrustWasRead, verdict.IsOpen).ShouldBe((false, false));
    }

    [Fact]
    [Trait("Threat", "T40")]
    public async Task A_Role_That_Names_A_Stack_Is_Not_Proven_By_Its_Arn_Alone()
    {
        var customer = await aws.CustomerAsync();

        var verdict = await VerifyAsync(customer.Subject with { Stack = null, IsByArnAlone = true });

        verdict.Check.Code.ShouldBe("consent-required");
        Detail(verdict).ShouldNotContain(customer.Stack.StackId.Split('/')[^1]);
    }

    [Fact]
    [Trait("Threat", "T41")]
    public async Task A_Stack_That_Names_Another_Requester_Is_Refused()
    {
        var customer = await aws.CustomerAsync();

        (await VerifyAsync(customer.Subject with { ConnectedFor = "tenant-a / user / 2026-11-28" })).Check.Code.ShouldBe("consent-required");
        (await VerifyAsync(customer.Subject)).Refusal.ShouldBeNull("nothing was stored for it, and its stack says nothing");
    }

    [Fact]
    public async Task Without_A_Paste_A_Stack_Of_The_Minted_Name_Speaks_For_Itself()
    {
        var customer = await aws.CustomerAsync();
        PutPolicies(customer, "cloudformation:DescribeStacks", "iam:GetRole");

        var verdict = await VerifyAsync(customer.Unpasted);

        verdict.Refusal.ShouldBeNull();
        verdict.Stack!.Value.ShouldBe(customer.Stack.StackId);
    }

    [Fact]
    public async Task Without_A_Paste_A_Role_From_No_Stack_Has_None()
    {
        var customer = await aws.CustomerAsync();

        var verdict = await VerifyAsync(customer.Unpasted with { Role = RoleByHand(customer), Stack = customer.Unpasted.Stack! with { Name = "no-such-stack" } });

        verdict.Check.Code.ShouldBe("stack-not-found");
    }

    [Fact]
    public async Task Without_A_Paste_A_Stack_In_A_Region_That_Is_Not_Offered_Is_Refused()
    {
        var customer = await aws.CustomerInAsync("eu-west-1");

        var verdict = await VerifyAsync(customer.Unpasted);

        (verdict.Check.Code, verdict.Stack).ShouldBe(("region-not-allowed", null));
        Detail(verdict).ShouldContain("eu-west-1");
    }

    [Fact]
    [Trait("Threat", "T9")]
    public async Task A_Stack_That_Made_Another_Role_Is_Refused_And_Both_Are_Named()
    {
        var customer = await aws.CustomerAsync();

        var verdict = await VerifyAsync(customer.Subject with { Role = RoleByHand(customer) });

        verdict.Check.Code.ShouldBe("role-name-mismatch");
        Detail(verdict).ShouldContain($"must be named {customer.Subject.Role.Name}-by-hand, but it is named {customer.Subject.Role.Name}.");
    }

    // What to do first comes first: an incomplete stack can still change the role's trust.
    [Fact]
    public async Task A_Stack_Contradiction_Is_Reported_Before_A_Trust_Finding()
    {
        var customer = await aws.CustomerAsync();
        aws.Aws.SetStackStatus(customer.Stack.StackId, "UPDATE_IN_PROGRESS");
        aws.Aws.PutTrustPolicy(customer.Subject.Role.Value, Customer.Trust("""{"StringEquals":{"sts:ExternalId":["abcdefghijkmnpqrstuvwxyz23456789","another"]}}"""));

        (await VerifyAsync(customer.Subject)).Check.Code.ShouldBe("stack-not-complete");
    }

    [Fact]
    public async Task A_Session_That_Cannot_Get_Its_Identity_Is_Refused()
    {
        var customer = await aws.CustomerAsync();
        aws.Faults.Add(new Fault { Service = "sts", Operation = "GetCallerIdentity", Error = "access-denied" });

        var verdict = await VerifyAsync(customer.Subject);

        verdict.Check.Code.ShouldBe("permission-missing");
        Detail(verdict).ShouldContain("sts:GetCallerIdentity");
    }

    private Task<Verdict> VerifyAsync(Subject subject) => aws.Verifier().VerifyAsync(subject, s_now, CancellationToken.None);

    private void PutPolicies(Customer customer, params string[] actions)
    {
        var allowed = string.Join(',', actions.Select(a => $"\"{a}\""));
        foreach (var policy in new[] { "Permissions", "SelfInspection" })
            aws.Aws.PutRolePolicy(customer.Subject.Role.Value, policy, $$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":[{{{allowed}}}],"Resource":"*"}]}""");
    }

    private int AskedForTheVendor() =>
        aws.Calls.All().Count(c => c.Operation == "AssumeRole" && c.CallerArn.EndsWith("/registrations/registrations", StringComparison.Ordinal));

    private int AskedAsVendor() =>
        aws.Calls.All().Count(c => c.Operation == "AssumeRole" && c.CallerArn.Contains(":assumed-role/onboarding-connect-access/", StringComparison.Ordinal));

    /// <summary>A second role in the customer's account, which no stack created and which can do everything.</summary>
    private RoleArn RoleByHand(Customer customer)
    {
        RoleArn.TryParse(customer.Subject.Role.Value + "-by-hand", out var role).ShouldBeTrue();
        aws.Aws.DefineRole(role.Value, Customer.Trusting(SimulatedCustomers.ExternalIdText), """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""");
        return role;
    }

    private static string Detail(Verdict verdict) => Functions.Http.Problem.Of(verdict.Refusal!, Functions.Values.Language.English, "request").Detail;
}
