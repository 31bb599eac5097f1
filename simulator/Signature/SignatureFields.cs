using System.Globalization;

namespace Onboarding.Simulator.Signature;

/// <summary>What a request says about its signature, in the Authorization header or, presigned, in the query.</summary>
internal sealed record SignatureFields
{
    private static readonly string[] s_required = ["Credential", "Signature", "SignedHeaders"];

    public required string AccessKeyId { get; init; }

    /// <summary><c>date/region/service/aws4_request</c>.</summary>
    public required string Scope { get; init; }

    public required IReadOnlyList<string> SignedHeaders { get; init; }
    public required string Signature { get; init; }

    /// <summary>As sent: <c>yyyyMMddTHHmmssZ</c>.</summary>
    public required string Date { get; init; }

    public string? SecurityToken { get; init; }

    /// <summary>How long a presigned request is good for.</summary>
    public TimeSpan? Expires { get; init; }

    public string ScopeDate => Scope.Split('/')[0];
    public string Region => Scope.Split('/')[1];
    public string Service => Scope.Split('/')[2];

    public DateTimeOffset Time => DateTimeOffset.ParseExact(
        Date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>Reads the Authorization header, or a presigned query.</summary>
    /// <exception cref="AwsErrorException"><c>MissingAuthenticationToken</c> or <c>IncompleteSignature</c>.</exception>
    public static SignatureFields Read(HttpRequest request)
    {
        if (request.Headers.Authorization is [{ Length: > 0 } header]) return ReadHeader(header, request);
        if (request.Query.ContainsKey("X-Amz-Signature")) return ReadQuery(request.Query);
        throw new AwsErrorException(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
    }

    private static SignatureFields ReadHeader(string header, HttpRequest request)
    {
        var parts = header.Split(' ', 2, StringSplitOptions.TrimEntries);
        if (parts is not [CanonicalRequest.Algorithm, var list])
            throw Incomplete($"Unsupported AWS 'algorithm': '{parts[0]}'.");
        var members = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(member => member.Split('=', 2))
            .Where(member => member.Length == 2)
            .GroupBy(member => member[0], member => member[1], StringComparer.Ordinal)
            .ToDictionary(member => member.Key, member => member.First(), StringComparer.Ordinal);
        return Create(
            name => members.GetValueOrDefault(name),
            "Authorization header",
            request.Headers["X-Amz-Date"].ToString(),
            request.Headers["X-Amz-Security-Token"] is [{ Length: > 0 } token] ? token : null);
    }

    private static SignatureFields ReadQuery(IQueryCollection query)
    {
        if (query["X-Amz-Algorithm"].ToString() is not CanonicalRequest.Algorithm)
            throw Incomplete($"Unsupported AWS 'algorithm': '{query["X-Amz-Algorithm"]}'.");
        if (!int.TryParse(query["X-Amz-Expires"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 604_800)
            throw Incomplete("X-Amz-Expires must be between 1 and 604800 seconds.");
        return Create(
            name => query["X-Amz-" + name] is [{ Length: > 0 } value] ? value : null,
            "AWS query string",
            query["X-Amz-Date"].ToString(),
            query["X-Amz-Security-Token"] is [{ Length: > 0 } token] ? token : null) with
        {
            Expires = TimeSpan.FromSeconds(seconds),
        };
    }

    private static SignatureFields Create(Func<string, string?> member, string where, string date, string? token)
    {
        var missing = s_required.Where(name => member(name) is null).ToList();
        if (missing.Count > 0) throw Incomplete(string.Join(' ', missing.Select(name => $"{where} requires '{name}' parameter.")));
        var credential = member("Credential")!.Split('/');
        if (credential.Length != 5)
        {
            throw Incomplete(
                "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, "
                + $"got '{member("Credential")}'");
        }
        if (!DateTimeOffset.TryParseExact(date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            throw Incomplete($"Date must be in ISO-8601 'basic format'. Got '{date}'. See http://en.wikipedia.org/wiki/ISO_8601");
        return new SignatureFields
        {
            AccessKeyId = credential[0],
            Scope = string.Join('/', credential[1..]),
            SignedHeaders = member("SignedHeaders")!.Split(';'),
            Signature = member("Signature")!,
            Date = date,
            SecurityToken = token,
        };
    }

    private static AwsErrorException Incomplete(string message) => new(400, "IncompleteSignature", message);
}
