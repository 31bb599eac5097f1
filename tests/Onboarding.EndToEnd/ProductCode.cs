using System.Text.Json.Nodes;
using Amazon.Runtime;
using Onboarding.Ops.Api;

namespace Onboarding.EndToEnd;

/// <summary>The vendor's software at the product API.</summary>
internal sealed class ProductCode(SandboxProcess sandbox, SessionAWSCredentials credentials)
{
    private static readonly Dictionary<string, string> s_noQuery = new(StringComparer.Ordinal);

    public SessionAWSCredentials Credentials => credentials;

    public static async Task<ProductCode> OfAsync(SandboxProcess sandbox, string? role = null)
    {
        var wish = new JsonObject { ["product"] = true };
        if (role is not null)
            wish["role"] = role;
        var keys = (await sandbox.SendAsync(HttpMethod.Post, "/sandbox/tokens", wish)).Expect(200);
        return new ProductCode(sandbox, new SessionAWSCredentials(keys["accessKeyId"], keys["secretAccessKey"], keys["sessionToken"]));
    }

    public Task<Reply> GetAsync(string path, IReadOnlyDictionary<string, string>? query = null) => SendAsync(HttpMethod.Get, path, query);

    public Task<Reply> SessionAsync(string id, JsonObject body, string? person = null) =>
        SendAsync(HttpMethod.Post, $"/product/v1/connections/{id}/sessions", null, body, person is null ? [] : [("x-onboarding-person", person)]);

    public static JsonObject Body(Tenant tenant, string purpose = "scan") => new() { ["tenant"] = tenant.Name, ["purpose"] = purpose };

    public async Task<Reply> SendAsync(
        HttpMethod method, string path, IReadOnlyDictionary<string, string>? query = null, JsonNode? body = null, IReadOnlyList<(string Name, string Value)>? headers = null,
        string service = "execute-api", string region = "us-east-1") =>
        await sandbox.SendSignedAsync(new RequestSigner(credentials, region, TimeProvider.System, service), method, path, query ?? s_noQuery, body, headers ?? []);
}
