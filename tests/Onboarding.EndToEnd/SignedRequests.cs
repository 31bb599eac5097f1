using System.Text;
using System.Text.Json.Nodes;
using Onboarding.Ops.Api;

namespace Onboarding.EndToEnd;

/// <summary>Requests by operators and by the vendor's software.</summary>
internal static class SignedRequests
{
    /// <summary>Sends a request that is signed as the AWS SDK signs.</summary>
    public static async Task<Reply> SendSignedAsync(
        this SandboxProcess sandbox, RequestSigner signer, HttpMethod method, string path, IReadOnlyDictionary<string, string> query, JsonNode? body, IReadOnlyList<(string Name, string Value)> headers)
    {
        var bytes = body is null ? [] : Encoding.UTF8.GetBytes(body.ToJsonString());
        var signed = await signer.SignAsync(method.Method, sandbox.Http.BaseAddress!, path, query, bytes, headers);
        var text = string.Join('&', query.Select(q => $"{q.Key}={Uri.EscapeDataString(q.Value)}"));
        using var request = new HttpRequestMessage(method, text.Length > 0 ? $"{path}?{text}" : path);
        if (bytes.Length > 0)
        {
            request.Content = new ByteArrayContent(bytes);
            request.Content.Headers.ContentType = new("application/json");
        }

        foreach (var (name, value) in signed)
            request.Headers.TryAddWithoutValidation(name, value);
        return await sandbox.SendAsync(request);
    }
}
