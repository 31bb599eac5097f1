using System.Net;
using System.Security.Cryptography;
using Onboarding.Ops.Commands;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Doctor;

/// <summary>What a deployment looks like from outside.</summary>
internal sealed class Outside(Session session)
{
    // How many of the SHA-256's digits are in an address.
    private const int DigestLength = 32;

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

    /// <summary>The two functions that deliver events answer: each is asked to deliver the events of no time at all.</summary>
    public async Task<Verdict> DeliveriesAnswerAsync(CancellationToken cancellation)
    {
        const string Then = "2000-01-01T00:00:00Z";
        foreach (var mails in new[] { false, true })
        {
            await foreach (var _ in session.Api.RedriveAsync(mails, Then, Then, cancellation))
            {
                // Nothing happened then.
            }
        }

        return new(true, Diagnoses.DeliveriesAnswer);
    }

    /// <summary>The registrations can be counted.</summary>
    public async Task<Verdict> StatisticsAsync(CancellationToken cancellation)
    {
        var today = await session.Api.StatsAsync(null, null, cancellation);
        var (accounts, outdated) = (0L, 0L);
        await foreach (var version in session.Api.VersionsAsync(cancellation))
            (accounts, outdated) = (accounts + version.Accounts, outdated + (version.IsOutdated ? version.Accounts : 0));
        return new(true, Diagnoses.Counted, accounts, outdated, today.Stages.Sum(s => s.Minted));
    }

    /// <summary>Anybody can read the customers' templates, and each is what its address says: the digest in it is the beginning of the text's SHA-256.</summary>
    public async Task<Verdict> TemplatesAsync(IReadOnlyDictionary<string, string> outputs, CancellationToken cancellation)
    {
        const string Output = "TemplateUrl";
        var urls = outputs.Where(o => o.Key.StartsWith(Output, StringComparison.Ordinal)).Select(o => o.Value).ToList();
        if (urls.Count == 0)
            return new(false, Diagnoses.OutputMissing, Output + "…");
        foreach (var url in urls)
        {
            var (status, content) = await GetAsync(url, cancellation);
            if (status is not HttpStatusCode.OK)
                return new(false, Diagnoses.TemplateUnreadable, url, (int)status);
            var digest = Convert.ToHexStringLower(SHA256.HashData(content));
            if (!url.EndsWith($"-{digest[..DigestLength]}.yaml", StringComparison.Ordinal))
                return new(false, Diagnoses.TemplateChanged, url, digest);
        }

        return new(true, Diagnoses.TemplatesRight, urls.Count);
    }

    private async Task<HttpStatusCode> StatusAsync(string path, CancellationToken cancellation) =>
        (await GetAsync(new Uri(session.Address.Root, path).AbsoluteUri, cancellation)).Status;

    private async Task<(HttpStatusCode Status, byte[] Content)> GetAsync(string url, CancellationToken cancellation)
    {
        using var response = await session.Http.GetAsync(new Uri(url), cancellation);
        return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellation));
    }
}
