using System.Globalization;
using Onboarding.Ops;
using Onboarding.Ops.Api;
using Onboarding.Ops.Output;

namespace Onboarding.Tests.Ops;

/// <summary>The export: RFC 4180, and nothing in it that a spreadsheet program would run.</summary>
public sealed class ExportTests
{
    private const string Id = "aaaaaaaaaaaaaaaaaaaaaaa2";

    [Fact]
    public void Writes_A_Line_Of_Names_And_A_Line_For_Each() => RegistrationCsv.Of([Registration("Main account")]).ShouldBe(
        "id,kind,state,since,tenant,groupId,name,awsAccountId,roleArn,stackId,region,profile,method,createdAt,lastCheckAt,lastCheckOutcome,lastCheckCode,cleanupReminders,templateVersion\r\n"
        + $"{Id},account,detached,2026-01-02T03:04:05.000Z,acme,g-1,Main account,111122223333,,,ap-northeast-1,full,,2026-01-02T03:04:05.000Z,,,,2,\r\n");

    [Theory]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hello\"", "\"say \"\"hello\"\"\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData("本番 account", "本番 account")]
    public void Quotes_What_Needs_It(string name, string expected) => NameOf(name).ShouldBe(expected);

    [Theory]
    [InlineData("=HYPERLINK(\"https://evil.example\")", "\"'=HYPERLINK(\"\"https://evil.example\"\")\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData(" =1", "\"' =1\"")]
    [InlineData("＝1", "\"'＝1\"")]
    [InlineData("1=1", "1=1")]
    public void Defuses_What_A_Spreadsheet_Would_Run(string name, string expected) => NameOf(name).ShouldBe(expected);

    [Fact]
    public async Task Writes_A_New_File_And_Never_Over_One()
    {
        await using var api = await FakeOperatorApi.StartAsync();
        api.AddRegistration(Id, "detached", "=1+1");
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            (await OpsProcess.RunAsync(api, "export", "--output", path, "--bom")).Expect(ExitCode.Done).Output.ShouldBeEmpty();
            var bytes = await File.ReadAllBytesAsync(path);
            bytes[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
            System.Text.Encoding.UTF8.GetString(bytes).ShouldContain(",\"'=1+1\",");
            (await OpsProcess.RunAsync(api, "export", "--output", path)).Expect(ExitCode.Usage).Error.ShouldContain("Can't write ");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Json_Has_The_Names_As_They_Are()
    {
        await using var api = await FakeOperatorApi.StartAsync();
        api.AddRegistration(Id, "detached", "=1+1");
        var ran = (await OpsProcess.RunAsync(api, "export", "--format", "json")).Expect(ExitCode.Done);
        ran.Json.GetProperty("registrations")[0].GetProperty("name").GetString().ShouldBe("=1+1");
    }

    private static string NameOf(string name)
    {
        var line = RegistrationCsv.Of([Registration(name)]).Split("\r\n", 2)[1];
        var start = line.IndexOf("g-1,", StringComparison.Ordinal) + 4;
        return line[start..line.IndexOf(",111122223333", StringComparison.Ordinal)];
    }

    private static Registration Registration(string name)
    {
        var time = DateTimeOffset.Parse("2026-01-02T03:04:05Z", CultureInfo.InvariantCulture);
        return new()
        {
            Id = Id, Kind = "account", Tenant = "acme", GroupId = "g-1", Name = name, AwsAccountId = "111122223333",
            Region = "ap-northeast-1", Profile = "full", State = "detached", Since = time, CreatedAt = time, CleanupReminders = 2,
        };
    }
}
