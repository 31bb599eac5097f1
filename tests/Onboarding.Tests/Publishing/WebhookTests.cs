using System.Net;
using System.Net.Sockets;
using System.Text;
using Onboarding.Functions;
using Onboarding.Functions.Publishing.Webhooks;

namespace Onboarding.Tests.Publishing;

/// <summary>Where webhooks go, and what a receiver cannot do to whoever sends them.</summary>
public sealed class WebhookTests
{
    private static readonly byte[] s_secret = "a-secret-of-some-length"u8.ToArray();
    private static readonly WebhookMessage s_message = new("0123456789abcdef", "{}"u8.ToArray());

    [Theory]
    [InlineData("https://hooks.example.com/onboarding")]
    [InlineData("https://hooks.example.com:443/a?b=c")]
    [InlineData("https://1.1.1.1/")]
    [InlineData("https://[2606:4700:4700::1111]/")]
    public void Takes_Public_Addresses(string url) => WebhookAddress.IsPublic(url).ShouldBeTrue();

    [Theory]
    [Trait("Threat", "T59")]
    [InlineData("http://hooks.example.com/")]
    [InlineData("http://localhost:5000/")]
    [InlineData("https://hooks.example.com:8443/")]
    [InlineData("https://user:password@hooks.example.com/")]
    [InlineData("https://hooks.example.com/#part")]
    [InlineData("https://localhost/")]
    [InlineData("https://intranet/")]
    [InlineData("https://db.internal/")]
    [InlineData("https://ip-10-0-0-1.ec2.internal/")]
    [InlineData("https://printer.local./")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f.0.0.1/")]
    [InlineData("https://10.1.2.3/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[fd00:ec2::254]/")]
    [InlineData("https://[::ffff:169.254.169.254]/")]
    [InlineData("https://[64:ff9b::a9fe:a9fe]/")]
    [InlineData("ftp://hooks.example.com/")]
    [InlineData("hooks.example.com")]
    [InlineData("https://hooks.example.com/\u00e9")]
    [InlineData("")]
    public void Takes_No_Other_Addresses(string url) => WebhookAddress.IsPublic(url).ShouldBeFalse();

    [Theory]
    [Trait("Threat", "T59")]
    [InlineData("10.0.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("127.0.0.53")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("fe80::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("ff02::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("2002:a9fe:a9fe::1")]
    [InlineData("2001:db8::1")]
    public async Task Connects_To_No_Address_That_Is_Not_Public(string address)
    {
        WebhookAddress.TryParse("https://hooks.example.com/", out var url).ShouldBeTrue();
        // A public address beside it does not help.
        using var sender = new WebhookSender(url, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("1.1.1.1"), IPAddress.Parse(address)]), TimeProvider.System);
        (await sender.SendAsync(s_message, s_secret, DateTimeOffset.UnixEpoch, CancellationToken.None)).ShouldBe("AddressNotPublic");
    }

    [Theory]
    [InlineData("1.1.1.1", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("2606:4700:4700::1111", true)]
    [InlineData("64:ff9b::1.1.1.1", true)]
    [InlineData("2001:4860:4860::8888", true)]
    public void Knows_Public_Addresses(string address, bool isPublic) => PublicAddress.Is(IPAddress.Parse(address)).ShouldBe(isPublic);

    [Theory]
    [Trait("Threat", "T59")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", null)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\nand so on", null)]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n", "Http302")]
    [InlineData("HTTP/1.1 500 Error\r\nContent-Length: 0\r\n\r\n", "Http500")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "Http404")]
    [InlineData("SSH-2.0-OpenSSH\r\n", "InvalidResponse")]
    public async Task Nothing_But_The_Status_Counts(string answer, string? why)
    {
        using var receiver = new Receiver(answer);
        using var sender = SenderTo(receiver, TimeProvider.System);
        (await sender.SendAsync(s_message, s_secret, DateTimeOffset.UnixEpoch, CancellationToken.None)).ShouldBe(why);
        receiver.Connections.ShouldBe(1);
    }

    [Fact]
    [Trait("Threat", "T59")]
    public async Task Receiver_That_Sends_Headers_Endlessly_Is_Left()
    {
        using var receiver = new Receiver("HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Range(0, 4000).Select(i => $"X-{i}: {i}\r\n")));
        using var sender = SenderTo(receiver, TimeProvider.System);
        (await sender.SendAsync(s_message, s_secret, DateTimeOffset.UnixEpoch, CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    [Trait("Threat", "T59")]
    public async Task Receiver_That_Does_Not_Answer_Is_Left_After_Ten_Seconds()
    {
        var time = new HurriedTime();
        using var receiver = new Receiver("");
        using var sender = SenderTo(receiver, time);
        (await sender.SendAsync(s_message, s_secret, DateTimeOffset.UnixEpoch, CancellationToken.None)).ShouldBe("Timeout");
        time.Pauses.ShouldBe([TimeSpan.FromSeconds(10)]);
    }

    [Fact]
    public void The_Signature_Is_What_The_Guide_Says() =>
        WebhookSender.Signature(s_secret, "1700000000", "{\"a\":1}"u8.ToArray()).ShouldBe("v1=" + Convert.ToHexStringLower(
            System.Security.Cryptography.HMACSHA256.HashData(s_secret, Encoding.UTF8.GetBytes("1700000000.{\"a\":1}"))));

    [Fact]
    public void An_Event_That_Is_Put_On_The_Bus_Twice_Has_One_Id()
    {
        const string Detail = """{"tenant":"acme","accountId":"abc","message":{"subject":"本番"},"audit":{"sequence":3,"hash":"00"}}""";
        var first = WebhookMessage.Of($$"""{"id":"1","detail-type":"Account Degraded","time":"2026-11-28T10:00:00Z","detail":{{Detail}}}""");
        var again = WebhookMessage.Of($$"""{"id":"2","detail-type":"Account Degraded","time":"2026-11-28T10:00:00Z","detail":{{Detail}}}""");
        var other = WebhookMessage.Of($$"""{"id":"3","detail-type":"Account Recovered","time":"2026-11-28T10:00:00Z","detail":{{Detail}}}""");
        again.Id.ShouldBe(first.Id);
        again.Body.ShouldBe(first.Body);
        other.Id.ShouldNotBe(first.Id, StringComparer.Ordinal);
        first.Id.Length.ShouldBe(32);
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("{}")]
    [InlineData("""{"detail-type":"A","time":"T","detail":{}}""")]
    [InlineData("""{"detail-type":"A","time":"T","detail":[]}""")]
    public void A_Message_That_Is_Not_An_Event_Is_Not_Sent(string message) => Should.Throw<InvalidDataException>(() => WebhookMessage.Of(message));

    [Theory]
    [InlineData("arn:aws:secretsmanager:eu-west-1:111122223333:secret:webhook-AbCdEf", true)]
    [InlineData("arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:team/webhook-AbCdEf", true)]
    [InlineData("webhook", false)]
    [InlineData("arn:aws:ssm:eu-west-1:111122223333:parameter/webhook", false)]
    [InlineData("arn:aws:secretsmanager:eu-west-1:111122223333:secret:*", false)]
    public void A_Secret_Is_Named_By_Its_Arn(string arn, bool isRight) => ContextKey.WebhookSecret.Accepts(arn).ShouldBe(isRight);

    private static WebhookSender SenderTo(Receiver receiver, TimeProvider time)
    {
        WebhookAddress.TryParse($"http://127.0.0.1:{receiver.Port}/", out var address).ShouldBeTrue();
        return new WebhookSender(address, Dns.GetHostAddressesAsync, time);
    }

    /// <summary>Says the same to everybody who asks, and keeps the connection open.</summary>
    private sealed class Receiver : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly List<TcpClient> _clients = [];

        public Receiver(string answer)
        {
            _listener.Start();
            _ = AnswerAsync(Encoding.ASCII.GetBytes(answer));
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public int Connections => _clients.Count;

        public void Dispose()
        {
            _listener.Dispose();
            foreach (var client in _clients)
                client.Dispose();
        }

        private async Task AnswerAsync(byte[] answer)
        {
            try
            {
                while (await _listener.AcceptTcpClientAsync() is { } client)
                {
                    _clients.Add(client);
                    _ = await client.GetStream().ReadAtLeastAsync(new byte[1024], 1);
                    await client.GetStream().WriteAsync(answer);
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
            {
                // The test is over.
            }
        }
    }
}
