using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Onboarding.Simulator.Iam;

namespace Onboarding.Simulator.Signature;

/// <summary>Finds out who signed a request, and refuses what AWS refuses.</summary>
/// <remarks>Source: IAM User Guide, "AWS Signature Version 4 for API requests" and "Troubleshoot Signature Version 4 signing".</remarks>
internal sealed class RequestAuthenticator(IamDirectory directory, Lock gate, TimeProvider machine)
{
    private const string Mismatch =
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing "
        + "method. Consult the service documentation for details.";

    private static readonly TimeSpan s_tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Who signed the request.</summary>
    /// <param name="request">The request; its body has been read.</param>
    /// <param name="body">The whole body.</param>
    /// <param name="service">The service that the credential must be scoped to.</param>
    /// <param name="region">The Region that it must be scoped to; null if one address serves the endpoints of every Region.</param>
    /// <exception cref="AwsErrorException">AWS would not accept the signature.</exception>
    public Caller Authenticate(HttpRequest request, ReadOnlySpan<byte> body, string service, string? region = null)
    {
        var fields = SignatureFields.Read(request);
        CheckTime(fields);
        CheckScope(fields, service, region);
        var credential = FindCredential(fields);
        CheckSignature(request, body, fields, credential);
        return new Caller(
            credential.AccountId, credential.Arn, credential.EntityArn, credential.UserId, credential.AccessKeyId, fields.Region)
        {
            FirstAccessKeyId = credential.FirstAccessKeyId,
            SourceIp = request.HttpContext.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped
                ? mapped.MapToIPv4().ToString()
                : request.HttpContext.Connection.RemoteIpAddress?.ToString(),
            UserAgent = request.Headers.UserAgent is [{ Length: > 0 } agent] ? agent : null,
        };
    }

    private void CheckTime(SignatureFields fields)
    {
        var now = machine.GetUtcNow();
        var (sent, earliest) = (fields.Time, now - (fields.Expires ?? s_tolerance));
        if (sent < earliest)
        {
            throw DoesNotMatch(fields.Expires is null
                ? $"Signature expired: {fields.Date} is now earlier than {Basic(earliest)} ({Basic(now)} - 5 min.)"
                : $"Signature expired: {fields.Date} is now earlier than {Basic(earliest)}");
        }
        if (sent > now + s_tolerance)
        {
            throw DoesNotMatch(
                $"Signature not yet current: {fields.Date} is still later than {Basic(now + s_tolerance)} ({Basic(now)} + 5 min.)");
        }
    }

    private static void CheckScope(SignatureFields fields, string service, string? region)
    {
        if (!AreEqual(fields.Service, service)) throw DoesNotMatch($"Credential should be scoped to correct service: '{service}'.");
        if (region is not null && !AreEqual(fields.Region, region))
            throw DoesNotMatch($"Credential should be scoped to a valid region, not '{fields.Region}'.");
        if (!Partitions.IsRegionName(fields.Region)) throw DoesNotMatch("Credential should be scoped to a valid region.");
        if (fields.Service is "iam" && !Partitions.IsIamRegion(fields.Region))
            throw DoesNotMatch($"Credential should be scoped to a valid region, not '{fields.Region}'.");
        if (!fields.Scope.EndsWith("/aws4_request", StringComparison.Ordinal))
            throw DoesNotMatch("Credential should be scoped with a valid terminator: 'aws4_request'.");
        if (!fields.Date.StartsWith(fields.ScopeDate, StringComparison.Ordinal) || fields.ScopeDate.Length != 8)
        {
            throw DoesNotMatch(
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
                + $"'{fields.ScopeDate}' != '{fields.Date[..8]}', from '{fields.Date}'.");
        }
        if (!fields.SignedHeaders.Contains("host", StringComparer.Ordinal))
            throw DoesNotMatch("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }

    private Credential FindCredential(SignatureFields fields)
    {
        lock (gate)
        {
            var credential = directory.FindCredential(fields.AccessKeyId);
            if (credential is null
                || !AreEqual(credential.Partition, Partitions.OfRegion(fields.Region))
                || !AreEqual(credential.Session?.Token ?? "", fields.SecurityToken ?? "")
                || !directory.Exists(credential))
            {
                throw new AwsErrorException(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
            }
            return credential.Session?.ExpiresAt <= machine.GetUtcNow()
                ? throw new AwsErrorException(403, "ExpiredToken", "The security token included in the request is expired")
                : credential;
        }
    }

    private static void CheckSignature(HttpRequest request, ReadOnlySpan<byte> body, SignatureFields fields, Credential credential)
    {
        var target = (request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "/").Split('?', 2);
        var path = UriEncoding.CanonicalPath(target[0]);
        var query = UriEncoding.CanonicalQuery(target.Length == 2 ? target[1] : "");
        var bodyHash = CanonicalRequest.Hash(body);

        // An endpoint with a path, which no real one has: clients differ in whether they sign it with its last slash.
        string[] paths = path is "/" ? [path] : [path.TrimEnd('/'), $"{path.TrimEnd('/')}/"];
        var matches = paths.Any(signed =>
        {
            var text = CanonicalRequest.Text(
                request.Method, signed, query, fields.SignedHeaders, name => request.Headers[name].ToString(), bodyHash);
            var expected = CanonicalRequest.Sign(
                credential.SecretAccessKey, fields.Scope, CanonicalRequest.StringToSign(fields.Date, fields.Scope, text));
            return AreEqual(expected, fields.Signature);
        });
        if (!matches) throw DoesNotMatch(Mismatch);
    }

    private static bool AreEqual(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private static string Basic(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static AwsErrorException DoesNotMatch(string message) => new(403, "SignatureDoesNotMatch", message);
}
