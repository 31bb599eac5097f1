using Onboarding.Functions.Http;
using Onboarding.Functions.Registry;

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
        entries.Select(e => e.Text("sk")).ShouldBe(["AUDIT#connection#0000000001", "AUDIT#connection#0000000002"]);
        entries[1].Text("hash").ShouldBe(head.Hash);
    }

    [Fact]
    public void An_Entrys_Hash_Is_That_Of_Its_Text_And_Its_Text_Names_The_Hash_Before()
    {
        var (_, entries) = Begin().Append(new Decision(Decisions.Renamed, "user:a", s_now).With("name", "<b>\u001b[31m\n名前"));

        foreach (var entry in entries)
            entry.Text("hash").ShouldBe(AuditEntry.HashOf(entry.Text("entry")));
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
