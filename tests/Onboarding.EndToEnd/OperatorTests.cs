using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.EndToEnd;

/// <summary>The operators' command line, as a process, against the whole service.</summary>
[Collection(MovingClock.Name)]
public sealed class OperatorTests(SandboxProcess sandbox)
{
    [Fact]
    public async Task An_Operator_Finds_And_Deletes_What_Is_Stale_And_Its_Audit_Stays_Sound()
    {
        var tenant = await sandbox.TenantAsync();
        var account = await tenant.ConnectAsync(accountName: "=1+1");
        var id = account["id"];
        (await RunAsync("registrations", "delete", id, "--execute")).ExitCode.ShouldBe(5);
        (await tenant.DeleteAsync($"/v1/accounts/{id}")).Expect(200);
        (await RunAsync("stale", "--older-than", "30d", "--json")).Ids.ShouldNotContain(id, StringComparer.Ordinal);
        (await sandbox.AdvanceClockAsync("P31D")).Expect(200);

        (await RunAsync("stale", "--older-than", "30d", "--json")).Ids.ShouldContain(id, StringComparer.Ordinal);
        (await RunAsync("stale", "--older-than", "30d")).Output.ShouldContain(" 31 d ");
        (await RunAsync("export", "--state", "detached")).Output.ShouldContain(",\"'=1+1\",");
        var dryRun = await RunAsync("registrations", "delete", id);
        (dryRun.ExitCode, dryRun.Output.Contains("Dry run: 1 to delete", StringComparison.Ordinal)).ShouldBe((0, true));
        (await tenant.GetAsync($"/v1/accounts/{id}")).Expect(200);
        (await RunAsync("registrations", "delete", id, "--execute")).ExitCode.ShouldBe(0);

        (await tenant.GetAsync($"/v1/accounts/{id}")).Refusal.ShouldBe((404, "account-not-found"));
        (await tenant.GetAsync($"/v1/onboardings/{id}")).Refusal.ShouldBe((404, "onboarding-not-found"));
        var shown = await RunAsync("registrations", "show", id, "--json");
        shown.Json.GetProperty("state").GetString().ShouldBe("deleted");
        shown.Json.GetProperty("deletedBy").GetString().ShouldEndWith(":user/onboarding-operator");
        (await RunAsync("audit", "verify", id)).ExitCode.ShouldBe(0);
        (await RunAsync("stale", "--older-than", "30d", "--json")).Ids.ShouldNotContain(id, StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_Wrong_Key_Is_Refused() => (await RunAsync(wrongSecret: true, "sweep")).ExitCode.ShouldBe(6);

    [Fact]
    public async Task A_Check_And_A_Sweep_Run_On_Demand()
    {
        var account = await (await sandbox.TenantAsync()).ConnectAsync();
        var check = await RunAsync("checks", "run", account["id"], "--json");
        check.ExitCode.ShouldBe(0, check.Output + check.Error);
        check.Json.GetProperty("state").GetString().ShouldBe("active");
        (await RunAsync("sweep")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task An_Entry_That_Was_Changed_In_The_Table_Is_Found()
    {
        var tenant = await sandbox.TenantAsync();
        var id = (await tenant.ConnectAsync())["id"];
        (await RunAsync("audit", "verify", id)).ExitCode.ShouldBe(0);

        var entry = (await RunAsync("audit", "show", id, "--json")).Json.GetProperty("entries")[1];
        var forged = entry.GetProperty("text").GetString()!.Replace("\"registered\"", "\"refused\"", StringComparison.Ordinal);
        await ForgeAsync($"AUDIT#{tenant.Name}#{id}", $"{entry.GetProperty("sequence").GetInt64():D10}", forged);

        var verified = await RunAsync("audit", "verify", id);
        verified.ExitCode.ShouldBe(3);
        verified.Output.ShouldContain($"{id}: entry 2 was changed: its hash doesn't match its text");
    }

    private Task<Ran> RunAsync(params string[] arguments) => RunAsync(wrongSecret: false, arguments);

    private async Task<Ran> RunAsync(bool wrongSecret, params string[] arguments)
    {
        var keys = (await sandbox.SendAsync(HttpMethod.Post, "/sandbox/tokens", new JsonObject { ["operator"] = true })).Expect(200);
        var dll = typeof(OperatorTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Ops").Value!;
        var start = new ProcessStartInfo("dotnet", ["exec", dll, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["ONBOARDING_API"] = sandbox.Http.BaseAddress!.AbsoluteUri;
        start.Environment["AWS_REGION"] = "us-east-1";
        start.Environment["AWS_ACCESS_KEY_ID"] = keys["accessKeyId"];
        start.Environment["AWS_SECRET_ACCESS_KEY"] = keys["secretAccessKey"] + (wrongSecret ? "x" : "");
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await process.WaitForExitAsync(patience.Token);
        return new Ran(process.ExitCode, await output, await error);
    }

    /// <summary>Changes an entry behind the service's back: in DynamoDB Local itself, which checks no signature.</summary>
    private async Task ForgeAsync(string partitionKey, string sortKey, string text)
    {
        var update = new JsonObject
        {
            ["TableName"] = "Onboarding",
            ["Key"] = new JsonObject { ["pk"] = new JsonObject { ["S"] = partitionKey }, ["sk"] = new JsonObject { ["S"] = sortKey } },
            ["UpdateExpression"] = "SET entry = :text",
            ["ConditionExpression"] = "attribute_exists(pk)",
            ["ExpressionAttributeValues"] = new JsonObject { [":text"] = new JsonObject { ["S"] = text } },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, sandbox.DynamoLocal) { Content = new StringContent(update.ToJsonString()) };
        request.Content.Headers.ContentType = new("application/x-amz-json-1.0");
        request.Headers.TryAddWithoutValidation("X-Amz-Target", "DynamoDB_20120810.UpdateItem");
        request.Headers.TryAddWithoutValidation(
            "Authorization", "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0");
        using var response = await sandbox.Http.SendAsync(request);
        ((int)response.StatusCode).ShouldBe(200, await response.Content.ReadAsStringAsync());
    }

    private sealed record Ran(int ExitCode, string Output, string Error)
    {
        public JsonElement Json => JsonElement.Parse(Output);

        public IEnumerable<string?> Ids => ExitCode == 0
            ? Json.GetProperty("registrations").EnumerateArray().Select(r => r.GetProperty("id").GetString())
            : throw new InvalidOperationException(Output + Error);
    }
}
