using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Onboarding.Load;

/// <summary>What one tenant tried against the others, or a customer against the service, and how far it gets. Only HTTP is spoken, so an older sandbox can be attacked as well.</summary>
internal sealed class Attacks(SandboxClient sandbox)
{
    /// <summary>More letters than any resource name has, and as many as an inline policy can hold.</summary>
    private const int Letters = 7000;

    private const int AccountsInTheList = 44;
    private const int Mints = 1500;
    private const int AtOnce = 32;

    /// <summary>The most bytes of a page.</summary>
    private const int PageLimit = 1_000_000;

    private int _accounts;

    /// <summary>Plays an attack, and writes what came of it.</summary>
    /// <returns>Whether the service withstood it.</returns>
    public Task<bool> RunAsync(string attack, TextWriter output) => attack switch
    {
        "frozen" => FreezeAsync(output),
        "list" => ListAsync(output),
        _ => FloodAsync(output),
    };

    // A check too large to be written would leave the account active, with its trust opened, for good.
    private async Task<bool> FreezeAsync(TextWriter output)
    {
        var tenant = await TenantAsync("frozen");
        var account = await ConnectAsync(tenant);
        await FattenAsync(account.RoleArn);
        var fat = await CheckAsync(tenant, account.Id);
        await OpenTrustAsync(account.RoleArn);
        var opened = await CheckAsync(tenant, account.Id);
        var status = (await sandbox.SendAsync(HttpMethod.Get, $"/v1/accounts/{account.Id}", token: tenant.Token))["status"];
        await output.WriteLineAsync($"""
            | a role with a resource of {Letters} letters beside twenty scoped statements | answer |
            |---|---|
            | check | {fat.Status} |
            | check, once its trust policy lets everybody in | {opened.Status} |
            | the account is then | {status} |
            """);
        return opened.Status is 200 or 201 && status == "degraded";
    }

