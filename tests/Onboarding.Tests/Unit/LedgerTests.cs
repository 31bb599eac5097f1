using Onboarding.Functions.Audit;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Values;

namespace Onboarding.Tests.Unit;

/// <summary>The chain of decisions.</summary>
public sealed class LedgerTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_First_Entry_Is_Written_With_The_Second()
    {
        var (head, entries) = Begin().Append(new Decision(Decisions.Refused, "user:a", s_now) { Code = "stack-not-found" });

        head.Sequence.ShouldBe(2);
        entries.Select(e => e.Text("sk")).ShouldBe(["0000000001", "0000000002"]);
        entries[1].Text("hash").ShouldBe(head.Hash);
    }

    [Fact]
    public void An_Entrys_Hash_Is_That_Of_Its_Text_And_Its_Text_Names_The_Hash_Before()
    {
        var (_, entries) = Begin().Append(new Decision(Decisions.Renamed, "user:a", s_now).With("name", "<b>\u001b[31m\n名前"));

        foreach (var entry in entries)
            entry.Text("hash").ShouldBe(TextHash.Of(entry.Text("entry")));
        entries[0].Text("entry").ShouldEndWith($"\"previousHash\":\"{new string('0', 64)}\"}}");
        entries[1].Text("entry").ShouldEndWith($"\"previousHash\":\"{entries[0].Text("hash")}\"}}");
    }

    [Fact]
    public void A_Text_Says_All_That_Was_Decided_In_A_Fixed_Order()
    {
        var (_, entries) = Begin().Append(new Decision(Decisions.Moved, "operator:arn", s_now).With("groupId", "b").With("groupIdBefore", "a").With("name", null));

        entries[1].Text("entry").ShouldStartWith(
            """{"sequence":2,"at":"2026-11-22T12:00:00.000Z","tenant":"tenant-a","connectionId":"connection","decision":"moved","by":"operator:arn","facts":{"groupId":"b","groupIdBefore":"a"},"previousHash":""");
    }

    [Fact]
    public void A_Later_Entry_Is_Written_Alone_And_Names_The_End_Before()
    {
        var (second, _) = Begin().Append(new Decision(Decisions.Submitted, "user:a", s_now));
        var (third, entries) = (Begin() with { Head = second, Unwritten = null }).Append(new Decision(Decisions.Cancelled, "user:a", s_now));

        third.Sequence.ShouldBe(3);
        entries.ShouldHaveSingleItem().Text("sk").ShouldBe("0000000003");
        entries[0].Text("entry").ShouldEndWith($"\"previousHash\":\"{second.Hash}\"}}");
        entries[0].Text("entry").ShouldNotContain("facts");
    }

    [Fact]
    public void Nothing_Was_Decided_While_The_Status_And_The_End_Of_The_Chain_Are_As_They_Were_Read()
    {
        var before = Ledger.Unchanged(("pk", "sk"), "pending", head: null);
        var after = Ledger.Unchanged(("pk", "sk"), "pending", new AuditHead(2, "hash"));

        before.Condition.ShouldBe("#status = :status AND attribute_not_exists(auditHash)");
        before.ValuesOrNull.ShouldNotBeNull().Keys.ShouldBe([":status"]);
        after.Condition.ShouldBe("#status = :status AND auditSequence = :sequence AND auditHash = :hash");
        var values = after.ValuesOrNull.ShouldNotBeNull();
        (values[":status"].S, values[":sequence"].N, values[":hash"].S).ShouldBe(("pending", "2", "hash"));
        after.NamesOrNull.ShouldNotBeNull().ShouldBe(new Dictionary<string, string>(StringComparer.Ordinal) { ["#status"] = "status" });
    }

    [Fact]
    public void The_End_Of_A_Chain_Is_Read_From_Its_Item()
    {
        AuditHead.Of(new Item("pk", "sk").With("auditSequence", 2).With("auditHash", "hash")).ShouldBe(new AuditHead(2, "hash"));
        AuditHead.Of(new Item("pk", "sk")).ShouldBeNull();
    }

    // DynamoDB refuses an expression's names and values when there are none in it.
    [Fact]
    public void A_Change_Without_Names_And_Values_Sends_None()
    {
        var change = new Change(("pk", "sk")) { Condition = "attribute_exists(pk)" };

        (change.NamesOrNull, change.ValuesOrNull).ShouldBe((null, null));
    }

    private static Ledger Begin()
    {
        TenantId.TryParse("tenant-a", out var tenant).ShouldBeTrue();
        return Ledger.Begin(tenant, new AuditEntry
        {
            Sequence = 1,
            At = s_now,
            Tenant = "tenant-a",
            ConnectionId = "connection",
            Decision = Decisions.Minted,
            By = "user:a",
            PreviousHash = AuditEntry.NoHash,
        });
    }
}
