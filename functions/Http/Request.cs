using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.APIGatewayEvents;

namespace Onboarding.Functions.Http;

/// <summary>One request, as the features see it.</summary>
internal abstract record Request
{
    /// <summary>A body's limit in bytes.</summary>
    public const int MaxBodyBytes = 64 * 1024;

    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Method, space, path with its parameters' names, as in <see cref="Routes"/>.</summary>
    public required string RouteKey { get; init; }

    /// <summary>When API Gateway received the request: the one time of this request.</summary>
    public required DateTimeOffset Now { get; init; }

    public required Language Language { get; init; }

    /// <summary>API Gateway's id of the request.</summary>
    public required string RequestId { get; init; }

    public required APIGatewayHttpApiV2ProxyRequest Event { get; init; }

    /// <summary>A path parameter; empty when the route has none of that name.</summary>
    public string Path(string name) => Event.PathParameters.Find(name) ?? "";

    /// <summary>A query parameter, or null.</summary>
    public string? Query(string name) => Event.QueryStringParameters.Find(name);

    /// <summary>Whether the query has a parameter of another name than these.</summary>
    public bool HasOtherQueryThan(IReadOnlyCollection<string> names) =>
        Event.QueryStringParameters is { } query && query.Keys.Any(name => !names.Contains(name, StringComparer.Ordinal));

    /// <summary>Reads the body strictly: UTF-8, no unknown, duplicate or case-variant members, nothing after it.</summary>
    /// <returns>The body, or why it was refused.</returns>
    public (T? Body, Refusal? Refusal) ReadBody<T>(JsonTypeInfo<T> type)
        where T : class
    {
        if (Bytes(out var refusal) is not { } bytes)
            return (null, refusal);
        try
        {
            return JsonSerializer.Deserialize(bytes, type) is { } body
                ? (body, null)
                : (null, Malformed("The body is null; an object is required.", "本文が null です。オブジェクトを指定してください。"));
        }
        catch (JsonException e)
        {
            var members = string.Join(", ", type.Properties.Select(p => p.Name));
            return (null, Malformed(
                $"The body isn't the JSON object that this route expects (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}, at {Place(e)}). Expected members: {members}.",
                $"本文がこのルートの JSON オブジェクトではありません ({e.LineNumber + 1} 行目 {e.BytePositionInLine + 1} バイト目、{Place(e)})。使用できる項目は {members} です。"));
        }
    }

    /// <summary>A malformed request, described in both languages.</summary>
    public static Refusal Malformed(string english, string japanese) => new(Errors.RequestMalformed, new Text(english, japanese));

    private byte[]? Bytes(out Refusal? refusal)
    {
        refusal = null;
        try
        {
            var bytes = Event.IsBase64Encoded ? Convert.FromBase64String(Event.Body ?? "") : s_strictUtf8.GetBytes(Event.Body ?? "");
            if (bytes.Length > MaxBodyBytes)
                refusal = new Refusal(Errors.TooLarge);
            else if (bytes.Length == 0)
                refusal = Malformed("The body is missing; a JSON object is required.", "本文がありません。JSON オブジェクトを指定してください。");
            else
                s_strictUtf8.GetCharCount(bytes);
            return refusal is null ? bytes : null;
        }
        catch (Exception e) when (e is FormatException or EncoderFallbackException or DecoderFallbackException)
        {
            refusal = Malformed("The body is not valid UTF-8.", "本文が正しい UTF-8 ではありません。");
            return null;
        }
    }

    // The path of an unknown member quotes what the caller sent; only its beginning is returned.
    private static string Place(JsonException e) => e.Path is { Length: > 0 and <= 64 } path ? path : "$";
}

/// <summary>Names a person of a tenant by a pseudonym.</summary>
/// <param name="tenant">The tenant.</param>
/// <param name="person">The token's <c>sub</c>.</param>
/// <param name="now">When.</param>
/// <param name="cancellation">Ends the calls.</param>
internal delegate Task<string> NamePerson(TenantId tenant, string person, DateTimeOffset now, CancellationToken cancellation);

