using System.Text.Json;
using Onboarding.EndToEnd.Faults;
using Onboarding.Tests;

namespace Onboarding.EndToEnd;

/// <summary>Holds the stream's rows of the table in <c>docs/faults.md</c> and what the functions that deliver events do together.</summary>
[Collection(FaultTableCollection.Name)]
public sealed class DeliveryFaultTableTests(SandboxProcess sandbox) : IClassFixture<SandboxProcess>
{
    [Fact]
    [Trait(DocTable.Trait, "table")]
    [Trait("Threat", "T34")]
    public async Task Every_Delivery_That_Fails_Does_As_The_Table_Says_And_The_Other_Place_Gets_Its_Own()
    {
        string[] lines =
        [
            await LineAsync("publisher", "events", "PutEvents", sandbox.InboxAsync, sandbox.MailsAsync),
            await LineAsync("mailer", "sns", "Publish", sandbox.MailsAsync, sandbox.InboxAsync),
        ];

        FaultTable.Compare(FaultTable.Stated("stream"), lines);
    }

    private async Task<string> LineAsync(
        string function, string service, string operation, Func<string, Task<IReadOnlyList<JsonElement>>> look, Func<string, Task<IReadOnlyList<JsonElement>>> lookElsewhere)
    {
        var cells = new List<string>();
        foreach (var column in FaultColumn.All)
        {
            var tenant = await sandbox.TenantAsync();
            await tenant.ConnectAsync();
            await sandbox.FaultAsync(service, column.Error, operation, column.Count, caller: "onboarding-function-" + function);
            var seen = (await look(tenant.Name)).Count;
            var elsewhere = (await lookElsewhere(tenant.Name)).Count;
            await sandbox.ClearFaultsAsync();
            var end = (await look(tenant.Name)).Count;
            cells.Add(((seen, end) switch
            {
                (0, 1) => "retried",
                (2, 2) => "twice",
                _ => $"! {seen}, then {end}",
            }) + (elsewhere == 1 ? "" : $" ! {elsewhere} elsewhere"));
        }

        return FaultTable.Line(function, "stream: event", $"{service}:{operation}", cells);
    }
}
