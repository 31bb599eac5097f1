using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Onboarding.Sandbox;

/// <summary>Makes the server listen on the sandbox's ports.</summary>
internal static class LoopbackServer
{
    /// <summary>Hands every bound port to the server.</summary>
    public static void UseLoopbackPorts(this IWebHostBuilder builder)
    {
        builder.ConfigureServices(services => services
            .AddOptions<SocketTransportOptions>()
            .Configure<LoopbackPorts>((transport, ports) => transport.CreateBoundListenSocket = endpoint => ports.Take(((IPEndPoint)endpoint).Port)));
        builder.ConfigureKestrel(kestrel =>
        {
            // Callers that need ports bind them at construction.
            kestrel.ApplicationServices.GetRequiredService<Front>();
            foreach (var port in kestrel.ApplicationServices.GetRequiredService<LoopbackPorts>().All)
            {
                kestrel.Listen(IPAddress.Loopback, port);
            }
        });
    }
}