    // A list of accounts with large checks would end the process that answers it, and whoever else it answers.
    private async Task<bool> ListAsync(TextWriter output)
    {
        var (tenant, other) = (await TenantAsync("list"), await TenantAsync("beside"));
        for (var i = 0; i < AccountsInTheList; i++)
        {
            var account = await ConnectAsync(tenant);
            await FattenAsync(account.RoleArn);
            await CheckAsync(tenant, account.Id);
        }

        var lists = Enumerable.Range(0, 8).Select(_ => sandbox.SendAsync(HttpMethod.Get, "/v1/accounts?limit=100", token: tenant.Token)).ToList();
        var others = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => sandbox.SendAsync(HttpMethod.Get, "/v1/accounts", token: other.Token)));
        var answers = await Task.WhenAll(lists);
        var bytes = answers.Max(a => a.Body.ValueKind == System.Text.Json.JsonValueKind.Undefined ? 0 : a.Body.GetRawText().Length);
        await output.WriteLineAsync($"""
            | {AccountsInTheList} accounts whose roles are as large as IAM lets them be | answers |
            |---|---|
            | their list, eight times at the same time | {Statuses(answers)}, at most {bytes.ToString("N0", CultureInfo.InvariantCulture)} bytes |
            | another tenant's list, meanwhile | {Statuses(others)} |
            """);
        return answers.Concat(others).All(a => a.Status == 200) && bytes <= PageLimit;
    }

    // Mints cost storage, and each mailed operators when it expired.
    private async Task<bool> FloodAsync(TextWriter output)
    {
        var (tenant, other) = (await TenantAsync("flood"), await TenantAsync("beside"));
        var began = Stopwatch.GetTimestamp();
        var replies = new List<Reply>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Mints), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) =>
        {
            var reply = await MintAsync(tenant);
            lock (replies)
                replies.Add(reply);
        });
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var beside = await MintAsync(other);
        await sandbox.SendAsync(HttpMethod.Post, "/sandbox/clock", new JsonObject { ["advance"] = "P4D" });
        await sandbox.SendAsync(HttpMethod.Post, "/sandbox/clock", new JsonObject { ["advance"] = "P1D" });
        var mails = (await sandbox.SendAsync(HttpMethod.Get, "/sandbox/mails")).Body;
        var count = mails.ValueKind == System.Text.Json.JsonValueKind.Array ? mails.GetArrayLength() : -1;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""
            | {Mints} mints of one tenant, in {seconds:0} s | |
            |---|---|
            | answers | {Statuses(replies)} |
            | another tenant's mint, right after | {beside.Status} |
            | mails to operators when they had expired | {count} |
            """));
        return beside.Status == 201 && replies.Exists(r => r.Status == 429) && count is >= 0 and < 10;
    }

    private static string Statuses(IEnumerable<Reply> replies) =>
        string.Join(", ", replies.GroupBy(r => r.Status).OrderBy(g => g.Key).Select(g => $"{g.Key} ({g.Count()} times)"));

    private Task<Reply> MintAsync(Attacker tenant) =>
        sandbox.SendAsync(HttpMethod.Post, $"/v1/groups/{tenant.Group}/onboardings", new JsonObject { ["profile"] = "read-only" }, tenant.Token);

    private Task<Reply> CheckAsync(Attacker tenant, string id) => sandbox.SendAsync(HttpMethod.Post, $"/v1/accounts/{id}/checks", token: tenant.Token);

    private async Task<Connected> ConnectAsync(Attacker tenant)
    {
        var onboarding = await MintAsync(tenant);
        var awsAccount = (200_000_000_000 + ++_accounts).ToString(CultureInfo.InvariantCulture);
        var stack = await sandbox.SendAsync(HttpMethod.Post, "/sandbox/stacks", new JsonObject { ["quickCreateUrl"] = onboarding["quickCreateUrl"], ["awsAccountId"] = awsAccount });
        var account = await sandbox.SendAsync(
            HttpMethod.Post,
            $"/v1/onboardings/{onboarding["id"]}/registration",
            new JsonObject { ["accountName"] = "Main account", ["stackInfo"] = stack.Body.GetProperty("outputs").GetProperty("OnboardingStackInfo").GetString() },
            tenant.Token);
        return account.Status == 201 ? new Connected(account["id"], account["roleArn"]) : throw new InvalidOperationException($"A registration was answered with {account.Code}.");
    }

    private async Task FattenAsync(string roleArn)
    {
        var statements = new JsonArray(new JsonObject { ["Effect"] = "Allow", ["Action"] = "*", ["Resource"] = "arn:aws:s3:::" + new string('a', Letters) });
        for (var i = 0; i < 20; i++)
            statements.Add(new JsonObject { ["Effect"] = "Allow", ["Action"] = "iam:ListUsers", ["Resource"] = $"arn:aws:iam::*:user/{i.ToString(CultureInfo.InvariantCulture)}" });
        await ExpectAsync(HttpMethod.Put, $"/sandbox/roles/{Uri.EscapeDataString(roleArn)}/policies/Permissions", new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = statements });
    }

    private Task OpenTrustAsync(string roleArn) => ExpectAsync(HttpMethod.Put, $"/sandbox/roles/{Uri.EscapeDataString(roleArn)}/trust-policy", new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray(new JsonObject { ["Effect"] = "Allow", ["Principal"] = new JsonObject { ["AWS"] = "*" }, ["Action"] = "sts:AssumeRole" }),
    });

    private async Task ExpectAsync(HttpMethod method, string path, JsonObject body)
    {
        if ((await sandbox.SendAsync(method, path, body)) is { Status: < 200 or > 299 } reply)
            throw new InvalidOperationException($"{method} {path} was answered with {reply.Code}.");
    }

    private async Task<Attacker> TenantAsync(string name)
    {
        var token = await sandbox.TokenAsync(name);
        return new Attacker(token, (await sandbox.SendAsync(HttpMethod.Post, "/v1/groups", new JsonObject { ["name"] = "Production", ["color"] = "#3b82f6" }, token))["id"]);
    }

    private sealed record Attacker(string Token, string Group);

    private sealed record Connected(string Id, string RoleArn);
}
