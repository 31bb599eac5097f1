using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Rehearsals;

/// <summary>An AWS that answers inside the process: a table that remembers what is put into it, an STS that gives sessions, and no access to anything else.</summary>
internal sealed class CannedAws : HttpClientFactory, IDisposable
{
    private const string Session = """
        <AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAREHEARSAL</AccessKeyId><SecretAccessKey>rehearsal</SecretAccessKey><SessionToken>rehearsal</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>
        """;

    private const string Denied = "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>This is a rehearsal.</Message></Error></ErrorResponse>";

    // What is changed must be there, and in a rehearsal nothing is.
    private const string ConditionFailed = """{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"The conditional request failed"}""";

    private const string Json = "application/x-amz-json-1.0";

    private readonly List<JsonElement> _items = [];
    private readonly CannedServer _server;

    /// <summary>An AWS that answers until it is disposed.</summary>
    /// <param name="time">The machine's clock.</param>
    public CannedAws(TimeProvider time) => _server = new CannedServer(Answer, time);

    /// <summary>The vendor's own role, which can be assumed without an external ID.</summary>
    public required string VendorRole { get; init; }

    /// <summary>The external ID with which every other role can be assumed; null before it has been minted.</summary>
    public string? ExternalId { get; set; }

    /// <summary>Puts an item into the table.</summary>
    public void Put(Item item)
    {
        var json = JsonText.Write(writer =>
        {
            writer.WriteStartObject();
            foreach (var (name, value) in item.Attributes)
            {
                writer.WriteStartObject(name);
                writer.WriteString(value.S is null ? "N" : "S", value.S ?? value.N);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        });
        _items.Add(JsonElement.Parse(json));
    }

    /// <inheritdoc />
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _server.Client();

    /// <summary>Otherwise, the SDK would return a canned client for the same settings elsewhere.</summary>
    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    /// <inheritdoc />
    public void Dispose() => _server.Dispose();

    private byte[] Answer(string head, string body)
    {
        if (TargetOf(head) is { } operation)
        {
            // A function can make several calls at the same time.
            lock (_items)
                return operation is "UpdateItem" ? Response("400 Bad Request", Json, ConditionFailed) : Response("200 OK", Json, OfTable(operation, body));
        }

        return IsAssumed(body) ? Response("200 OK", "text/xml", Session) : Response("403 Forbidden", "text/xml", Denied);
    }

    private static byte[] Response(string status, string type, string body) =>
        Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nx-amzn-RequestId: rehearsal\r\n\r\n{body}");

    // DynamoDB's operation, after the version: DynamoDB_20120810.GetItem.
    private static string? TargetOf(string head)
    {
        const string Target = "\r\nX-Amz-Target: ";
        var start = head.IndexOf(Target, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            return null;
        var end = head.IndexOf('\r', start + Target.Length);
        return head[(head.IndexOf('.', start) + 1)..end];
    }

    private bool IsAssumed(string form) =>
        form.Contains("Action=AssumeRole&", StringComparison.Ordinal)
        && (form.Contains(Uri.EscapeDataString(VendorRole) + "&", StringComparison.Ordinal) || (ExternalId is not null && form.Contains(ExternalId, StringComparison.Ordinal)));

    private string OfTable(string operation, string body)
    {
        using var json = JsonDocument.Parse(body);
        var request = json.RootElement;
        switch (operation)
        {
            case "Query":
                return """{"Items":[],"Count":0,"ScannedCount":0}""";
            case "GetItem":
                return Find(request.GetProperty("Key")) is { } item ? $$"""{"Item":{{item.GetRawText()}}}""" : "{}";
            case "TransactGetItems":
                var found = request.GetProperty("TransactItems").EnumerateArray().Select(i => Find(i.GetProperty("Get").GetProperty("Key")) is { } one ? $$"""{"Item":{{one.GetRawText()}}}""" : "{}");
                return $$"""{"Responses":[{{string.Join(',', found)}}]}""";
            case "PutItem":
                _items.Add(request.GetProperty("Item").Clone());
                return "{}";
            case "TransactWriteItems":
                foreach (var write in request.GetProperty("TransactItems").EnumerateArray())
                {
                    if (write.TryGetProperty("Put", out var put))
                        _items.Add(put.GetProperty("Item").Clone());
                }

                return "{}";
            default:
                return "{}";
        }
    }

    private JsonElement? Find(JsonElement key)
    {
        foreach (var item in _items)
        {
            var isIt = true;
            foreach (var part in key.EnumerateObject())
                isIt &= item.TryGetProperty(part.Name, out var value) && string.Equals(value.GetRawText(), part.Value.GetRawText(), StringComparison.Ordinal);
            if (isIt)
                return item;
        }

        return null;
    }
}
