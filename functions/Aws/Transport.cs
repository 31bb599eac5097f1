using Amazon.Runtime;

namespace Onboarding.Functions.Aws;

/// <summary>The transport that AWS's clients use instead of the network.</summary>
/// <param name="Http">Makes their HTTP clients.</param>
/// <param name="Credentials">What they sign with.</param>
internal sealed record Transport(HttpClientFactory Http, AWSCredentials Credentials)
{
    /// <summary>The time limit of one attempt in a rehearsal.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(60);

    // Of the rehearsal that this code runs in, and of nothing else that runs meanwhile.
    private static readonly AsyncLocal<Transport?> s_current = new();

    /// <summary>The transport of the rehearsal that this code runs in; null outside of one.</summary>
    public static Transport? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }
}
