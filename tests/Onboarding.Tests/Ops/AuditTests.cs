using System.Text.Json.Nodes;
using Onboarding.Ops;
using Onboarding.Ops.Api;
using Onboarding.Ops.Audit;

namespace Onboarding.Tests.Ops;

/// <summary>What <c>audit verify</c> finds.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    private const string Id = "aaaaaaaaaaaaaaaaaaaaaaa2";
    private const string Other = "bbbbbbbbbbbbbbbbbbbbbbb3";

    private FakeOperatorApi _api = null!;

    public async Task InitializeAsync()
    {
        _api = await FakeOperatorApi.StartAsync();
        _api.AddRegistration(Id, "active");
        _api.AddTrail(Id, 5);
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task A_Sound_Trail_Is_Sound()
    {
        var ran = (await OpsProcess.RunAsync(_api, "audit", "verify", Id)).Expect(ExitCode.Done);
        ran.Output.ShouldContain($"{Id}: sound, 5 entries, head {_api.Heads[Id]["hash"]}");
        ran.Output.ShouldContain("1 sound, 0 changed.");
    }

    [Fact]
    public async Task Verifies_All_That_Are_Listed()
    {
        _api.AddRegistration(Other, "detached");
        _api.AddTrail(Other, 1);
        _api.Trails[Other][0]!["hash"] = new string('1', 64);
        var ran = (await OpsProcess.RunAsync(_api, "audit", "verify", "--json")).Expect(ExitCode.Unsound);
        ran.Json.GetProperty("registrations").EnumerateArray().Select(r => r.GetProperty("sound").GetBoolean()).ShouldBe([true, false]);
    }

    [Fact]
    public async Task One_That_Cannot_Be_Read_Keeps_No_Other_From_Being_Verified()
    {
        _api.AddUnreadable(Other);
        var ran = (await OpsProcess.RunAsync(_api, "audit", "verify")).Expect(ExitCode.Unsound);
        ran.Output.ShouldContain($"{Other}: not verified: the API can't read the registration");
        ran.Output.ShouldContain($"{Id}: sound, 5 entries");
        ran.Output.ShouldContain("1 sound, 0 changed, 1 not verified.");
    }

    [Theory]
    [Trait("Threat", "T45")]
    [InlineData("internal")]
    [InlineData(null)]
    public async Task One_Whose_Trail_Makes_The_Function_Fail_Keeps_No_Other_From_Being_Verified(string? code)
    {
        _api.AddRegistration(Other, "active");
        _api.FailingTrails[Other] = code;
        var ran = (await OpsProcess.RunAsync(_api, "audit", "verify")).Expect(ExitCode.Unsound);
        ran.Output.ShouldContain($"{Other}: not verified: the API can't read the registration");
        ran.Output.ShouldContain("1 sound, 0 changed, 1 not verified.");
    }

    [Fact]
    public async Task Says_Which_Entry_Was_Changed()
    {
        _api.Trails[Id][2]!["text"] = ((string?)_api.Trails[Id][2]!["text"])!.Replace("checked", "deleted", StringComparison.Ordinal);
        var ran = (await OpsProcess.RunAsync(_api, "audit", "verify", Id)).Expect(ExitCode.Unsound);
        ran.Output.ShouldContain($"{Id}: entry 3 was changed: its hash doesn't match its text");
        var japanese = await OpsProcess.RunAsync(_api, "audit", "verify", Id, "--lang", "ja");
        japanese.Output.ShouldContain("3 番の記録が改変されています");
    }

    [Fact]
    public void An_Entry_That_Was_Rewritten_With_Its_Hash_Breaks_The_Next_Link()
    {
        var entries = Sound();
        var text = entries[2].Text.Replace("checked", "deleted", StringComparison.Ordinal);
        entries[2] = entries[2] with { Decision = "deleted", Text = text, Hash = ChainCheck.HashOf(text) };
        Flaws(entries).ShouldBe([new(4, FlawKind.Unlinked)]);
    }

    [Fact]
    public void The_Last_Entry_Cannot_Be_Rewritten_Because_Of_The_Head()
    {
        var entries = Sound();
        var text = entries[4].Text.Replace("checked", "deleted", StringComparison.Ordinal);
        entries[4] = entries[4] with { Decision = "deleted", Text = text, Hash = ChainCheck.HashOf(text) };
        Flaws(entries).ShouldBe([new(5, FlawKind.NotTheHead)]);
    }

    [Fact]
    public void A_Missing_Entry_Is_Named()
    {
        var entries = Sound();
        entries.RemoveAt(1);
        Flaws(entries).ShouldBe([new(2, FlawKind.Missing)]);
    }

    [Fact]
    public void Entries_Missing_At_The_End_Are_Named()
    {
        var entries = Sound();
        entries.RemoveRange(3, 2);
        Flaws(entries).ShouldBe([new(4, FlawKind.Missing), new(5, FlawKind.Missing)]);
    }

    [Fact]
    public void An_Empty_Trail_Has_No_Head() => Flaws([], head: null).ShouldBe([new(0, FlawKind.NotTheHead)]);

    [Fact]
    public void A_Trail_Without_A_Head_Is_Not_Sound() => Flaws(Sound(), head: null).ShouldBe([new(5, FlawKind.NotTheHead)]);

    [Fact]
    public void Entries_After_The_Head_Are_Named()
    {
        var entries = Sound();
        Flaws(entries, new AuditHead(4, entries[3].Hash)).ShouldBe([new(5, FlawKind.NotTheHead)]);
    }

    [Fact]
    public void Entries_In_The_Wrong_Order_Are_Named()
    {
        var entries = Sound();
        (entries[1], entries[2]) = (entries[2], entries[1]);
        Flaws(entries).ShouldContain(new Flaw(2, FlawKind.OutOfOrder));
    }

    [Fact]
    public void A_Trail_Begins_With_The_Minting()
    {
        var entries = Sound();
        var text = entries[0].Text.Replace("minted", "checked", StringComparison.Ordinal);
        entries[0] = entries[0] with { Decision = "checked", Text = text, Hash = ChainCheck.HashOf(text) };
        Flaws(entries).ShouldContain(new Flaw(1, FlawKind.NoBeginning));
    }

    [Theory]
    [InlineData("by")]
    [InlineData("decision")]
    [InlineData("at")]
    [InlineData("code")]
    public void A_Member_That_The_Text_Does_Not_Say_Is_Named(string member)
    {
        var entries = Sound();
        entries[3] = member switch
        {
            "by" => entries[3] with { By = "somebody" },
            "decision" => entries[3] with { Decision = "deleted" },
            "at" => entries[3] with { At = entries[3].At.AddSeconds(1) },
            _ => entries[3] with { Code = "internal" },
        };
        Flaws(entries).ShouldBe([new(4, FlawKind.MemberDiffers, member)]);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("""{"sequence":4,"sequence":5}""")]
    [InlineData("""{"sequence":4,"previousHash":"\ud800"}""")]
    public void A_Text_That_Cannot_Be_Read_Is_Named(string text)
    {
        var entries = Sound();
        entries[3] = entries[3] with { Text = text, Hash = ChainCheck.HashOf(text) };
        Flaws(entries)[0].ShouldBe(new(4, FlawKind.MemberDiffers, "text"));
    }

    private static IReadOnlyList<Flaw> Flaws(List<AuditEntry> entries) => Flaws(entries, new AuditHead(5, Sound()[4].Hash));

    private static IReadOnlyList<Flaw> Flaws(List<AuditEntry> entries, AuditHead? head) => ChainCheck.Flaws(new AuditTrail(Id, entries, head));

    private static List<AuditEntry> Sound()
    {
        var entries = new List<AuditEntry>();
        var previous = new string('0', 64);
        for (var sequence = 1; sequence <= 5; sequence++)
        {
            var (at, decision) = ($"2026-01-01T00:00:0{sequence}.000Z", sequence == 1 ? "minted" : "checked");
            var text = new JsonObject { ["sequence"] = sequence, ["at"] = at, ["decision"] = decision, ["by"] = "service", ["previousHash"] = previous }.ToJsonString();
            entries.Add(new(sequence, DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture), decision, "service", text, ChainCheck.HashOf(text), previous));
            previous = entries[^1].Hash;
        }

        return entries;
    }
}
