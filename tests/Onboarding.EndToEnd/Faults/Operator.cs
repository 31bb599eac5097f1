using System.Text.Json.Nodes;
using Amazon.Runtime;
using Onboarding.Ops.Api;

namespace Onboarding.EndToEnd.Faults;

/// <summary>An operator at the API, who signs requests as the command line does.</summary>
internal sealed class Operator(SandboxProcess sandbox, RequestSigner signer)
{
    private static readonly Dictionary<string, string> s_noQuery = new(StringComparer.Ordinal);

    public static async Task<Operator> OfAsync(SandboxProcess sandbox, string region = "us-east-1")
    {
        var keys = (await sandbox.SendAsync(HttpMethod.Post, "/sandbox/tokens", new JsonObject { ["operator"] = true })).Expect(200);
        return new Operator(sandbox, new RequestSigner(new BasicAWSCredentials(keys["accessKeyId"], keys["secretAccessKey"]), region, TimeProvider.System));
    }

    public Task<Reply> SendAsync(HttpMethod method, string path, IReadOnlyDictionary<string, string>? query = null, JsonNode? body = null) =>
        sandbox.SendSignedAsync(signer, method, path, query ?? s_noQuery, body, []);
}
