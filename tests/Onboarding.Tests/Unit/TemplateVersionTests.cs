using Onboarding.Functions.Accounts;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Values;
using Onboarding.Functions.Verification;
using Onboarding.Templates;

namespace Onboarding.Tests.Unit;

/// <summary>What changes for a role between versions of the template: those that were published, and some that never will be.</summary>
public sealed class TemplateVersionTests
{
    private static readonly TemplateVersion[] s_invented =
    [
        Version("1.9.0", "iam:ListRoles", "iam:ListUsers"),
        Version("1.10.0", "iam:ListRoles", "iam:ListUserTags"),
        Version("2.0.0", "iam:ListRoles", "iam:ListUserTags", "iam:ListUsers"),
    ];

    [Fact]
    public void The_Current_Version_Is_The_Newest()
    {
        foreach (var profile in Profile.All)
        {
            profile.CurrentVersion.Name.ShouldBe(ConnectTemplate.Version);
            profile.Versions.ShouldAllBe(v => !profile.CurrentVersion.IsBefore(v));
        }
    }

    [Fact]
    public void The_Difference_Of_Every_Pair_Of_Versions_Leads_From_One_To_The_Other()
    {
        foreach (var profile in Profile.All)
        {
            TemplateVersion[] all = [.. profile.Versions, .. s_invented];
            foreach (var (from, to) in from a in all from b in all select (a, b))
            {
                var difference = TemplateDifference.Between(from, to);

                ActionsOf(from).Except(difference.Removed, StringComparer.Ordinal).Concat(difference.Added).ShouldBe(ActionsOf(to), ignoreOrder: true);
                difference.Added.Intersect(ActionsOf(from), StringComparer.Ordinal).ShouldBeEmpty();
                difference.Removed.Intersect(ActionsOf(to), StringComparer.Ordinal).ShouldBeEmpty();
            }
        }
    }

    [Fact]
    public void A_Difference_Is_Reported_By_Feature()
    {
        var from = s_invented[0] with { Features = [new FeatureGrants("backups", Allowing("backup:ListBackupPlans"))] };
        var to = s_invented[1] with { Features = [new FeatureGrants("backups", Allowing("backup:ListBackupPlans", "backup:StartBackupJob")), new FeatureGrants("costs", Allowing("ce:GetCostAndUsage"))] };

        TemplateDifference.Between(from, to).Parts.Select(p => $"{p.Feature} +{string.Join(',', p.Added)} -{string.Join(',', p.Removed)}").ShouldBe(
            [" +iam:ListUserTags -iam:ListUsers", "backups +backup:StartBackupJob -", "costs +ce:GetCostAndUsage -"]);
    }

