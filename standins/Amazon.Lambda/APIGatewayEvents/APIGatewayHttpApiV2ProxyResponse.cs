namespace Amazon.Lambda.APIGatewayEvents;

#pragma warning disable CA2227, S101 // As the package has it: settable collections, and its name.

/// <summary>The answer to an API Gateway HTTP API, payload format 2.0: of the package's members, those that are written here.</summary>
internal class APIGatewayHttpApiV2ProxyResponse
{
    public int StatusCode { get; set; }

    public IDictionary<string, string>? Headers { get; set; }

    public string? Body { get; set; }

    public bool IsBase64Encoded { get; set; }
}
