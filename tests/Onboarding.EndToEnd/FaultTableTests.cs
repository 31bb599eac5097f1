using System.Collections.Concurrent;
using Onboarding.EndToEnd.Faults;
using Onboarding.Tests;

namespace Onboarding.EndToEnd;

/// <summary>Holds the table of faults in <c>docs/faults.md</c> and what happens together, cell by cell: every AWS call of every request, failing in every way.</summary>
/// <remarks>
/// Each cell has its own tenant and its fault meets only that tenant's calls, so many are played concurrently: most of the time is spent
/// waiting for time-outs.
/// </remarks>
[Collection(FaultTableCollection.Name)]
public sealed class FaultTableTests(SandboxProcess sandbox) : IClassFixture<SandboxProcess>
{
    /// <summary>How many cells of one function are played concurrently; fewer than its environments, so that other requests don't wait for a timeout.</summary>
    private const int AtOnce = 2;

    [Fact]
    [Trait(DocTable.Trait, "table")]
    [Trait("Threat", "T15")]
    [Trait("Threat", "T34")]
    [Trait("Threat", "T39")]
    public async Task Every_Call_That_Fails_Is_Answered_As_The_Table_Says_And_The_Same_Request_Then_Succeeds_Once()
    {
        var rows = FaultRows.All(await Operator.OfAsync(sandbox), await ProductCode.OfAsync(sandbox));
        var cells = new List<FaultCell>();
        foreach (var row in rows)
        {
            foreach (var column in FaultColumn.All)
                cells.Add(new FaultCell(sandbox, row, column, await Customer.NewAsync(sandbox)));
        }

        // First what all of them need: afterwards a function's calls are its own cells' only.
        await Parallel.ForEachAsync(cells, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (cell, _) => await cell.PrepareAsync());
        var observed = new ConcurrentDictionary<FaultCell, string>();
        await Task.WhenAll(cells.GroupBy(c => c.Row.Request.Function, StringComparer.Ordinal).Select(function => PlayAsync([.. function], observed)));

        var lines = rows.Select(r => FaultTable.Line(r.Request.Function, r.Request.Route, r.Call.Name, cells.Where(c => c.Row == r).Select(c => observed[c])));
        FaultTable.Compare(FaultTable.Stated(null), [.. lines]);
    }

    // Calls that look the same for all tenants come first, sequentially; then the distinguishable ones, concurrently.
    private static async Task PlayAsync(List<FaultCell> cells, ConcurrentDictionary<FaultCell, string> observed)
    {
        async Task PlayOneAsync(FaultCell cell)
        {
            try
            {
                observed[cell] = await cell.PlayAsync();
            }
#pragma warning disable CA1031 // An exception in one cell is reported in that cell, without affecting the others.
            catch (Exception e)
#pragma warning restore CA1031
            {
                observed[cell] = "! " + e.Message.ReplaceLineEndings(" ");
            }
        }

        foreach (var cell in cells.Where(c => c.Row.Call.IsAlone))
            await PlayOneAsync(cell);
        await Parallel.ForEachAsync(cells.Where(c => !c.Row.Call.IsAlone), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (cell, _) => await PlayOneAsync(cell));
    }
}
