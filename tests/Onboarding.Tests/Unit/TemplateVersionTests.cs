using Onboarding.Functions.Accounts;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Http;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Verification;
using Onboarding.Templates;

namespace Onboarding.Tests.Unit;

/// <summary>What changes for a role between versions of the template: those that were published, and some that never will be.</summary>
public sealed class TemplateVersionTests
{
    private static readonly IReadOnlyList<TemplateVersion> s_invented = TemplateVersion.Read(
        """
        [
          { "version": "1.9.0", "profiles": { "read-only": { "sha256": "a", "actions": ["iam:ListRoles", "iam:ListUsers"] } } },
          { "version": "1.10.0", "profiles": { "read-only": { "sha256": "b", "actions": ["iam:ListRoles", "iam:ListUserTags"] } } },
          { "version": "2.0.0", "profiles": { "read-only": { "sha256": "c", "actions": ["iam:ListRoles", "iam:ListUserTags", "iam:ListUsers"] } } }
        ]
        """);

    [Fact]
    public void The_Current_Version_Is_The_Newest_That_Is_Recorded()
    {
        TemplateVersion.Current.Name.ShouldBe(ConnectTemplate.Version);
        TemplateVersion.All.ShouldAllBe(v => !TemplateVersion.Current.IsBefore(v));
    }

    [Fact]
    public void The_Difference_Of_Every_Pair_Of_Versions_Leads_From_One_To_The_Other()
    {
        IReadOnlyList<TemplateVersion> all = [.. TemplateVersion.All, .. s_invented];
        foreach (var (from, to, profile) in from a in all from b in all from p in Profile.All select (a, b, p))
        {
            var (added, removed) = TemplateDifference.Between(from, to, profile);

            from.ActionsOf(profile).Except(removed, StringComparer.Ordinal).Concat(added).ShouldBe(to.ActionsOf(profile), ignoreOrder: true);
            added.Intersect(from.ActionsOf(profile), StringComparer.Ordinal).ShouldBeEmpty();
            removed.Intersect(to.ActionsOf(profile), StringComparer.Ordinal).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(1, 0, false)]
    [InlineData(1, 2, true)]
    [InlineData(2, 2, false)]
    public void Versions_Are_Numbers_Not_Texts(int from, int to, bool isBefore) => s_invented[from].IsBefore(s_invented[to]).ShouldBe(isBefore);

    [Fact]
    public void The_Current_Versions_Grants_Are_The_Templates()
    {
        foreach (var profile in Profile.All)
        {
            var grants = ConnectRole.Grants(TemplateVersion.Current, profile);

            grants.Select(g => g.Action).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ShouldBe(TemplateVersion.Current.ActionsOf(profile));
            grants.Where(g => g.Scope == GrantScope.ThisRole).Select(g => g.Action)
                .ShouldBe(["iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies"]);
            grants.Where(g => g.Scope == GrantScope.Account).Select(g => g.Action)
                .ShouldBe([.. profile.Actions, "iam:GetAccountSummary"], ignoreOrder: true);
        }
    }

    [Fact]
    public void An_Update_Says_In_Words_What_It_Adds_And_Takes_Away_And_Where_To_Make_It()
    {
        var update = TemplateUpdateView.Of(Account(), s_invented[0], s_invented[1], Settings, Language.English)!;

        update.Version.ShouldBe("1.10.0");
        update.PermissionsAdded.Select(p => p.Action).ShouldBe(["iam:ListUserTags"]);
        update.PermissionsRemoved.Select(p => p.Action).ShouldBe(["iam:ListUsers"]);
        update.Text.ShouldBe("Version 1.10.0 of the template is out. It adds: List the tags of users, such as email. It takes away: List IAM users.");
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
    public void A_Role_Made_By_Hand_Has_No_Stack_To_Update() =>
        TemplateUpdateView.Of(Account() with { Stack = null }, s_invented[0], s_invented[1], Settings, Language.English)!.UpdateUrl.ShouldBeNull();

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
