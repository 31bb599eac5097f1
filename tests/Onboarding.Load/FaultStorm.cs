using System.Text.Json.Nodes;

namespace Onboarding.Load;

/// <summary>What goes wrong meanwhile: one fault after another, of every kind, until it is stopped.</summary>
internal sealed class FaultStorm(SandboxClient sandbox)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    private static readonly (string Service, string? Operation, string Error, int Count)[] s_faults =
    [
        ("dynamodb", "PutItem", "connection-reset", 2),
        ("dynamodb", "GetItem", "throttling", 4),
        ("dynamodb", "TransactWriteItems", "server-error", 3),
        ("dynamodb", "TransactWriteItems", "connection-reset", 3),
        ("dynamodb", "TransactWriteItems", "kill-after", 1),
        ("dynamodb", "TransactWriteItems", "kill-before", 1),
        ("sts", "AssumeRole", "throttling", 6),
        ("sts", "AssumeRole", "server-error", 3),
        ("sts", "AssumeRole", "connection-reset", 3),
        ("sts", "GetCallerIdentity", "server-error", 3),
        ("sts", null, "propagation", 2),
        ("cloudformation", "DescribeStacks", "throttling", 4),
    ];

    /// <summary>How many faults were posted.</summary>
    public int Posted { get; private set; }

    public async Task BlowAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var (service, operation, error, count) = s_faults[Posted++ % s_faults.Length];
            var fault = new JsonObject { ["service"] = service, ["error"] = error, ["count"] = count };
            if (operation is not null)
                fault["operation"] = operation;
            if (error == "propagation")
                fault["delayMs"] = 3000;
            // What has met no call by now is taken back: faults that pile up faster than there are calls would leave none that succeeds.
            await sandbox.SendAsync(HttpMethod.Delete, "/sandbox/faults");
            var posted = await sandbox.SendAsync(HttpMethod.Post, "/sandbox/faults", fault);
            if (posted.Status is not (>= 200 and < 300))
                throw new InvalidOperationException($"The sandbox refused the fault {fault.ToJsonString()}: {posted.Code}.");
            await Task.Delay(s_pause, TimeProvider.System, CancellationToken.None);
        }

        await sandbox.SendAsync(HttpMethod.Delete, "/sandbox/faults");
    }
}
