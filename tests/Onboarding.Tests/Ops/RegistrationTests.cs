using System.Text.Json.Nodes;
using Onboarding.Ops;
using Onboarding.Ops.Output;

namespace Onboarding.Tests.Ops;

/// <summary>Listing, showing, deleting, checking and sweeping: the program as scripts run it.</summary>
public sealed class RegistrationTests : IAsyncLifetime
{
    private const string First = "aaaaaaaaaaaaaaaaaaaaaaa2";
    private const string Second = "bbbbbbbbbbbbbbbbbbbbbbb3";
    private const string Third = "ccccccccccccccccccccccc4";
    private const string Unknown = "ddddddddddddddddddddddd5";

    private FakeOperatorApi _api = null!;

    public async Task InitializeAsync() => _api = await FakeOperatorApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Lists_Every_Page()
    {
        AddThree();
        var ran = (await OpsProcess.RunAsync(_api, "registrations", "list", "--json")).Expect(ExitCode.Done);
        ran.Json.GetProperty("registrations").EnumerateArray().Select(r => r.GetProperty("id").GetString()).ShouldBe([First, Second, Third]);
        ran.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Asks_For_The_State_And_The_Age()
    {
        (await OpsProcess.RunAsync(_api, "stale", "--older-than", "30d")).Expect(ExitCode.Done);
        _api.Requests.ShouldBe(["GET /ops/v1/registrations?limit=100&state=stale&olderThan=P30D"]);
    }

    [Theory]
    [InlineData("registrations list", "state=all")]
    [InlineData("registrations list --state active --tenant a&b", "state=active&tenant=a%26b")]
    [InlineData("registrations list --account 111122223333", "state=all&awsAccountId=111122223333")]
    [InlineData("registrations list --name prod --profile-name full --template-version <1.1.0", "state=all&name=prod&profile=full&templateVersion=%3C1.1.0")]
    [InlineData("export --tenant acme --older-than 12h", "state=all&olderThan=PT12H&tenant=acme")]
    [InlineData("audit verify", "state=all")]
    public async Task Requests_All_Registrations_By_Default(string command, string query)
    {
        (await OpsProcess.RunAsync(_api, command.Split(' '))).Expect(ExitCode.Done);
        _api.Requests.ShouldBe([$"GET /ops/v1/registrations?limit=100&{query}"]);
    }

    [Fact]
    public async Task Shows_A_Table_To_People_In_Their_Language()
    {
        _api.AddRegistration(First, "detached", "[red]本番[/]");
        var english = (await OpsProcess.RunAsync(_api, "registrations", "list")).Expect(ExitCode.Done);
        english.Output.ShouldContain("AWS account");
        english.Output.ShouldContain("[red]本番[/]");
        english.Output.ShouldContain("1 registration\n");
        var japanese = await OpsProcess.RunAsync(_api, "registrations", "list", "--lang", "ja");
        japanese.Output.ShouldContain("AWS アカウント");
        japanese.Output.ShouldContain("1 件");
    }

    [Fact]
    public async Task Fits_A_List_Into_80_Columns_And_Never_Breaks_An_Id()
    {
        _api.AddRegistration(First, "detached", "日本語の名前がとても長い本番アカウントの登録", "a-tenant-with-a-long-identifier");
        _api.AddRegistration(Second, "degraded", "Main account");

        var lines = (await RunNarrowAsync("registrations", "list")).Output.Split('\n');

        lines.ShouldAllBe(line => DisplayWidth.Of(line) <= 80);
        lines.Length.ShouldBe(5);
        lines[0].ShouldBe("ID                        State     Since  Tenant      Name         AWS account");
        lines[2].ShouldContain("Main acc");
        lines.Skip(1).Take(2).Select(l => l[..24]).ShouldBe([First, Second]);
        lines.Skip(1).Take(2).Select(l => DisplayWidth.Of(l[..l.IndexOf("111122223333", StringComparison.Ordinal)])).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Shows_The_Columns_That_Are_Asked_For_In_The_Order_That_Is_Asked_For()
    {
        _api.AddRegistration(First, "detached", "beta");
        _api.AddRegistration(Second, "degraded", "alpha");
        _api.AddRegistration(Third, "active", "gamma");

        (await OpsProcess.RunAsync(_api, "registrations", "list", "--columns", "name,id", "--sort", "-name")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe(["Name   ID", $"gamma  {Third}", $"beta   {First}", $"alpha  {Second}", "3 registrations"]);
        (await OpsProcess.RunAsync(_api, "registrations", "list", "--wide")).Output.ShouldContain("Region");
        (await OpsProcess.RunAsync(_api, "registrations", "list", "--limit", "2", "--json")).Json.GetProperty("registrations").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Checks_Many_And_Ends_With_The_Worst()
    {
        AddThree();
        var ran = (await OpsProcess.RunAsync(_api, "checks", "run", First, Third, Unknown)).Expect(ExitCode.NotFound);
        ran.Output.ShouldContain($"{Unknown}  refused");
        ran.Output.ShouldContain("3 checked, 2 passed.");
        (await OpsProcess.RunAsync(_api, "checks", "run", "--tenant", "acme")).Expect(ExitCode.Done).Output.ShouldContain("1 checked, 1 passed.");
        (await OpsProcess.RunAsync(_api, "checks", "run")).Expect(ExitCode.Usage).Error.ShouldContain("Specify which connections to check");
        (await OpsProcess.RunAsync(_api, "checks", "run", First, "--tenant", "acme")).Expect(ExitCode.Usage).Error.ShouldContain("not both");
    }

    [Fact]
    [Trait("Threat", "T36")]
    public async Task Lets_No_Name_Speak_To_The_Terminal()
    {
        _api.AddRegistration(First, "detached", "\u001b[2Jgone\u202e");
        var ran = await OpsProcess.RunAsync(_api, "registrations", "show", First);
        ran.Output.ShouldContain("\uFFFD[2Jgone\uFFFD");
        ran.Output.ShouldNotContain("\u001b");
    }

    [Fact]
    public async Task Counts_Ages_By_The_Clock_Of_The_Api()
    {
        _api.AddRegistration(First, "detached");
        _api.Date = new DateTimeOffset(2026, 1, 11, 6, 0, 0, TimeSpan.Zero);
        (await OpsProcess.RunAsync(_api, "registrations", "list")).Output.ShouldContain("detached  10 d ");
        (await OpsProcess.RunAsync(_api, "registrations", "show", First)).Output.ShouldContain("detached (10 d)");
    }

    [Fact]
    public async Task Shows_Unreadable_Registrations_With_The_Others()
    {
        AddThree();
        _api.AddUnreadable(Unknown);
        var list = (await OpsProcess.RunAsync(_api, "registrations", "list")).Expect(ExitCode.Done);
        list.Output.ShouldContain($"{Unknown}  unreadable");
        list.Output.ShouldContain("4 registrations");
        (await OpsProcess.RunAsync(_api, "registrations", "show", Unknown)).Expect(ExitCode.Done).Output.ShouldContain("unreadable");
        (await OpsProcess.RunAsync(_api, "export")).Expect(ExitCode.Done).Output.ShouldContain($"{Unknown},onboarding,unreadable,,,,,");
        var dryRun = (await OpsProcess.RunAsync(_api, "registrations", "delete", Unknown)).Expect(ExitCode.Refused);
        dryRun.Output.ShouldContain($"{Unknown}: The API can't read it");
    }

    [Fact]
    public async Task Deletes_Nothing_By_Default()
    {
        AddThree();
        var ran = (await OpsProcess.RunAsync(_api, "registrations", "delete", First)).Expect(ExitCode.Done);
        ran.Output.ShouldContain("Dry run: 1 to delete, 0 refused. Run again with --execute to delete permanently.");
        ran.Output.ShouldContain("stays: the role arn:aws:iam::111122223333:role/onboarding-connect-abc in the customer's AWS account");
        _api.Requests.ShouldBe([$"GET /ops/v1/registrations/{First}"]);
    }

    [Fact]
    public async Task Deletes_With_Execute_And_Shows_What_Was_Deleted()
    {
        AddThree();
        var ran = (await OpsProcess.RunAsync(_api, "registrations", "delete", First, "--execute", "--json")).Expect(ExitCode.Done);
        ran.Json.GetProperty("executed").GetBoolean().ShouldBeTrue();
        ran.Json.GetProperty("registrations")[0].GetProperty("result").GetString().ShouldBe("deleted");
        ran.Json.GetProperty("registrations")[0].GetProperty("deleted")[0].GetString().ShouldBe("the account");
        _api.Registrations.Select(r => (string?)r!["id"]).ShouldBe([Second, Third]);
    }

    [Fact]
    public async Task Continues_After_A_Refusal_And_Returns_Its_Exit_Code()
    {
        AddThree();
        var ran = (await OpsProcess.RunAsync(_api, "registrations", "delete", Third, First, "--yes")).Expect(ExitCode.Refused);
        ran.Output.ShouldContain($"{Third}: The registration is in use: As it is. Look again.");
        ran.Output.ShouldContain("1 deleted, 1 refused.");
        _api.Registrations.Select(r => (string?)r!["id"]).ShouldBe([Second, Third]);
    }

    [Fact]
    public async Task A_Dry_Run_Foretells_The_Refusal()
    {
        AddThree();
        (await OpsProcess.RunAsync(_api, "registrations", "delete", Third)).Expect(ExitCode.Refused);
    }

    [Fact]
    public async Task Deletes_Just_What_Is_Stale()
    {
        AddThree();
        (await OpsProcess.RunAsync(_api, "stale", "--older-than", "90d", "--delete")).Expect(ExitCode.Done);
        _api.Registrations.Count.ShouldBe(3);
        (await OpsProcess.RunAsync(_api, "stale", "--older-than", "90d", "--delete", "--execute")).Expect(ExitCode.Done);
        _api.Registrations.Select(r => (string?)r!["id"]).ShouldBe([Third]);
    }

    [Fact]
    public async Task Reports_An_Unknown_Registration()
    {
        var ran = (await OpsProcess.RunAsync(_api, "registrations", "show", Unknown, "--json")).Expect(ExitCode.NotFound);
        ran.Error.ShouldBe($"Registration not found: As it is. Look again.{Environment.NewLine}");
        ran.Json.GetProperty("error").GetProperty("code").GetString().ShouldBe("registration-not-found");
    }

    [Fact]
    public async Task Erases_Only_With_Execute()
    {
        (await OpsProcess.RunAsync(_api, "tenants", "erase", "acme")).Expect(ExitCode.Done).Output.ShouldContain("Dry run: the key of tenant acme would be destroyed.");
        _api.Requests.ShouldBeEmpty();
        (await OpsProcess.RunAsync(_api, "tenants", "erase", "acme", "--execute")).Expect(ExitCode.Done).Output.ShouldContain("The key of tenant acme was destroyed.");
        (await OpsProcess.RunAsync(_api, "tenants", "erase", "acme", "--execute")).Expect(ExitCode.Done).Output.ShouldContain("Nothing to destroy.");
        _api.Requests.ShouldBe(["DELETE /ops/v1/pseudonyms?tenant=acme", "DELETE /ops/v1/pseudonyms?tenant=acme"]);
    }

    [Fact]
    public async Task Shows_A_Pseudonym_Without_The_Person_In_The_Url()
    {
        (await OpsProcess.RunAsync(_api, "tenants", "pseudonym", "acme", "auth0|ann")).Expect(ExitCode.Done).Output.ShouldContain("user:0123456789abcdef");
        _api.Requests.ShouldBe(["POST /ops/v1/pseudonyms"]);
        (await OpsProcess.RunAsync(_api, "tenants", "erase", "acme", "--yes")).Expect(ExitCode.Done);
        (await OpsProcess.RunAsync(_api, "tenants", "pseudonym", "acme", "auth0|ann")).Expect(ExitCode.NotFound).Output.ShouldContain("Tenant acme has no key");
    }

    [Theory]
    [InlineData("passed", ExitCode.Done)]
    [InlineData("failed", ExitCode.Unsound)]
    [InlineData("inconclusive", ExitCode.Unsound)]
    internal async Task A_Check_Ends_As_It_Came_Out(string outcome, ExitCode expected)
    {
        _api.AddRegistration(First, "active");
        _api.CheckOutcome = outcome;
        (await OpsProcess.RunAsync(_api, "checks", "run", First)).Expect(expected).Output.ShouldContain("assume-role");
    }

    [Fact]
    public async Task Sweeps_Until_Nothing_Is_Due()
    {
        _api.Rounds.Enqueue(Round(finished: 25, failed: 0, more: true, lag: 90, "reminded"));
        _api.Rounds.Enqueue(Round(finished: 3, failed: 0, more: false, lag: 4, "reminded"));
        var ran = (await OpsProcess.RunAsync(_api, "sweep", "--json")).Expect(ExitCode.Done);
        ran.Json.GetProperty("rounds").GetInt32().ShouldBe(2);
        ran.Json.GetProperty("finished").GetInt32().ShouldBe(28);
        ran.Json.GetProperty("lagSeconds").GetDouble().ShouldBe(90);
        ran.Json.GetProperty("outcomes").GetProperty("reminded").GetInt32().ShouldBe(28);
    }

    [Fact]
    public async Task Stops_Sweeping_When_Nothing_Gets_Finished()
    {
        _api.Rounds.Enqueue(Round(finished: 0, failed: 2, more: true, lag: 1, "failed"));
        (await OpsProcess.RunAsync(_api, "sweep")).Expect(ExitCode.Unsound);
        _api.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("events")]
    [InlineData("mails", "--mails")]
    public async Task Delivers_A_Time_Span_Again_Until_Its_End(string route, params string[] options)
    {
        _api.Rounds.Enqueue(new JsonObject { ["delivered"] = 50, ["cursor"] = "next" });
        _api.Rounds.Enqueue(new JsonObject { ["delivered"] = 3 });
        var ran = (await OpsProcess.RunAsync(_api, ["events", "redrive", "--from", "2026-11-28T10:00:00Z", "--to", "2026-11-28T11:00:00Z", "--json", .. options])).Expect(ExitCode.Done);
        ran.Json.GetProperty("delivered").GetInt32().ShouldBe(53);
        var span = "from=2026-11-28T10%3A00%3A00Z&to=2026-11-28T11%3A00%3A00Z";
        _api.Requests.Select(r => string.Join('&', r.Split('?')[1].Split('&').Order(StringComparer.Ordinal))).ShouldBe([span, "cursor=next&" + span]);
        _api.Requests.ShouldAllBe(r => r.StartsWith($"POST /ops/v1/{route}/redrive?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Does_Not_Retry_A_Delivery()
    {
        _api.BusyFor = 1;
        (await OpsProcess.RunAsync(_api, "events", "redrive", "--from", "2026-11-28T10:00:00Z", "--to", "2026-11-28T11:00:00Z")).Expect(ExitCode.Failed);
        _api.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("10:00")]
    [InlineData("2026-11-28T10:00:00")]
    [InlineData("2026-11-28T10:00:00+09:00")]
    public async Task Wants_A_Time_In_Utc(string time) =>
        (await OpsProcess.RunAsync(_api, "events", "redrive", "--from", time, "--to", "2026-11-28T11:00:00Z")).Expect(ExitCode.Usage).Error.ShouldContain($"Invalid time “{time}”");

    [Fact]
    public async Task Comes_Back_When_The_Api_Is_Busy()
    {
        AddThree();
        _api.BusyFor = 2;
        (await OpsProcess.RunAsync(_api, "registrations", "show", First)).Expect(ExitCode.Done);
    }

    [Fact]
    public async Task Does_Not_Retry_A_Delete()
    {
        AddThree();
        _api.BusyFor = 1;
        (await OpsProcess.RunAsync(_api, "registrations", "delete", First, "--execute")).Expect(ExitCode.Failed);
        _api.Registrations.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Reports_What_Was_Deleted_Before_The_Api_Failed()
    {
        AddThree();
        _api.BusyWith = Second;
        var ran = (await OpsProcess.RunAsync(_api, "registrations", "delete", First, Second, Third, "--execute")).Expect(ExitCode.Failed);
        ran.Output.ShouldContain("failed, possibly deleted");
        ran.Output.ShouldContain($"1 deleted, 0 refused, then stopped. Check {Second} and the ones after it, which were not tried.");
        ran.Output.ShouldNotContain(Third);
        _api.Registrations.Select(r => (string?)r!["id"]).ShouldBe([Second, Third]);
    }

    private Task<Ran> RunNarrowAsync(params string[] arguments) => OpsProcess.RunAsync(
        [
            ("ONBOARDING_API", _api.Url), ("AWS_REGION", "ap-northeast-1"), ("COLUMNS", "80"),
            ("AWS_ACCESS_KEY_ID", _api.Operator.AccessKeyId), ("AWS_SECRET_ACCESS_KEY", _api.Operator.SecretAccessKey),
        ],
        arguments);

    private void AddThree()
    {
        _api.AddRegistration(First, "detached");
        _api.AddRegistration(Second, "expired");
        _api.AddRegistration(Third, "active");
    }

    private static JsonObject Round(int finished, int failed, bool more, int lag, string outcome) => new()
    {
        ["due"] = finished + failed,
        ["finished"] = finished,
        ["failed"] = failed,
        ["more"] = more,
        ["lagSeconds"] = lag,
        ["outcomes"] = new JsonObject { [outcome] = finished + failed },
    };
}
