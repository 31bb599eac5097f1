using System.Text.Json;
using Onboarding.EndToEnd.Faults;
using Onboarding.Tests;

namespace Onboarding.EndToEnd;

/// <summary>Holds the schedule's rows of the table in <c>docs/faults.md</c> and what sweeps do together. The clock is moved, so the sandbox is these tests' own.</summary>
[Collection(FaultTableCollection.Name)]
public sealed class SweepFaultTableTests(SandboxProcess sandbox) : IClassFixture<SandboxProcess>
{
    private const string Function = "sweeper";

    /// <summary>After both a lease and what AWS's silence puts off.</summary>
    private const string UntilTheNextSweep = "PT16M";

    private static readonly DueRow s_query = new(Due.Check, FaultCall.Table("Query", Function) with { About = null });
    private static readonly DueRow s_take = new(Due.Check, FaultCall.Table("UpdateItem", Function));
    private static readonly DueRow s_ownRole = new(Due.Check, FaultCall.OwnRole(Function));
    private static readonly DueRow s_check = new(Due.Check, FaultCall.Table("TransactWriteItems", Function));
    private static readonly DueRow s_reach = new(Due.Reminder, FaultCall.Role(Function, "sts:AssumeRole, the customer's role with its external ID"));
    private static readonly DueRow s_stack = new(Due.Reminder, FaultCall.InAccount("detach", "cloudformation", "DescribeStacks"));
    private static readonly DueRow s_attached = new(Due.Reminder, FaultCall.InAccount("detach", "iam", "ListAttachedRolePolicies"));
    private static readonly DueRow s_inline = new(Due.Reminder, FaultCall.InAccount("detach", "iam", "ListRolePolicies"));
    private static readonly DueRow s_remind = new(Due.Reminder, FaultCall.Table("TransactWriteItems", Function));
    private static readonly DueRow s_reachLink = s_reach with { Due = Due.EndedLink };
    private static readonly DueRow s_remindLink = new(Due.EndedLink, FaultCall.Table("TransactWriteItems", Function, c => c.Id));
    private static readonly DueRow s_expire = new(Due.Expiry, FaultCall.Table("TransactWriteItems", Function, c => c.Id));

    private readonly Dictionary<(DueRow Row, FaultColumn Column), string> _observed = [];

    [Fact]
    [Trait(DocTable.Trait, "table")]
    [Trait("Threat", "T15")]
    [Trait("Threat", "T34")]
    [Trait("Threat", "T35")]
    public async Task Every_Call_Of_A_Sweep_That_Fails_Does_As_The_Table_Says_And_The_Next_Sweep_Finishes_Once()
    {
        // What fails for one customer only is swept together; a killed process and what all customers share are not. What waits longest comes first.
        var (passing, killing) = (FaultColumn.All.Where(c => !c.Kills).ToList(), FaultColumn.All.Single(c => c.Kills));
        await SweepAsync([.. passing.SelectMany(c => new[] { (s_reach, c), (s_remind, c) })]);
        await SweepAsync([.. passing.SelectMany(c => new[] { (s_stack, c), (s_attached, c), (s_inline, c) })]);
        await SweepAsync([.. passing.SelectMany(c => new[] { (s_reachLink, c), (s_remindLink, c) })]);
        foreach (var row in new[] { s_reach, s_stack, s_attached, s_inline, s_remind, s_reachLink, s_remindLink })
            await SweepAsync([(row, killing)]);
        await SweepAsync([.. passing.Select(c => (s_expire, c))]);
        await SweepAsync([(s_expire, killing)]);
        await SweepAsync([.. passing.SelectMany(c => new[] { (s_take, c), (s_check, c) })]);
        await SweepAsync([(s_take, killing)]);
        await SweepAsync([(s_check, killing)]);
        foreach (var column in FaultColumn.All)
        {
            await SweepAsync([(s_query, column)]);
            await SweepAsync([(s_ownRole, column)]);
        }

        DueRow[] rows = [s_query, s_take, s_ownRole, s_check, s_reach, s_stack, s_attached, s_inline, s_remind, s_reachLink, s_remindLink, s_expire];
        var lines = rows.Select(r => FaultTable.Line(Function, "schedule: " + r.Due.Name, r.Call.Name, FaultColumn.All.Select(c => _observed[(r, c)])));
        FaultTable.Compare(FaultTable.Stated("schedule"), [.. lines]);
    }

    private async Task SweepAsync(IReadOnlyList<(DueRow Row, FaultColumn Column)> cells)
    {
        var customers = new List<Customer>();
        foreach (var (row, _) in cells)
        {
            customers.Add(await Customer.NewAsync(sandbox));
            await row.Due.Prepare(customers[^1]);
        }

        if (cells[0].Row.Call.IsFirstOfProcess)
            await KillAsync();
        foreach (var ((row, column), customer) in cells.Zip(customers))
        {
            await sandbox.FaultAsync(
                row.Call.Service, column.Error, row.Call.Operation, column.Count, caller: row.Call.Caller(customer), about: row.Call.About?.Invoke(customer));
        }

        await sandbox.TakeCallsAsync();
        (await sandbox.AdvanceClockAsync(cells[0].Row.Due.Wait)).Expect(200);
        await sandbox.ClearFaultsAsync();
        var calls = await sandbox.TakeCallsAsync();
        var seen = await LookAsync(cells, customers);
        (await sandbox.AdvanceClockAsync(UntilTheNextSweep)).Expect(200);
        // What was denied is asked about again half a day later.
        if (seen.Any(s => s is "unreachable") || cells.Any(c => c.Row == s_reachLink))
            (await sandbox.AdvanceClockAsync("PT12H")).Expect(200);
        var ended = await LookAsync(cells, customers);
        for (var i = 0; i < cells.Count; i++)
        {
            var (call, customer) = (cells[i].Row.Call, customers[i]);
            _observed[cells[i]] = Words(cells[i].Row.Due, seen[i], ended[i]) + (cells[i].Column.Kills || calls.Any(c => Failed(c, call, customer)) ? "" : " ! was not met");
        }
    }

    private static string Words(Due due, string seen, string end)
    {
        var cell = seen == due.Done ? "done" : seen.Length == 0 ? "put off" : seen;
        return end == due.Done || end == $"{seen}, {due.Done}" ? cell : $"{cell} ! ended with “{end}”";
    }

    // What was put off because the sweep never came to it would look the same. (The call of a process that is killed is logged when it is dead.)
    private static bool Failed(JsonElement made, FaultCall call, Customer customer) =>
        made.GetProperty("operation").ValueEquals(call.Operation)
        && made.GetProperty("status").GetInt32() != 200
        && made.GetProperty("callerArn").GetString()!.Contains(call.Caller(customer), StringComparison.Ordinal);

    private static async Task<IReadOnlyList<string>> LookAsync(IReadOnlyList<(DueRow Row, FaultColumn Column)> cells, List<Customer> customers)
    {
        var seen = new List<string>();
        foreach (var ((row, _), customer) in cells.Zip(customers))
            seen.Add(await row.Due.Look(customer));
        return seen;
    }

    // A process that never ran before has no session of the service's role.
    private async Task KillAsync()
    {
        await sandbox.FaultAsync("dynamodb", "kill-before", "Query", caller: "onboarding-function-" + Function);
        (await sandbox.AdvanceClockAsync("PT0S")).Expect(200);
    }
}
