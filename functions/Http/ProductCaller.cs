using Amazon.Lambda.APIGatewayEvents;

namespace Onboarding.Functions.Http;

/// <summary>The vendor's software that signed a request, and the person that it says it acts for.</summary>
internal sealed record ProductCaller
{
    /// <summary>In which the software names that person, for the record; nothing is decided by it.</summary>
    private const string PersonHeader = "x-onboarding-person";

    /// <summary>The longest name of a person that is kept.</summary>
    private const int MaxPersonLength = 255;

    /// <summary>The ARN of the principal, of a role's session such as <c>arn:aws:sts::111122223333:assumed-role/scanner/i-0abc</c>.</summary>
    public required string Arn { get; init; }

    /// <summary>The role's name; null when the principal is none.</summary>
    public required string? RoleName { get; init; }

    /// <summary>The person, as the software says; null when it names none.</summary>
    public string? Person { get; init; }

    /// <summary>The software: <c>product:scanner</c>. What is kept names the person beside it by a pseudonym.</summary>
    /// <remarks>HTTP APIs accept no callers from other AWS accounts, so a role's name is unambiguous.</remarks>
    public string Software => $"product:{RoleName ?? Arn}";

    /// <summary>Who signed an event's request.</summary>
    /// <returns>The caller, or a refusal.</returns>
    public static (ProductCaller? Caller, Refusal? Refusal) Of(APIGatewayHttpApiV2ProxyRequest proxied)
    {
        if (proxied.RequestContext?.Authorizer?.IAM?.UserARN is not { Length: > 0 } arn)
            return (null, TenantClaim.Missing("userArn"));
        var person = proxied.Headers.Find(PersonHeader)?.Trim();
        if (person is { Length: > MaxPersonLength } || person?.Any(c => char.IsControl(c) || char.IsSurrogate(c)) is true)
        {
            return (null, Request.Malformed(
                $"“{PersonHeader}” can have up to {MaxPersonLength} characters and no control characters.",
                $"「{PersonHeader}」は {MaxPersonLength} 文字以内とし、制御文字は使用できません。"));
        }

        return (new ProductCaller { Arn = arn, RoleName = RoleNameOf(arn), Person = person is { Length: > 0 } ? person : null }, null);
    }

    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
    private static string? RoleNameOf(string arn) =>
        arn.Split(':', 6) is ["arn", _, "sts", _, _, var resource] && resource.Split('/') is ["assumed-role", { Length: > 0 } name, { Length: > 0 }] ? name : null;
}
