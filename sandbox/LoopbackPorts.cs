using System.Net;
using System.Net.Sockets;

namespace Onboarding.Sandbox;

/// <summary>The loopback ports that the sandbox listens on: bound first, so that everything knows its address, then passed to the server.</summary>
internal sealed class LoopbackPorts : IDisposable
{
    private readonly Dictionary<int, Socket> _sockets = [];

    /// <summary>Every port that was bound.</summary>
    public IReadOnlyCollection<int> All => [.. _sockets.Keys];

    /// <summary>Binds a port.</summary>
    /// <param name="port">The port; 0 takes any free one.</param>
    /// <returns>The port that was bound.</returns>
    /// <exception cref="StartProblemException">The port is taken.</exception>
    public int Bind(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new StartProblemException(e.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? $"Port {port} is taken: stop what listens there, or choose another with --port N (--port 0 takes any free one)."
                : $"Port {port} cannot be used ({e.Message}): choose another with --port N.");
        }

        var bound = ((IPEndPoint)socket.LocalEndPoint!).Port;
        _sockets[bound] = socket;
        return bound;
    }

    /// <summary>The socket that was bound to a port; from now on the server's to close.</summary>
    public Socket Take(int port) => _sockets.Remove(port, out var socket) ? socket : throw new InvalidOperationException($"Port {port} was not bound.");

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var socket in _sockets.Values)
        {
            socket.Dispose();
        }
    }
}
