using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onboarding.Load;

/// <summary>An answer over HTTP.</summary>
/// <param name="Status">Its status; 0 when the connection broke.</param>
/// <param name="Body">Its JSON.</param>
internal sealed record Reply(int Status, JsonElement Body)
{
    /// <summary>Whether the same request can have another answer in a moment.</summary>
    public bool IsPassing => Status is 0 or 202 or 429 or >= 500;

    public string this[string member] => Body.GetProperty(member).GetString()!;

    public string Code => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.GetString()! : $"{Status}";
}

/// <summary>The sandbox over HTTP: the API by a tenant's token, and the sandbox's own routes.</summary>
internal sealed class SandboxClient(Uri endpoint) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = endpoint, Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>A token of a tenant.</summary>
    public async Task<string> TokenAsync(string tenant) => (await SendAsync(HttpMethod.Post, "/sandbox/tokens", new JsonObject { ["tenant"] = tenant }))["token"];

    public async Task<Reply> SendAsync(HttpMethod method, string path, JsonObject? body = null, string? token = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await _http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            return new Reply((int)response.StatusCode, text is ['{' or '[', ..] ? JsonElement.Parse(text) : default);
        }
        catch (HttpRequestException)
        {
            return new Reply(0, default);
        }
    }

    /// <summary>Every entry of a list, page by page.</summary>
    public async Task<IReadOnlyList<JsonElement>> ListAsync(string path, string member, string token)
    {
        var all = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var page = await SendAsync(HttpMethod.Get, path + "?limit=100" + (cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor)), token: token);
            if (page.Status != 200)
                throw new InvalidOperationException($"GET {path} was answered with {page.Code}.");
            all.AddRange(page.Body.GetProperty(member).EnumerateArray());
            cursor = page.Body.TryGetProperty("cursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        return all;
    }

    public void Dispose() => _http.Dispose();
}
