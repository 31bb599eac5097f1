using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Onboarding.EndToEnd;

/// <summary>A vendor's receiver of webhooks, that answers as a test says.</summary>
internal sealed class WebhookReceiver : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Lock _gate = new();
    private readonly List<Received> _received = [];

    public WebhookReceiver()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/hook";

    /// <summary>The status that it answers with.</summary>
    public int Status { get; set; } = 204;

    /// <summary>Every request until now.</summary>
    public IReadOnlyList<Received> All
    {
        get
        {
            lock (_gate)
                return [.. _received];
        }
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = AnswerAsync(client);
        }
    }

    private static async Task<byte> ByteAsync(NetworkStream stream)
    {
        var one = new byte[1];
        await stream.ReadExactlyAsync(one);
        return one[0];
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using var _ = client;
        var stream = client.GetStream();
        var head = new List<byte>();
        while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
            head.Add(await ByteAsync(stream));
        var headers = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(':', 2)).ToDictionary(h => h[0], h => h[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers["Content-Length"])];
        await stream.ReadExactlyAsync(body);
        lock (_gate)
            _received.Add(new Received(headers["Onboarding-Id"], headers["Onboarding-Timestamp"], headers["Onboarding-Signature"], Encoding.UTF8.GetString(body), Status));
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {Status} As told\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
    }
}

/// <summary>A webhook as it arrived, and what it was answered.</summary>
internal sealed record Received(string Id, string Timestamp, string Signature, string Body, int Status);
