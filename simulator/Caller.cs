namespace Onboarding.Simulator;

/// <summary>Who signed a request, once the signature is proved.</summary>
/// <param name="AccountId">The account of the identity.</param>
/// <param name="Arn">The ARN as <c>GetCallerIdentity</c> says it: of the session, or of the user.</param>
/// <param name="PrincipalArn"><c>aws:PrincipalArn</c>: of the role behind the session, or of the user.</param>
/// <param name="UserId"><c>aws:userid</c>: <c>AROA…:session</c>, or <c>AIDA…</c>.</param>
/// <param name="AccessKeyId">The key that signed.</param>
/// <param name="Region">The Region of the credential scope.</param>
internal sealed record Caller(string AccountId, string Arn, string PrincipalArn, string UserId, string AccessKeyId, string Region)
{
    /// <summary>The key that began the chain of roles; <see cref="AccessKeyId"/> where nothing was chained.</summary>
    public string FirstAccessKeyId { get; init; } = AccessKeyId;

    /// <summary>Where the request came from: <c>aws:SourceIp</c>.</summary>
    public string? SourceIp { get; init; }

    /// <summary>What the client calls itself: <c>aws:UserAgent</c>.</summary>
    public string? UserAgent { get; init; }
}