/// <summary>A request of one of a tenant's people, or of the vendor's software in their place.</summary>
internal sealed record TenantRequest : Request
{
    /// <summary>More of a subject than this is not read. An identity provider's is at most 255 characters: https://openid.net/specs/openid-connect-core-1_0.html#IDToken</summary>
    private const int MaxSubjectLength = 255;

    public required TenantId Tenant { get; init; }

    /// <summary>The vendor's software that asks in the tenant's place; null when one of the tenant's people does.</summary>
    public ProductCaller? Caller { get; init; }

    /// <summary>The person, by an email address that the identity provider has verified, otherwise by the token's <c>sub</c>; null if the token names no one.</summary>
    /// <remarks>A claim that people choose themselves, such as a name, proves nothing. API Gateway hands every claim on as text.</remarks>
    public string? Person => Caller is not null ? Caller.Person : Claim("email_verified") == "true" && Claim("email") is { } email ? email : Claim("sub");

    /// <summary>The person, by the token's <c>sub</c>; null if the token names no one. It isn't stored: stored data names the person by <see cref="ByAsync"/>.</summary>
    public string? Subject => Claim("sub") is { } subject ? SubjectOf(subject) : null;

    /// <summary>The invitation of a visitor without a sign-in; null for all other callers.</summary>
    public string? InvitationId { get; init; }

    /// <summary>How a person is named in stored data; null if there is none.</summary>
    public NamePerson? Naming { get; init; }

    /// <summary>The caller as recorded in the audit: the person's pseudonym, or only the tenant if the token names no one; or the vendor's software and the person that it acts for; or the invitation.</summary>
    public async Task<string> ByAsync(CancellationToken cancellation)
    {
        if (InvitationId is not null)
            return "invitation:" + InvitationId;
        var person = Naming is not null && (Caller is null ? Subject : Caller.Person) is { } named ? await Naming(Tenant, named, Now, cancellation) : null;
        return Caller is null ? person ?? "tenant:" + Tenant.Value
            : person is null ? Caller.Software
            : $"{Caller.Software} for {person}";
    }

    /// <summary>A claim <c>sub</c> as it names a person, whatever it holds.</summary>
    public static string SubjectOf(string claim) => WholeCharacters(claim[..Math.Min(claim.Length, MaxSubjectLength)]);

    private string? Claim(string name) => Event.RequestContext?.Authorizer?.Jwt?.Claims.Find(name) is { Length: > 0 } claim ? claim : null;

    // What was cut in the middle of a character, or came without its other half, becomes U+FFFD, which every store takes.
    private static string WholeCharacters(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}

/// <summary>A request of someone without a sign-in, authorized only by an invitation's token.</summary>
internal sealed record VisitorRequest : Request
{
    /// <summary>The request in the place of the tenant that invited, for the one onboarding of the invitation.</summary>
    public TenantRequest For(TenantId tenant, string invitationId) => new()
    {
        RouteKey = RouteKey,
        Tenant = tenant,
        InvitationId = invitationId,
        Now = Now,
        Language = Language,
        RequestId = RequestId,
        Event = Event,
    };
}

/// <summary>A request of the vendor's own software.</summary>
internal sealed record ProductRequest : Request
{
    public required ProductCaller Caller { get; init; }

    /// <summary>How a person is named in what is kept; null where nobody is.</summary>
    public NamePerson? Naming { get; init; }

    /// <summary>Who asks, as access entries name them: the software, and a person of the tenant by a pseudonym if the software names one.</summary>
    public async Task<string> ByAsync(TenantId tenant, CancellationToken cancellation) => Naming is not null && Caller.Person is { } person
        ? $"{Caller.Software} for {await Naming(tenant, person, Now, cancellation)}"
        : Caller.Software;
}

/// <summary>A request of one of the vendor's operators.</summary>
internal sealed record OperatorRequest : Request
{
    /// <summary>The ARN of the principal that signed the request.</summary>
    public required string Arn { get; init; }

    /// <summary>Who asks, as the audit names them.</summary>
    public string By => "operator:" + Arn;
}
