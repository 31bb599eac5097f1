using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Onboarding.Ops.Commands;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Doctor;

/// <summary>What a deployment looks like from outside.</summary>
internal sealed class Outside(Session session)
{
    /// <summary>The operator API answers a signed request.</summary>
    public async Task<Verdict> AnswersAsync(CancellationToken cancellation)
    {
        await session.Api.ReachAsync(cancellation);
        return new(true, Diagnoses.Answers);
    }

    /// <summary>A request without a token, and one without a signature, get nothing.</summary>
    /// <remarks>https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html: a JWT authorizer answers 401, IAM authorization 403</remarks>
    public async Task<Verdict> RefusesStrangersAsync(CancellationToken cancellation)
    {
        var tenants = await StatusAsync("v1/groups", cancellation);
        var operators = await StatusAsync("ops/v1/registrations", cancellation);
        return tenants is HttpStatusCode.Unauthorized && operators is HttpStatusCode.Forbidden
            ? new(true, Diagnoses.StrangersRefused)
            : new(false, Diagnoses.StrangersAnswered, (int)tenants, (int)operators);
    }

    /// <summary>Anybody can read the customers' templates, and they are what was published.</summary>
    public async Task<Verdict> TemplatesAsync(IReadOnlyDictionary<string, string> outputs, CancellationToken cancellation)
    {
        const string Output = "TemplateManifestUrl";
        if (!outputs.TryGetValue(Output, out var manifest))
            return new(false, Diagnoses.OutputMissing, Output);
        var (status, content) = await GetAsync(manifest, cancellation);
        if (status is not HttpStatusCode.OK)
            return new(false, Diagnoses.TemplateUnreadable, manifest, (int)status);
        var profiles = JsonElement.Parse(content).GetProperty("profiles").EnumerateObject().ToList();
        foreach (var profile in profiles)
        {
            if (!profile.Value.TryGetProperty("sha256", out var expected))
                return new(false, Diagnoses.NoHashes);
            var url = $"{manifest[..manifest.LastIndexOf('/')]}/{profile.Name}.yaml";
            (status, content) = await GetAsync(url, cancellation);
            if (status is not HttpStatusCode.OK)
                return new(false, Diagnoses.TemplateUnreadable, url, (int)status);
            var hash = Convert.ToHexStringLower(SHA256.HashData(content));
            if (hash != expected.GetString())
                return new(false, Diagnoses.TemplateChanged, url, hash, expected.GetString());
        }

        return new(true, Diagnoses.TemplatesRight, profiles.Count);
    }

    private async Task<HttpStatusCode> StatusAsync(string path, CancellationToken cancellation) =>
        (await GetAsync(new Uri(session.Address.Root, path).AbsoluteUri, cancellation)).Status;

    private async Task<(HttpStatusCode Status, byte[] Content)> GetAsync(string url, CancellationToken cancellation)
    {
        using var response = await session.Http.GetAsync(new Uri(url), cancellation);
        return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellation));
    }
}
