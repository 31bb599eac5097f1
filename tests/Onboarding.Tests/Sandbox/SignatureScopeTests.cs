using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Onboarding.Sandbox;
using Onboarding.Simulator;
using Onboarding.Simulator.Signature;

namespace Onboarding.Tests.Sandbox;

/// <summary>A signature is good for one Region and one service: what AWS calls the credential's scope.</summary>
public sealed class SignatureScopeTests
{
    private readonly SimulatedAws _aws = new(TimeProvider.System, new Faults(), new CallLog(), (_, _) => ValueTask.FromResult<string?>(null));

    [Theory]
    [Trait("Threat", "T51")]
    [InlineData("us-west-2", "execute-api", "Credential should be scoped to a valid region, not 'us-west-2'.")]
    [InlineData("us-east-1", "sts", "Credential should be scoped to correct service: 'execute-api'.")]
    [InlineData("us-east-1", "lambda", "Credential should be scoped to correct service: 'execute-api'.")]
    public async Task A_Signature_For_Another_Region_Or_Service_Is_Refused(string region, string service, string why)
    {
        (await AuthenticateAsync("us-east-1", "execute-api")).Region.ShouldBe("us-east-1");

        var refused = await Should.ThrowAsync<AwsErrorException>(AuthenticateAsync(region, service));

        (refused.Status, refused.Code, refused.Message).ShouldBe((403, "SignatureDoesNotMatch", why));
    }

    private async Task<Caller> AuthenticateAsync(string region, string service)
    {
        var key = new Vendor(Partition.Aws).IssueOperatorKey(_aws);
        var date = TimeProvider.System.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{date[..8]}/{region}/{service}/aws4_request";
        var context = new DefaultHttpContext();
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = "/ops/v1/registrations";
        context.Request.Method = "GET";
        context.Request.Path = "/ops/v1/registrations";
        context.Request.Host = new HostString("localhost:5080");
        context.Request.Headers["X-Amz-Date"] = date;
        var canonical = CanonicalRequest.Text("GET", "/ops/v1/registrations", "", ["host", "x-amz-date"], name => name is "host" ? "localhost:5080" : date, CanonicalRequest.Hash([]));
        var signature = CanonicalRequest.Sign(key.SecretAccessKey, scope, CanonicalRequest.StringToSign(date, scope, canonical));
        context.Request.Headers.Authorization = $"AWS4-HMAC-SHA256 Credential={key.AccessKeyId}/{scope}, SignedHeaders=host;x-amz-date, Signature={signature}";
        return await _aws.AuthenticateAsync(context, "execute-api", "us-east-1", CancellationToken.None);
    }
}
