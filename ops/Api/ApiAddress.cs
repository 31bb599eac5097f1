using System.Diagnostics.CodeAnalysis;

namespace Onboarding.Ops.Api;

/// <summary>Where the operator API is: <c>https://</c>, or <c>http://</c> on this very machine, for a sandbox.</summary>
/// <remarks>A signed request over plain HTTP would show everyone on the way whose registrations these are.</remarks>
internal sealed record ApiAddress
{
    private ApiAddress(Uri root) => Root = root;

    /// <summary>Ends with a slash.</summary>
    public Uri Root { get; }

    /// <summary>The Region in the name that API Gateway gives an API; null for a domain of one's own.</summary>
    /// <remarks>https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html: <c>{id}.execute-api.{region}.amazonaws.com</c></remarks>
    public string? Region => Root.Host.Split('.') is [_, "execute-api", var region, "amazonaws", ..] ? region : null;

    public static bool TryParse(string? text, [NotNullWhen(true)] out ApiAddress? address)
    {
        address = Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            && uri is { Query: "", Fragment: "", UserInfo: "" }
                ? new ApiAddress(uri.AbsolutePath.EndsWith('/') ? uri : new UriBuilder(uri) { Path = $"{uri.AbsolutePath}/" }.Uri)
                : null;
        return address is not null;
    }

    public override string ToString() => Root.AbsoluteUri.TrimEnd('/');
}
