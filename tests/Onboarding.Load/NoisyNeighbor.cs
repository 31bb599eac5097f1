using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Onboarding.Load;

/// <summary>How long one tenant's registration takes while another tenant has submitted a dozen roles that AWS does not show yet.</summary>
internal sealed class NoisyNeighbor(SandboxClient sandbox)
{
    private const int Roles = 12;
    private const int Rounds = 12;
    private const int InvisibleMs = 120_000;

    /// <summary>A quiet service must not be slower by more than this for it.</summary>
    private const double Limit = 1.2;

    private static readonly TimeSpan s_apart = TimeSpan.FromSeconds(1);
    private int _accounts;

    /// <summary>Measures, and writes a table.</summary>
    /// <returns>Whether the limit holds.</returns>
    public async Task<bool> RunAsync(TextWriter output)
    {
        var quiet = await TenantAsync("quiet");
        var (alone, beside, statuses) = (new List<double>(), new List<double>(), new SortedDictionary<int, int>());
        // In turns, because whatever else the machine does makes both slower. The first round starts processes and is not counted.
        for (var i = 0; i <= Rounds; i++)
        {
            var before = await MeasureAsync(await PrepareAsync(quiet));
            var own = await PrepareAsync(quiet);
            // A separate tenant, because the number of pending onboardings per tenant is limited, too.
            var missing = await MissingAsync(await TenantAsync(string.Create(CultureInfo.InvariantCulture, $"noisy-{i}")));
            var waiting = missing.ConvertAll(RegisterAsync);
            await Task.Delay(s_apart, TimeProvider.System);
            var during = await MeasureAsync(own);
            var answers = await Task.WhenAll(waiting);
            if (i == 0)
                continue;
            alone.Add(before);
            beside.Add(during);
            foreach (var status in answers.Select(r => r.Status))
                statuses[status] = statuses.GetValueOrDefault(status) + 1;
        }

        var ratio = Median(beside) / Median(alone);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""
            | a registration | median ms | longest ms |
            |---|---:|---:|
            | alone | {Median(alone):0} | {alone.Max():0} |
            | a second after {Roles} missing roles of another tenant | {Median(beside):0} | {beside.Max():0} |

            Ratio of the medians {ratio:0.00} (limit {Limit}). The missing roles were answered with {string.Join(", ", statuses.Select(s => $"{s.Key} ({s.Value} times)"))}.
            """));
        return ratio <= Limit;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private async Task<double> MeasureAsync(Prepared prepared)
    {
        var began = Stopwatch.GetTimestamp();
        var reply = await RegisterAsync(prepared);
        return reply.Status == 201 ? Stopwatch.GetElapsedTime(began).TotalMilliseconds : throw new InvalidOperationException($"A registration was answered with {reply.Code}.");
    }

    private Task<Reply> RegisterAsync(Prepared prepared) => sandbox.SendAsync(
        HttpMethod.Post,
        $"/v1/onboardings/{prepared.OnboardingId}/registration",
        new JsonObject { ["accountName"] = "Main account", ["stackInfo"] = prepared.StackInfo },
        prepared.Token);

    private async Task<List<Prepared>> MissingAsync((string Token, string Group) tenant)
    {
        var missing = new List<Prepared>();
        for (var i = 0; i < Roles; i++)
        {
            await sandbox.SendAsync(HttpMethod.Post, "/sandbox/faults", new JsonObject { ["service"] = "sts", ["error"] = "propagation", ["count"] = 1, ["delayMs"] = InvisibleMs });
            missing.Add(await PrepareAsync(tenant));
        }

        return missing;
    }

    private async Task<Prepared> PrepareAsync((string Token, string Group) tenant)
    {
        var onboarding = await sandbox.SendAsync(HttpMethod.Post, $"/v1/groups/{tenant.Group}/onboardings", new JsonObject { ["profile"] = "read-only" }, tenant.Token);
        var account = (100_000_000_000 + ++_accounts).ToString(CultureInfo.InvariantCulture);
        var stack = await sandbox.SendAsync(HttpMethod.Post, "/sandbox/stacks", new JsonObject { ["quickCreateUrl"] = onboarding["quickCreateUrl"], ["awsAccountId"] = account });
        return new Prepared(tenant.Token, onboarding["id"], stack.Body.GetProperty("outputs").GetProperty("OnboardingStackInfo").GetString()!);
    }

    private async Task<(string Token, string Group)> TenantAsync(string name)
    {
        var token = await sandbox.TokenAsync(name);
        return (token, (await sandbox.SendAsync(HttpMethod.Post, "/v1/groups", new JsonObject { ["name"] = "Production", ["color"] = "#3b82f6" }, token))["id"]);
    }

    private sealed record Prepared(string Token, string OnboardingId, string StackInfo);
}
