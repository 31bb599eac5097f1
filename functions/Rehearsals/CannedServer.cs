using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Onboarding.Functions.Rehearsals;

/// <summary>An HTTP server at the other end of a <see cref="Wire"/>, so that the whole of an HTTP client is rehearsed, TLS included, and no socket is opened.</summary>
/// <param name="answer">Answers a request by its head and its body, with the whole of the response.</param>
/// <param name="time">The machine's clock.</param>
internal sealed class CannedServer(Func<string, string, byte[]> answer, TimeProvider time) : IDisposable
{
    private const int HttpsPort = 443;
    private static readonly byte[] s_endOfHead = "\r\n\r\n"u8.ToArray();

    private readonly Lazy<X509Certificate2> _certificate = new(() => Certificate(time.GetUtcNow()));

    /// <summary>A client whose every connection leads here.</summary>
    public HttpClient Client() => new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ConnectCallback = (context, _) => ValueTask.FromResult<Stream>(Connect(context.DnsEndPoint.Port == HttpsPort)),
#pragma warning disable CA5359, S4830 // Nothing but this object is at the other end; the chain has been built by then, which loads the system's roots.
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true },
#pragma warning restore CA5359, S4830
    });

    /// <inheritdoc />
    public void Dispose()
    {
        if (_certificate.IsValueCreated)
            _certificate.Value.Dispose();
    }

    private Wire Connect(bool isSecure)
    {
        var (client, server) = Wire.Connect();
        _ = Task.Run(() => ServeAsync(server, isSecure));
        return client;
    }

    private async Task ServeAsync(Stream connection, bool isSecure)
    {
        await using var stream = isSecure ? await SecureAsync(connection) : connection;
        while (await HeadAsync(stream) is { } head)
        {
            var body = new byte[LengthOf(head)];
            await stream.ReadExactlyAsync(body);
            await stream.WriteAsync(answer(head, Encoding.UTF8.GetString(body)));
            await stream.FlushAsync();
        }
    }

    private async Task<Stream> SecureAsync(Stream connection)
    {
        var secure = new SslStream(connection);
        await secure.AuthenticateAsServerAsync(_certificate.Value);
        return secure;
    }

    // A byte at a time: a head is short, and what follows it belongs to the body.
    private static async Task<string?> HeadAsync(Stream stream)
    {
        var (head, one) = (new List<byte>(), new byte[1]);
        while (await stream.ReadAsync(one) > 0)
        {
            head.Add(one[0]);
            if (one[0] == '\n' && head.Count >= s_endOfHead.Length && head.TakeLast(s_endOfHead.Length).SequenceEqual(s_endOfHead))
                return Encoding.ASCII.GetString([.. head]);
        }

        return null;
    }

    private static int LengthOf(string head)
    {
        const string Length = "\r\nContent-Length: ";
        var start = head.IndexOf(Length, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? 0 : int.Parse(head.AsSpan(start + Length.Length, head.IndexOf('\r', start + Length.Length) - start - Length.Length), NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static X509Certificate2 Certificate(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=rehearsal", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
