using NetMQ.Sockets;

namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>The sockets of a kernel, on addresses of this machine alone. All work on them is done by one thread.</summary>
internal sealed class Sockets(IPAddress ip) : IDisposable
{
    private const long MostBytes = 64 << 20;
    private readonly NetMQPoller poller = [];
    private readonly List<NetMQSocket> sockets = [];

    /// <summary>Binds a ROUTER: the first frame of what comes and goes is the peer's identity.</summary>
    /// <exception cref="NetMQException">The port is in use.</exception>
    public Channel BindRouter(int port, Action<byte[][]> received)
    {
        var socket = new RouterSocket();
        socket.Options.RouterMandatory = true;
        socket.ReceiveReady += (_, _) =>
        {
            List<byte[]> frames = [];
            while (socket.TryReceiveMultipartBytes(ref frames!)) received([.. frames]);
        };
        poller.Add(socket);
        return Bind(socket, port);
    }

    /// <summary>Binds a PUB: the first frame is the topic that peers subscribe to by its beginning.</summary>
    public Channel BindPublisher(int port) => Bind(new PublisherSocket(), port);

    /// <summary>Begins to receive.</summary>
    public void Start() => poller.RunAsync("sockets", isBackgroundThread: true);

    public void Dispose()
    {
        poller.Dispose();
        foreach (var socket in sockets) socket.Dispose();
    }

    private Channel Bind(NetMQSocket socket, int port)
    {
        sockets.Add(socket);
        socket.Options.Linger = TimeSpan.FromSeconds(1);
        socket.Options.MaxMsgSize = MostBytes;
        socket.Options.SendHighWatermark = 0; // nothing is thrown away
        socket.Bind($"tcp://{new IPEndPoint(ip, port)}");
        return new(poller, socket);
    }

    /// <summary>A bound socket.</summary>
    internal sealed class Channel(NetMQPoller poller, NetMQSocket socket)
    {
        /// <summary>Where it listens; the real port where 0 was asked for.</summary>
        public int Port { get; } = new Uri(socket.Options.LastEndpoint!).Port;

        /// <summary>Queues a message. May be called from any thread.</summary>
        /// <returns>When it is done, whether a peer was there to take it.</returns>
        public Task<bool> Send(byte[][] frames)
        {
            if (!poller.IsRunning) return Task.FromResult(false);
            return Task.Factory.StartNew(() =>
            {
                try
                {
                    return socket.TrySendMultipartBytes(TimeSpan.Zero, frames);
                }
                catch (HostUnreachableException)
                {
                    return false;
                }
            }, CancellationToken.None, TaskCreationOptions.None, poller);
        }
    }
}
