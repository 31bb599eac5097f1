using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Amazon;
using Amazon.Runtime;
using Onboarding.Ops.Api;

namespace Onboarding.Ops.Doctor;

/// <summary>AWS did not answer a call as asked.</summary>
/// <param name="code">AWS's error code, or the HTTP status if there is none.</param>
/// <param name="operation">What was asked.</param>
internal sealed class AwsCallException(string code, string operation) : Exception($"{operation}: {code}")
{
    public string Code => code;
}

/// <summary>A few reading calls to AWS with the operator's credentials, signed as those to the API are. The SDK's packages for them would be larger than this program.</summary>
/// <param name="http">Sends.</param>
/// <param name="credentials">The operator's.</param>
/// <param name="region">The stack's Region.</param>
/// <param name="endpoint">One address for every endpoint (<c>AWS_ENDPOINT_URL</c>); null for AWS's own.</param>
/// <param name="time">The machine's clock.</param>
internal sealed class AwsCalls(HttpClient http, AWSCredentials credentials, string region, Uri? endpoint, TimeProvider time)
{
    private static readonly Dictionary<string, string> s_none = new(StringComparer.Ordinal);

    /// <summary>An operation of a Query service: CloudFormation, SNS.</summary>
    public async Task<XElement> QueryAsync(string service, string version, string action, CancellationToken cancellation, params IEnumerable<(string Name, string Value)> parameters)
    {
        IEnumerable<(string Name, string Value)> all = [("Action", action), ("Version", version), .. parameters];
        var form = string.Join('&', all.Select(p => $"{Uri.EscapeDataString(p.Name)}={Uri.EscapeDataString(p.Value)}"));
        var body = await SendAsync(HttpMethod.Post, service, Root(service), "/", s_none, new(form, "application/x-www-form-urlencoded; charset=utf-8"), $"{service}:{action}", cancellation);
        return XElement.Parse(body);
    }

    /// <summary>An operation of DynamoDB.</summary>
    public async Task<JsonElement> DynamoAsync(string operation, string table, CancellationToken cancellation)
    {
        var body = new Body($$"""{"TableName":"{{JsonEncodedText.Encode(table)}}"}""", "application/x-amz-json-1.0", ("X-Amz-Target", "DynamoDB_20120810." + operation));
        return JsonElement.Parse(await SendAsync(HttpMethod.Post, "dynamodb", Root("dynamodb"), "/", s_none, body, "dynamodb:" + operation, cancellation));
    }

    /// <summary>An operation of Lambda, which is a path.</summary>
    public async Task<JsonElement> LambdaAsync(string operation, string path, CancellationToken cancellation, params IEnumerable<(string Name, string Value)> query) =>
        JsonElement.Parse(await SendAsync(
            HttpMethod.Get, "lambda", Root("lambda"), path, query.ToDictionary(q => q.Name, q => q.Value, StringComparer.Ordinal), null, "lambda:" + operation, cancellation));

    /// <summary>The account's own Block Public Access; null when it has none.</summary>
    public async Task<XElement?> PublicAccessBlockAsync(string account, CancellationToken cancellation)
    {
        try
        {
            var root = endpoint ?? new Uri($"https://{account}.s3-control.{region}.{Suffix}");
            var body = new Body("", null, ("x-amz-account-id", account));
            return XElement.Parse(await SendAsync(HttpMethod.Get, "s3", root, "/v20180820/configuration/publicAccessBlock", s_none, body, "s3:GetAccountPublicAccessBlock", cancellation));
        }
        catch (AwsCallException e) when (e.Code is "NoSuchPublicAccessBlockConfiguration")
        {
            return null;
        }
    }

    private string Suffix => RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix;

    private Uri Root(string service) => endpoint ?? new Uri($"https://{service}.{region}.{Suffix}");

    private async Task<string> SendAsync(
        HttpMethod method, string service, Uri root, string path, Dictionary<string, string> query, Body? body, string operation, CancellationToken cancellation)
    {
        var content = Encoding.UTF8.GetBytes(body?.Text ?? "");
        var signer = new RequestSigner(credentials, region, time, service);
        var text = query.Count == 0 ? "" : "?" + string.Join('&', query.Select(q => $"{Uri.EscapeDataString(q.Key)}={Uri.EscapeDataString(q.Value)}"));
        using var request = new HttpRequestMessage(method, new Uri(root.AbsoluteUri.TrimEnd('/') + path + text));
        if (content.Length > 0)
            request.Content = new ByteArrayContent(content);
        foreach (var (name, value) in await signer.SignAsync(method.Method, root, path, query, content, body?.Headers ?? []))
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content?.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request, cancellation);
        var answer = await response.Content.ReadAsStringAsync(cancellation);
        return response.IsSuccessStatusCode ? answer : throw new AwsCallException(CodeOf(answer) ?? $"HTTP {(int)response.StatusCode}", operation);
    }

    // Query and S3 say it in XML, DynamoDB and Lambda in JSON.
    private static string? CodeOf(string answer)
    {
        try
        {
            if (answer.StartsWith('{'))
            {
                var json = JsonElement.Parse(answer);
                return json.TryGetProperty("__type", out var type) ? type.GetString()?.Split('#')[^1] : json.TryGetProperty("Type", out var kind) ? kind.GetString() : null;
            }

            return XElement.Parse(answer).DescendantsAndSelf().FirstOrDefault(e => e.Name.LocalName == "Code")?.Value;
        }
        catch (Exception e) when (e is JsonException or XmlException)
        {
            // A page of a proxy, for example; its status says enough.
            return null;
        }
    }

    private sealed record Body(string Text, string? ContentType, params (string Name, string Value)[] More)
    {
        public IEnumerable<(string Name, string Value)> Headers => ContentType is null ? More : [("Content-Type", ContentType), .. More];
    }
}
