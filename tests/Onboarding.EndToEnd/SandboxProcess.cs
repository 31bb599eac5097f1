using System.Diagnostics;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Onboarding.EndToEnd;

/// <summary>A sandbox of its own on a free port: with its own table, clock and faults.</summary>
public partial class SandboxProcess : IAsyncLifetime
{
    private Process _process = null!;

    /// <summary>The sandbox's arguments besides its port.</summary>
    protected virtual IReadOnlyList<string> Options => [];

    internal HttpClient Http { get; private set; } = null!;

    /// <summary>DynamoDB Local itself, bypassing the sandbox: the sandbox's child process with a port argument. Linux only, as CI is.</summary>
    internal Uri DynamoLocal
    {
        get
        {
            foreach (var folder in Directory.EnumerateDirectories("/proc").Where(d => int.TryParse(Path.GetFileName(d), out _)))
            {
                if (!IsChild(folder))
                    continue;
                var arguments = File.ReadAllText(Path.Combine(folder, "cmdline")).Split('\0');
                if (Array.IndexOf(arguments, "-sharedDb") >= 0 && Array.IndexOf(arguments, "-port") is >= 0 and var port)
                    return new Uri($"http://127.0.0.1:{arguments[port + 1]}");
            }

            throw new InvalidOperationException("The sandbox has no DynamoDB Local.");
        }
    }

    public async Task InitializeAsync()
    {
        var dll = typeof(SandboxProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Sandbox").Value!;
        var start = new ProcessStartInfo("dotnet", ["exec", dll, "--port", "0", "--functions", PublishedFunctions.Path, .. Options]) { RedirectStandardOutput = true, UseShellExecute = false };
        // A process answers some hundred requests here: compiling its methods once more would take half of its processor time, and pay for itself only later.
        start.Environment["DOTNET_TC_CallCountThreshold"] = "2000";
        _process = Process.Start(start)!;
        var output = new List<string>();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            output.Add(line);
            if (AddressPattern().Match(line) is { Success: true } match)
            {
                Http = new HttpClient { BaseAddress = new Uri(match.Groups["address"].Value), Timeout = TimeSpan.FromSeconds(60) };
                _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return;
            }
        }

        throw new InvalidOperationException("The sandbox did not start: " + string.Join('\n', output));
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>An unused tenant, with a token.</summary>
    /// <param name="name">The tenant's name; a new one when absent.</param>
    /// <param name="claims">Further claims of the token.</param>
    internal async Task<Tenant> TenantAsync(string? name = null, JsonObject? claims = null)
    {
        var tenant = name ?? "tenant-" + Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(6));
        var wish = new JsonObject { ["tenant"] = tenant };
        if (claims is not null)
            wish["claims"] = claims;
        var answer = await SendAsync(HttpMethod.Post, "/sandbox/tokens", wish);
        return new Tenant(this, tenant, answer.Body.GetProperty("token").GetString()!);
    }

    /// <summary>Creates the stack behind a link, as a customer would.</summary>
    internal async Task<Reply> CreateStackAsync(string quickCreateUrl, string awsAccountId, JsonObject? parameters = null, string? stackName = null)
    {
        var body = new JsonObject { ["quickCreateUrl"] = quickCreateUrl, ["awsAccountId"] = awsAccountId };
        if (parameters is not null)
            body["parameters"] = parameters;
        if (stackName is not null)
            body["stackName"] = stackName;
        return await SendAsync(HttpMethod.Post, "/sandbox/stacks", body);
    }

    /// <summary>Gives a stack a status, whatever it would be.</summary>
    internal async Task PutStackStatusAsync(string stackId, string status) =>
        (await SendAsync(HttpMethod.Put, $"/sandbox/stacks/{Uri.EscapeDataString(stackId)}/status", new JsonObject { ["status"] = status })).Status.ShouldBeInRange(200, 204);

    internal async Task<Reply> FaultAsync(
        string service, string error, string? operation = null, int? count = 1, int? delayMs = null, int skip = 0, string? caller = null, string? about = null)
    {
        var body = new JsonObject { ["service"] = service, ["error"] = error };
        if (count is not null)
            body["count"] = count;
        if (caller is not null)
            body["caller"] = caller;
        if (about is not null)
            body["about"] = about;
        if (operation is not null)
            body["operation"] = operation;
        if (delayMs is not null)
            body["delayMs"] = delayMs;
        if (skip > 0)
            body["skip"] = skip;
        var reply = await SendAsync(HttpMethod.Post, "/sandbox/faults", body);
        reply.Status.ShouldBeInRange(200, 204);
        return reply;
    }

    internal Task<Reply> ClearFaultsAsync() => SendAsync(HttpMethod.Delete, "/sandbox/faults");

