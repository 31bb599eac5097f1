using Onboarding.Profiles;
using Onboarding.Profiles.Aws;
using Onboarding.Templates;

namespace Onboarding.Tests.Profiles;

/// <summary>What a folder of profiles is refused for: everything in one run, each by file, Sid and remedy.</summary>
public sealed class LoaderTests : IDisposable
{
    private const string Words = """{ "en": "Words", "ja": "言葉" }""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onboarding-profiles-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Twenty_Faults_Are_Twenty_Sentences()
    {
        Write("acme/profile.json", $$"""
            {
              "title": { "en": "Read only", "ja": "参照" }, "description": { "en": "Words" }, "extra": 1, "version": "one", "maxSessionSeconds": 60,
              "statements": { "Gone": { "why": {{Words}} }, "Writes": { "why": {{Words}} }, "Unknown": { "why": {{Words}} }, "Open": { "why": {{Words}} }, "Blind": { "why": {{Words}} }, "Twice": { "why": {{Words}} } },
              "managedPolicies": ["arn:aws:iam::aws:policy/SecurityAudit", "AdministratorAccess"],
              "parameters": [{ "name": "Bucket", "title": {{Words}}, "description": {{Words}}, "allowedPattern": "^.*$" }, { "name": "Unused", "title": {{Words}}, "description": {{Words}}, "allowedPattern": "^[a-z]+$", "default": "A" }],
              "features": [{ "id": "Backups", "title": {{Words}}, "why": {{Words}}, "policy": "backups.json" }, { "id": "costs", "title": {{Words}}, "why": {{Words}}, "policy": "costs.json", "parameters": ["Nowhere"] }]
            }
            """);
        Write("acme/policy.json", """
            { "Version": "2012-10-17", "Statement": [
              { "Sid": "Unexplained", "Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*" },
              { "Sid": "Writes", "Effect": "Allow", "Action": "s3:PutObject", "Resource": "bucket" },
              { "Sid": "Unknown", "Effect": "Allow", "Action": ["s3:GetObjekt", "iam:ListUser"], "Resource": "*" },
              { "Sid": "Open", "Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::*:role/*${Undeclared}" },
              { "Sid": "Blind", "Effect": "Deny", "Action": "iam:Get*", "Resource": "*" },
              { "Sid": "Twice", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" },
              { "Sid": "Wrong", "Effect": "allow", "Action": "s3:GetObject", "Resource": "*" },
              { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" } ] }
            """);
        Write("acme/costs.json", """{ "Version": "2012-10-17", "Statement": { "Sid": "Twice", "Effect": "Allow", "Action": "ce:GetCostAndUsage", "Resource": "*" } }""");
        Write("acme/backups.json", "{ not json");

        var faults = Faults();

        faults.Count.ShouldBeGreaterThanOrEqualTo(20);
        foreach (var sentence in Expected)
            faults.ShouldContain(f => f == sentence, sentence);
    }

    private static readonly string[] Expected =
    [
        "acme/profile.json: “extra” is not a member that profiles have; remove it, or write one of title, description, managedPolicies, statements, parameters, features, acknowledged, maxSessionSeconds, version.",
        "acme/profile.json: the pattern ^.*$ of the parameter “Bucket” can't be used: “.” at 2 is not a plain character here; write one such as ^[a-z0-9-]{3,63}$.",
        "acme/profile.json: the default “A” of the parameter “Unused” does not match its pattern; correct one of them.",
        "acme/profile.json: “version” is “one”; write numbers with dots between them, such as 1.0.0.",
        "acme/profile.json: “description” has no Japanese text; add “ja”.",
        "acme/profile.json: “maxSessionSeconds” is not a number from 3600 to 43200, as IAM takes it; write one.",
        "acme/policy.json, statement “Wrong”: IAM would not take it (see Effect: \"allow\"); correct it there.",
        "acme/policy.json: statement 8 has no Sid; give it one, so that its purpose can be told.",
        "acme/policy.json, statement “Writes”: the resource “bucket” is no ARN; write * or an ARN such as arn:${AWS::Partition}:s3:::bucket/*.",
        "acme/profile.json: “statements.Gone” explains a statement that policy.json has not; remove it, or correct its Sid.",
        "acme/profile.json, statement “Unexplained”: nothing says why it is needed; add “statements.Unexplained.why” in English and Japanese.",
        "acme/profile.json: “arn:aws:iam::aws:policy/SecurityAudit” names no AWS managed policy; write what is in its ARN behind “policy/”, such as job-function/ViewOnlyAccess.",
        "acme/profile.json: the feature “Backups” has no id that a template's parameter can have; name it with at most 32 lower-case letters and digits, beginning with a letter.",
        "acme/profile.json: the feature “costs” needs the parameter “Nowhere”, which is not declared; add it to “parameters”.",
        "acme/backups.json: no feature of profile.json names the file; name it as a feature's “policy”, or remove it.",
        "acme/policy.json, statement “Unknown”: AWS has no action “s3:GetObjekt”; did you mean s3:GetObject or s3:PutObject?",
        "acme/policy.json, statement “Open”: “${Undeclared}” is not declared; add it to “parameters” of profile.json, or write one of ${AWS::Partition}, ${AWS::AccountId}, ${AWS::Region}, ${RoleName}.",
        "acme/policy.json, statement “Open”: it allows iam:PassRole on more than names that begin with “onboarding-”, with which the role can give itself or others any rights; name resources of your own, or list each action in “acknowledged” of profile.json.",
        "acme/policy.json, statement “Blind”: the Deny reaches iam:GetAccountSummary, iam:GetPolicy, iam:GetPolicyVersion and 2 more, by which the role shows itself; leave these actions, or the role and its stack, out of it.",
        "acme/costs.json, statement “Twice”: another statement of the profile has the same Sid; give each its own.",
        "acme/profile.json: the managed policy AdministratorAccess lets the role give itself any rights; remove it, or list it in “acknowledged”.",
        "acme/profile.json: no statement uses the parameter “Unused”; remove it, or write ${Unused} where it belongs.",
        "acme/profile.json: the title says that the profile only reads, but it allows s3:PutObject (Write); change the title, or remove what writes.",
    ];

    [Theory]
    [Trait("Threat", "T56")]
    [InlineData(""" "Action": "iam:*", "Resource": "*" """, true)]
    [InlineData(""" "Action": "*", "Resource": "*" """, true)]
    [InlineData(""" "NotAction": "s3:*", "Resource": "*" """, true)]
    [InlineData(""" "Action": "iam:Create?ser", "Resource": "*" """, true)]
    [InlineData(""" "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::*:role/*-onboarding-x" """, true)]
    [InlineData(""" "Action": "iam:PassRole", "NotResource": "arn:aws:iam::*:role/admin" """, true)]
    [InlineData(""" "Action": "iam:PutRolePolicy", "Resource": "arn:aws:iam::*:*/onboarding-x" """, true)]
    [InlineData(""" "Action": "iam:PassRole", "Resource": "arn:aws:iam::*:role/onboarding-scanner-*" """, false)]
    [InlineData(""" "Action": "iam:List*", "Resource": "*" """, false)]
    [InlineData(""" "Action": "iam:TagUser", "Resource": "*" """, false)]
    public void Rights_That_Give_Rights_Must_Be_Acknowledged(string statement, bool isRefused)
    {
        WriteProfile("acme", $$"""{ "Sid": "One", "Effect": "Allow", {{statement}} }""", "");

        Faults().Any(f => f.Contains("any rights", StringComparison.Ordinal)).ShouldBe(isRefused);
    }

    [Fact]
    public void What_Is_Acknowledged_Is_Let_Through()
    {
        WriteProfile("acme", """{ "Sid": "One", "Effect": "Allow", "Action": ["iam:PassRole", "s3:GetObject"], "Resource": "*" }""", """, "acknowledged": ["iam:passrole"]""");

        Faults().ShouldBeEmpty();
    }

    [Fact]
    public void A_Statement_That_No_Policy_Holds_Is_Too_Large()
    {
        var resources = string.Join(",", Enumerable.Range(0, 200).Select(i => $"\"arn:aws:s3:::bucket-number-{i:0000}-of-the-customer\""));
        WriteProfile("acme", $$"""{ "Sid": "Many", "Effect": "Allow", "Action": "s3:GetObject", "Resource": [{{resources}}] }""", "");

        Faults().ShouldHaveSingleItem().ShouldEndWith("and a policy at most 6144; split it into statements with fewer resources or conditions.");
    }

    [Fact]
    public void More_Than_Ten_Policies_Are_Refused()
    {
        var managed = string.Join(",", Enumerable.Range(0, 11).Select(i => $"\"Policy{i}\""));
        WriteProfile("acme", """{ "Sid": "One", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" }""", $", \"managedPolicies\": [{managed}]");

        Faults().ShouldHaveSingleItem().ShouldStartWith("acme/profile.json: the profile packs into 11 managed policies");
    }

    [Fact]
    public void A_New_Feature_Is_Never_Granted_By_An_Update()
    {
        Write("manifest.json", """{ "acme": [{ "version": "1.0.0", "sha256": "x", "maxSessionSeconds": 3600, "statements": [], "managedPolicies": [], "features": [] }] }""");
        Write("acme/more.json", """{ "Version": "2012-10-17", "Statement": { "Sid": "More", "Effect": "Allow", "Action": "ce:GetCostAndUsage", "Resource": "*" } }""");
        WriteProfile("acme", """{ "Sid": "One", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" }""", $$""", "features": [{ "id": "more", "title": {{Words}}, "why": {{Words}}, "default": true, "policy": "more.json" }]""");

        Faults().ShouldBe(["acme/profile.json: the feature “more” is new since version 1.0.0 and granted by default; set its “default” to false, so that no update grants it unasked."]);
    }

    [Fact]
    public void A_Missing_Or_Empty_Folder_Is_Reported()
    {
        ProfileFolder.Load(Path.Combine(_folder.FullName, "nowhere"), "Acme").Faults.ShouldHaveSingleItem().Sentence.ShouldBe("there is no such folder; name the one that has your profiles.");
        Faults().ShouldHaveSingleItem().ShouldEndWith("the folder has no profile; add a folder with profile.json and policy.json.");
    }

    [Fact]
    public void Every_Action_Of_Aws_Is_Known_With_Its_Level()
    {
        ActionTable.Current.All.Count().ShouldBeGreaterThan(20_000);
        ActionTable.Current.Source.ShouldMatch("taken 20[0-9]{2}-[0-9]{2}-[0-9]{2}");
        ActionTable.Current.Matching("iam:PassRole").ShouldHaveSingleItem().Level.ShouldBe(AccessLevel.Write);
        ActionTable.Current.Matching("S3:getobject").ShouldHaveSingleItem().FullName.ShouldBe("s3:GetObject");
    }

    private List<string> Faults() => [.. ProfileFolder.Load(_folder.FullName, "Onboarding").Faults.Select(f => f.ToString())];

    private void WriteProfile(string name, string statement, string more)
    {
        var sid = System.Text.Json.Nodes.JsonNode.Parse(statement)!["Sid"]!.GetValue<string>();
        Write($"{name}/profile.json", $$"""{ "title": {{Words}}, "description": {{Words}}, "statements": { "{{sid}}": { "why": {{Words}} } }{{more}} }""");
        Write($"{name}/policy.json", $$"""{ "Version": "2012-10-17", "Statement": [{{statement}}] }""");
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
