using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Onboarding.Functions.Publishing.Webhooks;

/// <summary>Finds the addresses of a host.</summary>
internal delegate Task<IPAddress[]> ResolveHost(string host, CancellationToken cancellation);

/// <summary>Posts signed messages to the vendor's address. It follows no redirect, uses no proxy, reads no answer beyond its status, and waits for no receiver longer than <see cref="Patience"/>.</summary>
internal sealed class WebhookSender : IDisposable
{
    /// <summary>The time limit for a receiver's answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const int MaxHeaderKilobytes = 16;

    private readonly WebhookAddress _address;
    private readonly ResolveHost _resolve;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    /// <summary>Sends to one address.</summary>
    /// <param name="address">The vendor's address.</param>
    /// <param name="resolve">Finds the addresses of its host.</param>
    /// <param name="time">The machine's clock.</param>
    public WebhookSender(WebhookAddress address, ResolveHost resolve, TimeProvider time)
    {
        (_address, _resolve, _time) = (address, resolve, time);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            // An answer is not read: a connection whose answer is still coming is closed.
            MaxResponseDrainSize = 0,
            // A name can resolve differently tomorrow.
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectCallback = ConnectAsync,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Sends a message.</summary>
    /// <returns>Null when the receiver has taken it; else why not, in a word for the log.</returns>
    public async Task<string?> SendAsync(WebhookMessage message, byte[] secret, DateTimeOffset now, CancellationToken cancellation)
    {
        using var timer = new CancellationTokenSource(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        using var request = Request(message, secret, now);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return (int)response.StatusCode is >= 200 and < 300 ? null : $"Http{(int)response.StatusCode}";
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return "Timeout";
        }
        catch (HttpRequestException e)
        {
            return e.InnerException is AddressRefusedException ? "AddressNotPublic" : e.HttpRequestError.ToString();
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The signature of a body: what a receiver computes and compares.</summary>
    public static string Signature(byte[] secret, string timestamp, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(timestamp + "."), .. body];
        return "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(secret, signed));
    }

    private HttpRequestMessage Request(WebhookMessage message, byte[] secret, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, _address.Uri) { Content = new ByteArrayContent(message.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("Onboarding-Id", message.Id);
        request.Headers.Add("Onboarding-Timestamp", timestamp);
        request.Headers.Add("Onboarding-Signature", Signature(secret, timestamp, message.Body));
        return request;
    }

    // The addresses are checked after the name's last resolution, and the connection goes to one of them: the name isn't resolved again, so a changed answer has no effect.
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var addresses = await _resolve(context.DnsEndPoint.Host, cancellation);
        if (addresses.Length == 0 || !Array.TrueForAll(addresses, IsAllowed))
            throw new AddressRefusedException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsAllowed(IPAddress address) => _address.IsOnThisMachine ? IPAddress.IsLoopback(address) : PublicAddress.Is(address);

    private sealed class AddressRefusedException() : Exception("The webhook's host does not lead to the public internet.");
}