    /// <summary>Takes back the faults for one caller, about one thing, or both.</summary>
    internal Task<Reply> ClearFaultsAsync(string? caller, string? about) => SendAsync(
        HttpMethod.Delete,
        "/sandbox/faults?" + string.Join('&', new[] { ("caller", caller), ("about", about) }.Where(f => f.Item2 is not null).Select(f => $"{f.Item1}={Uri.EscapeDataString(f.Item2!)}")));

    internal Task<Reply> PutTrustPolicyAsync(string roleArn, string policy) =>
        SendAsync(HttpMethod.Put, $"/sandbox/roles/{Uri.EscapeDataString(roleArn)}/trust-policy", JsonNode.Parse(policy));

    internal async Task PutRolePolicyAsync(string roleArn, string name, string policy) =>
        (await SendAsync(HttpMethod.Put, $"/sandbox/roles/{Uri.EscapeDataString(roleArn)}/policies/{name}", JsonNode.Parse(policy))).Expect(204);

    internal async Task DeleteRolePolicyAsync(string roleArn, string name) =>
        (await SendAsync(HttpMethod.Delete, $"/sandbox/roles/{Uri.EscapeDataString(roleArn)}/policies/{name}")).Expect(204);

    internal Task<Reply> AdvanceClockAsync(string duration) => SendAsync(HttpMethod.Post, "/sandbox/clock", new JsonObject { ["advance"] = duration });

    internal async Task<IReadOnlyList<JsonElement>> InboxAsync(string tenant)
    {
        var reply = await SendAsync(HttpMethod.Get, "/sandbox/inbox");
        return [.. reply.Body.EnumerateArray().Where(e => e.GetProperty("detail").TryGetProperty("tenant", out var of) && of.ValueEquals(tenant))];
    }

    /// <summary>The mails about a tenant that the topic took.</summary>
    internal async Task<IReadOnlyList<JsonElement>> MailsAsync(string tenant) =>
        [.. (await MailsAsync()).Where(m => m.GetProperty("attributes").TryGetProperty("tenant", out var about) && about.GetString() == tenant)];

    /// <summary>All mails that the topic took.</summary>
    internal async Task<IReadOnlyList<JsonElement>> MailsAsync() => [.. (await SendAsync(HttpMethod.Get, "/sandbox/mails")).Expect(200).Body.EnumerateArray()];

    /// <summary>The messages about abandoned deliveries.</summary>
    internal async Task<IReadOnlyList<JsonElement>> UndeliveredAsync() => [.. (await SendAsync(HttpMethod.Get, "/sandbox/undelivered")).Expect(200).Body.EnumerateArray()];

    /// <summary>The AWS calls since the last time this was asked, in the order in which they began.</summary>
    internal async Task<IReadOnlyList<JsonElement>> TakeCallsAsync()
    {
        var reply = await SendAsync(HttpMethod.Get, "/sandbox/calls");
        await SendAsync(HttpMethod.Delete, "/sandbox/calls");
        return [.. reply.Body.EnumerateArray()];
    }

    internal Task<Reply> SendAsync(HttpMethod method, string path, JsonNode? body = null) =>
        SendAsync(method, path, body is null ? null : JsonContent.Create(body), token: null, language: null);

    internal async Task<Reply> SendAsync(HttpMethod method, string path, HttpContent? content, string? token, string? language)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        if (language is not null)
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        return await SendAsync(request);
    }

    /// <summary>Sends a request without a body, with just these headers.</summary>
    internal async Task<Reply> SendAsync(HttpMethod method, string path, IEnumerable<KeyValuePair<string, string>> headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await SendAsync(request);
    }

    internal async Task<Reply> SendAsync(HttpRequestMessage request)
    {
        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Reply(
            (int)response.StatusCode,
            text.Length > 0 && response.Content.Headers.ContentType?.MediaType is { } type && type.EndsWith("json", StringComparison.Ordinal) ? JsonElement.Parse(text) : default,
            text,
            response.Content.Headers.ContentType?.ToString(),
            response.Headers.RetryAfter?.Delta);
    }

    // A process can end while it is examined.
    private bool IsChild(string folder)
    {
        try
        {
            return File.ReadLines(Path.Combine(folder, "status")).Contains($"PPid:\t{_process.Id}", StringComparer.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"the page\s+(?<address>http://\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AddressPattern();
}

/// <summary>An answer over HTTP.</summary>
internal sealed record Reply(int Status, JsonElement Body, string Text, string? ContentType, TimeSpan? RetryAfter)
{
    /// <summary>A member of the body as text.</summary>
    public string this[string member] => Body.GetProperty(member).GetString()!;

    /// <summary>Status and error code in one, for a test's one line.</summary>
    public (int Status, string? Code) Refusal => (Status, Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.GetString() : null);

    public Reply Expect(int status)
    {
        Status.ShouldBe(status, Text);
        return this;
    }
}
