using Amazon.Runtime;

namespace Onboarding.Functions.Aws;

/// <summary>The time-out and retry policy of every AWS client, chosen so that a registration ends within 20 s whatever AWS does.</summary>
/// <remarks>
/// Standard mode retries throttling, server errors, time-outs and broken connections with jittered exponential backoff
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html). Three attempts of two seconds each are
/// far above what these services need and far below what a person waits.
/// </remarks>
internal static class ClientDefaults
{
    /// <summary>The time limit of one attempt.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(2);

    /// <summary>How often a failed attempt is repeated.</summary>
    public const int Retries = 2;

    public static T Apply<T>(T config)
        where T : ClientConfig
    {
        config.Timeout = AttemptTimeout;
        config.ConnectTimeout = AttemptTimeout;
        config.MaxErrorRetry = Retries;
        config.RetryMode = RequestRetryMode.Standard;
        // The SDK's own log and metrics aren't used here.
        config.DisableLogging = true;
        config.LogMetrics = false;
        if (Transport.Current is { } transport)
        {
            (config.HttpClientFactory, config.DefaultAWSCredentials) = (transport.Http, transport.Credentials);
            // What is rehearsed is compiled as it runs: slow is no failure there.
            config.Timeout = config.ConnectTimeout = Transport.AttemptTimeout;
        }

        return config;
    }
}