    [Fact]
    public void A_Statement_That_Reaches_Elsewhere_And_A_Denial_That_Is_Gone_Are_Changes()
    {
        var from = s_invented[0] with { Grants = new PolicySet([Statement("Read", "iam:ListUsers"), Statement("Keep", "iam:DeleteUser") with { Allows = false }], []) };
        var to = s_invented[1] with { Grants = new PolicySet([Statement("Read", "iam:ListUsers") with { Resources = ["arn:${AWS::Partition}:iam::*:user/x"] }], []) };

        var part = TemplateDifference.Between(from, to).Parts.ShouldHaveSingleItem();

        (part.Added.Count, part.Removed.Count).ShouldBe((0, 0));
        part.Changed.ShouldBe(["Read", "Keep"]);
    }

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(1, 0, false)]
    [InlineData(1, 2, true)]
    [InlineData(2, 2, false)]
    public void Versions_Are_Numbers_Not_Texts(int from, int to, bool isBefore) => s_invented[from].IsBefore(s_invented[to]).ShouldBe(isBefore);

    [Fact]
    public void An_Update_Lists_What_It_Adds_And_Removes_And_Links_To_The_Console()
    {
        var update = TemplateUpdateView.Of(Account(), s_invented[0], s_invented[1], Settings, Language.English)!;

        update.Version.ShouldBe("1.10.0");
        update.PermissionsAdded.Select(p => p.Action).ShouldBe(["iam:ListUserTags"]);
        update.PermissionsRemoved.Select(p => p.Action).ShouldBe(["iam:ListUsers"]);
        update.Text.ShouldBe("Version 1.10.0 of the template is out. It adds: List the tags of users, such as email. It removes: List IAM users.");
        update.UpdateUrl.ShouldBe(
            "https://eu-west-1.console.aws.amazon.com/cloudformation/home?region=eu-west-1#/stacks/update/template"
            + "?stackId=arn%3Aaws%3Acloudformation%3Aeu-west-1%3A111122223333%3Astack%2Fours%2F00000000-0000-0000-0000-000000000001"
            + $"&templateURL=https%3A%2F%2Fbucket.example%2Ftemplates%2F1.10.0%2Fread-only-{Settings.Templates.DigestOf(Profile.ReadOnly)[..32]}.yaml");
        TemplateUpdateView.Of(Account(), s_invented[0], s_invented[1], Settings, Language.Japanese)!.Text
            .ShouldBe("テンプレートのバージョン 1.10.0 が利用できます。追加される権限: ユーザーのタグ (email など) を一覧表示する。なくなる権限: IAM ユーザーを一覧表示する。");
        TemplateUpdateView.Of(Account(), s_invented[1], s_invented[2], Settings, Language.English)!.Text
            .ShouldBe("Version 2.0.0 of the template is out. It adds: List IAM users.");
    }

    [Fact]
    public void There_Is_No_Update_To_The_Same_Or_An_Older_Version_Nor_For_A_Detached_Account()
    {
        TemplateUpdateView.Of(Account(), s_invented[2], s_invented[2], Settings, Language.English).ShouldBeNull();
        TemplateUpdateView.Of(Account(), s_invented[2], s_invented[0], Settings, Language.English).ShouldBeNull();
        TemplateUpdateView.Of(Account() with { Status = AccountStatus.Detached, TemplateVersion = "0.1.0" }, Settings, Language.English).ShouldBeNull();
        TemplateUpdateView.Of(Account(), Settings, Language.English).ShouldBeNull();
    }

    [Fact]
    public void A_Manual_Role_Has_No_Stack_To_Update() =>
        TemplateUpdateView.Of(Account() with { Stack = null }, s_invented[0], s_invented[1], Settings, Language.English)!.UpdateUrl.ShouldBeNull();

    private static IReadOnlyList<string> ActionsOf(TemplateVersion version) => [.. version.Grants.Statements.Where(s => s.Allows).SelectMany(s => s.Actions).Distinct(StringComparer.Ordinal)];

    private static TemplateVersion Version(string name, params string[] actions) => new(name, Allowing(actions), [], 3600);

    private static PolicySet Allowing(params string[] actions) => new([Statement("Profile", actions)], []);

    private static PolicyStatement Statement(string sid, params string[] actions) => new() { Sid = sid, Actions = actions, Resources = ["*"] };

    private static Functions.Settings Settings { get; } = Functions.Settings.Read(name => name switch
    {
        "VENDOR_ROLE_ARN" => "arn:aws:iam::999988887777:role/onboarding-connect-access",
        "TEMPLATE_BASE_URL" => "https://bucket.example/templates",
        "REGIONS" or "AWS_REGION" => "eu-west-1",
        "BRAND" => "Onboarding",
        "ONBOARDING_FEATURE" or "TABLE_NAME" or "TENANT_CLAIM" or "TEMPLATE_BUCKET" => "x",
        _ => null,
    });

    private static AccountRecord Account()
    {
        StackArn.TryParse("arn:aws:cloudformation:eu-west-1:111122223333:stack/ours/00000000-0000-0000-0000-000000000001", out var stack).ShouldBeTrue();
        TenantId.TryParse("tenant", out var tenant).ShouldBeTrue();
        return new AccountRecord
        {
            Id = "id",
            Tenant = tenant,
            GroupId = "group",
            Name = "name",
            Role = RoleArn.Of(Partition.Aws, stack.AccountId, "role"),
            Stack = stack,
            Region = "eu-west-1",
            Profile = Profile.ReadOnly,
            TemplateVersion = ConnectTemplate.Version,
            Status = AccountStatus.Active,
            LastCheck = new LastCheck(DateTimeOffset.UnixEpoch, Check.Passed, null, 1, AuditEntry.NoHash),
            Language = Language.English,
            CreatedAt = DateTimeOffset.UnixEpoch,
            Schedule = new Schedule { Tenant = tenant, AccountId = "id", DueAt = null },
            Audit = new AuditHead(1, AuditEntry.NoHash),
        };
    }
}
