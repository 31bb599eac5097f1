using Amazon.Runtime;
using Amazon.SecurityToken;
using Onboarding.Simulator;

namespace Onboarding.Tests.Sandbox;

/// <summary>The real SDK, pointed at a simulated AWS.</summary>
internal static class StsClient
{
    public static AmazonSecurityTokenServiceClient Create(LocalAws local, IssuedCredentials credentials)
    {
        var config = new AmazonSecurityTokenServiceConfig
        {
            ServiceURL = local.Url,
            AuthenticationRegion = LocalAws.Region,
            MaxErrorRetry = 0,
        };
        return new AmazonSecurityTokenServiceClient(
            credentials.SessionToken is null
                ? new BasicAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey)
                : new SessionAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken),
            config);
    }
}
