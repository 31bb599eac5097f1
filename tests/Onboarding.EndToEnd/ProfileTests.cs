using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.EndToEnd;

/// <summary>A sandbox with a vendor's own profiles, from a folder outside the repository.</summary>
public sealed class SandboxWithProfiles : SandboxProcess
{
    private readonly DirectoryInfo _folder = CopyOf(Path.Combine(AppContext.BaseDirectory, "profiles"));

    protected override IReadOnlyList<string> Options => ["--profiles", _folder.FullName];

    private static DirectoryInfo CopyOf(string profiles)
    {
        var copy = Directory.CreateTempSubdirectory("profiles-of-a-vendor-");
        foreach (var file in Directory.EnumerateFiles(profiles, "*.json", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy.FullName, Path.GetRelativePath(profiles, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }
}

/// <summary>Whatever a vendor's profiles say is offered, granted, read back and shown, without a line of code.</summary>
public sealed class ProfileTests(SandboxWithProfiles sandbox) : IClassFixture<SandboxWithProfiles>
{
    [Fact]
    public async Task Every_Profile_Is_Shown_With_Its_Statements_In_Both_Languages()
    {
        var tenant = await sandbox.TenantAsync();
        var english = (await tenant.GetAsync("/v1/profiles")).Expect(200);
        var japanese = (await new Tenant(sandbox, tenant.Name, tenant.Token) { Language = "ja" }.GetAsync("/v1/profiles")).Expect(200);

        english.Body.GetProperty("profiles").EnumerateArray().Select(p => p.GetProperty("name").GetString()).ShouldBe(
            ["adatum-agentless", "contoso-snapshots", "fabrikam-costs", "litware-images", "northwind-posture", "proseware-reader", "tailspin-inventory", "wingtip-audit"]);
        japanese.Body.GetProperty("profiles")[2].GetProperty("title").GetString().ShouldBe("コストの確認");
        english.Text.Length.ShouldBeLessThan(600_000);
    }

    [Fact]
    public async Task One_Profile_Says_What_Each_Action_Does_And_What_Writes_Comes_First()
    {
        var tenant = await sandbox.TenantAsync();
        var profile = (await tenant.GetAsync("/v1/profiles/contoso-snapshots")).Expect(200).Body;

        var first = profile.GetProperty("statements")[0];
        (first.GetProperty("sid").GetString(), first.GetProperty("effect").GetString()).ShouldBe(("ShareSnapshot", "Allow"));
        first.GetProperty("actions")[0].GetRawText().ShouldBe(
            """{"name":"ec2:ModifySnapshotAttribute","accessLevel":"Permissions management","description":"Grants permission to add or remove permission settings for a snapshot"}""");
        (await tenant.GetAsync("/v1/profiles/nothing")).Refusal.ShouldBe((404, "profile-not-found"));
    }

    [Fact]
    [Trait("Threat", "T56")]
    public async Task What_The_Customer_Unticked_In_The_Console_Is_What_Is_Not_Granted()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync(body: Order("fabrikam-costs", ["reports", "plans"], new() { ["ReportBucket"] = "our-reports", ["ReportAccount"] = "111122223333" }));
        onboarding["quickCreateUrl"].ShouldContain("&param_FeatureReports=true&param_FeaturePlans=true&param_ReportAccount=111122223333&param_ReportBucket=our-reports");

        var stackInfo = await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId(), new JsonObject { ["FeaturePlans"] = "false" });
        var account = (await tenant.RegisterAsync(onboarding, stackInfo)).Expect(201);

        account.Body.GetProperty("features").GetRawText().ShouldBe("""{"granted":["reports"],"offered":["reports","plans"]}""");
        account.Body.GetProperty("listsUsers").GetBoolean().ShouldBeFalse();
        Findings(account.Body.GetProperty("lastCheck")).ShouldBeEmpty();
        (await tenant.GetAsync($"/v1/accounts/{account["id"]}/users")).Refusal.ShouldBe((422, "permission-missing"));
    }

    [Fact]
    public async Task A_Parameter_That_A_Feature_Needs_Is_Demanded_By_The_Stack()
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync(body: Order("fabrikam-costs", ["reports"], []));

        var stack = await sandbox.CreateStackAsync(onboarding["quickCreateUrl"], Tenant.NewAwsAccountId(), null, null);

        stack.Text.ShouldContain("Detailed reports needs Report bucket.");
    }

    [Theory]
    [InlineData("unknown", "ReportBucket", "our-reports", "“features” contains a feature that the profile “fabrikam-costs” doesn't have. It has: reports, plans.")]
    [InlineData("reports", "Bucket", "our-reports", "“parameters” contains a parameter that the profile “fabrikam-costs” doesn't have. It has: ReportBucket, ReportAccount.")]
    [InlineData("reports", "ReportBucket", "our*", "“parameters.ReportBucket” must match ^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$: The bucket that your cost reports are written to.")]
    public async Task A_Choice_That_The_Profile_Does_Not_Offer_Is_Refused(string feature, string parameter, string value, string detail)
    {
        var tenant = await sandbox.TenantAsync();

        var reply = await tenant.PostAsync($"/v1/groups/{await tenant.GroupAsync()}/onboardings", Order("fabrikam-costs", [feature], new() { [parameter] = value }));

        reply.Refusal.ShouldBe((400, "request-malformed"));
        reply["detail"].ShouldBe(detail);
    }

    [Theory]
    [InlineData("adatum-agentless")]
    [InlineData("northwind-posture")]
    [InlineData("tailspin-inventory")]
    public async Task A_Profile_Of_Any_Form_Connects_By_Link_Without_A_Finding(string profile)
    {
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync(body: new JsonObject { ["profile"] = profile });

        var account = (await tenant.RegisterAsync(onboarding, await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId()))).Expect(201);

        Findings(account.Body.GetProperty("lastCheck")).ShouldBeEmpty();
        account["profile"].ShouldBe(profile);
    }

    [Fact]
    public async Task A_Managed_Policy_That_Aws_Changes_Is_Named_Once()
    {
        const string Arn = "arn:aws:iam::aws:policy/AWSBillingReadOnlyAccess";
        var tenant = await sandbox.TenantAsync();
        var onboarding = await tenant.MintAsync(body: Order("fabrikam-costs", [], []));
        var account = (await tenant.RegisterAsync(onboarding, await tenant.StackInfoAsync(onboarding, Tenant.NewAwsAccountId()))).Expect(201);
        Findings(account.Body.GetProperty("lastCheck")).ShouldBeEmpty();

        var changed = JsonNode.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"budgets:ViewBudget","Resource":"*"}]}""")!;
        (await sandbox.SendAsync(HttpMethod.Put, $"/sandbox/policies/{Uri.EscapeDataString(Arn)}", changed)).Expect(204);

        Findings((await CheckAsync(tenant, account)).Body).ShouldHaveSingleItem().ShouldMatch($"^AWS changed its managed policy {Arn}: version v[0-9]+ is in force instead of v[0-9]+\\.$");
        Findings((await CheckAsync(tenant, account)).Body).ShouldBeEmpty();
    }

    private static async Task<Reply> CheckAsync(Tenant tenant, Reply account) => (await tenant.PostAsync($"/v1/accounts/{account["id"]}/checks", new JsonObject())).Expect(201);

    private static JsonObject Order(string profile, string[] features, JsonObject parameters) =>
        new() { ["profile"] = profile, ["features"] = new JsonArray([.. features.Select(f => (JsonNode)f)]), ["parameters"] = parameters };

    private static IEnumerable<string> Findings(JsonElement check) => check.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("text").GetString()!);
}
