using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Onboarding.Load;

/// <summary>The service's own totals compared with what the customers experienced.</summary>
/// <param name="Rows">The totals.</param>
/// <param name="Problems">What does not balance; empty when everything does.</param>
internal sealed record Balance(IReadOnlyList<(string Name, int Count)> Rows, IReadOnlyList<string> Problems)
{
    /// <summary>Reads every tenant's onboardings and accounts, then lets the time run out for what is pending.</summary>
    public static async Task<Balance> TakeAsync(SandboxClient sandbox, Journeys journeys)
    {
        List<string> problems = [.. journeys.Wrong.GroupBy(w => w, StringComparer.Ordinal).Select(g => $"{g.Key} ({g.Count()} times)")];
        var onboardings = await OnboardingsAsync(sandbox, journeys);
        var accounts = await AccountsAsync(sandbox, journeys);
        var events = await RegisteredAsync(sandbox, onboardings.Count(o => o.Status == "completed"));

        var known = journeys.Ended.ToDictionary(j => j.OnboardingId, StringComparer.Ordinal);
        var orphans = onboardings.Count(o => !known.ContainsKey(o.Id));
        var completed = onboardings.Count(o => o.Status == "completed");
        int In(params string[] states) => onboardings.Count(o => states.Contains(o.Status, StringComparer.Ordinal));
        void Require(bool holds, string problem)
        {
            if (!holds)
                problems.Add(problem);
        }

        Require(!known.Keys.Except(onboardings.Select(o => o.Id), StringComparer.Ordinal).Any(), "An onboarding that was minted is not listed.");
        Require(orphans <= journeys.MintsUnanswered, $"{orphans} onboardings were stored that nobody was told of, but only {journeys.MintsUnanswered} mints had failed.");
        Require(onboardings.Count == completed + In("pending", "verifying", "expired", "cancelled"), "An onboarding is in no known state.");
        Require(completed == accounts.Count, $"{completed} onboardings are completed, but there are {accounts.Count} accounts.");
        Require(completed == events, $"{completed} onboardings are completed, but {events} events say so.");
        Require(accounts.Select(a => a.Role).Distinct(StringComparer.Ordinal).Count() == accounts.Count, "A role is registered twice.");
        Require(accounts.Select(a => a.AwsAccount).Distinct(StringComparer.Ordinal).Count() == accounts.Count, "An AWS account is registered twice.");
        foreach (var account in accounts)
            Require(known.TryGetValue(account.Id, out var journey) && journey.Tenant == account.Tenant && journey.AwsAccountId == account.AwsAccount, "A tenant sees an account that it did not connect.");
        foreach (var onboarding in onboardings)
            Require(!known.TryGetValue(onboarding.Id, out var journey) || Agrees(journey, onboarding), $"An onboarding that was {known.GetValueOrDefault(onboarding.Id)?.Fate} is {onboarding.Status}.");
        Require(!journeys.Ended.Any(j => j.Fate == Fates.GaveUp), "A customer gave up after all attempts.");

        var pending = In("pending", "verifying");
        await sandbox.SendAsync(HttpMethod.Post, "/sandbox/clock", new JsonObject { ["advance"] = "PT73H" });
        var later = await OnboardingsAsync(sandbox, journeys);
        Require(later.Count(o => o.Status == "expired") == pending, "What was pending did not expire.");
        Require(later.Count == onboardings.Count, "An onboarding vanished.");
        return new Balance(
            [
                ("minted", onboardings.Count), ("completed", completed), ("pending, expired 73 hours later", pending), ("cancelled", In("cancelled")),
                ("refused attempts to reuse a stack", journeys.Ended.Count(j => j.Fate == Fates.Refused)), ("accounts", accounts.Count), ("events of registrations", events),
                ("mints whose answer failed", journeys.MintsUnanswered), ("onboardings stored by those", orphans), ("faults posted", journeys.Faults),
            ],
            problems);
    }

    public string ToTable(TimeSpan elapsed)
    {
        var text = new StringBuilder("| total | |\n|---|---:|\n");
        foreach (var (name, count) in Rows)
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {count} |\n");
        text.Append(CultureInfo.InvariantCulture, $"| seconds | {elapsed.TotalSeconds:0} |\n\n");
        text.Append(Problems.Count == 0 ? "Everything balances." : "It does not balance:\n- " + string.Join("\n- ", Problems.Distinct(StringComparer.Ordinal)));
        return text.ToString();
    }

    private static bool Agrees(Journey journey, (string Tenant, string Id, string Status) onboarding) => journey.Tenant == onboarding.Tenant && journey.Fate switch
    {
        Fates.Completed => onboarding.Status == "completed",
        Fates.Cancelled => onboarding.Status == "cancelled",
        Fates.GaveUp => true,
        _ => onboarding.Status is "pending",
    };

    // Events leave by the table's stream, a moment after what they tell of.
    private static async Task<int> RegisteredAsync(SandboxClient sandbox, int expected)
    {
        var count = 0;
        for (var attempt = 0; attempt < 40 && count < expected; attempt++)
        {
            if (attempt > 0)
                await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System);
            count = (await sandbox.SendAsync(HttpMethod.Get, "/sandbox/inbox")).Body.EnumerateArray().Count(e => e.GetProperty("detailType").GetString() == "Account Registered");
        }

        return count;
    }

    // The clock can have been moved since the last token was issued.
    private static async Task<List<(string Tenant, string Id, string Status)>> OnboardingsAsync(SandboxClient sandbox, Journeys journeys)
    {
        var all = new List<(string, string, string)>();
        foreach (var (tenant, group) in journeys.Groups)
        {
            var entries = await sandbox.ListAsync($"/v1/groups/{group}/onboardings", "onboardings", await sandbox.TokenAsync(tenant));
            all.AddRange(entries.Select(o => (tenant, o.GetProperty("id").GetString()!, o.GetProperty("status").GetString()!)));
        }

        return all;
    }

    private static async Task<List<(string Tenant, string Id, string AwsAccount, string Role)>> AccountsAsync(SandboxClient sandbox, Journeys journeys)
    {
        var all = new List<(string, string, string, string)>();
        foreach (var tenant in journeys.Groups.Keys)
        {
            var entries = await sandbox.ListAsync("/v1/accounts", "accounts", await sandbox.TokenAsync(tenant));
            all.AddRange(entries.Select(a => (tenant, a.GetProperty("id").GetString()!, a.GetProperty("awsAccountId").GetString()!, a.GetProperty("roleArn").GetString()!)));
        }

        return all;
    }
}
