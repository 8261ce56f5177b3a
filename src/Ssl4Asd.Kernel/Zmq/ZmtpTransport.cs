using System.Net;

namespace Ssl4Asd.Kernel.Zmq;

/// <summary>ZeroMQ's protocol over TCP in managed code, for peers on the same machine.</summary>
internal sealed class ZmtpTransport(ZmtpLimits limits) : IMessageTransport
{
    private readonly MemoryBudget budget = new(limits.ReceivingBytes);
    private readonly List<BoundSocket> sockets = [];

    public IMessageSocket BindRouter(IPEndPoint address, Action<byte[][]> received) => Add(new RouterSocket(OnlyLoopback(address), received, limits, budget));

    public IMessageSocket BindPublisher(IPEndPoint address) => Add(new PublisherSocket(OnlyLoopback(address), limits, budget));

    public IMessageSocket BindEcho(IPEndPoint address) => Add(new EchoSocket(OnlyLoopback(address), limits, budget));

    public void Flush(TimeSpan timeout)
    {
        var deadline = DateTime.UtcNow + timeout;
        foreach (var socket in sockets) socket.Flush(deadline);
    }

    public void Dispose()
    {
        foreach (var socket in sockets) socket.Dispose();
    }

    private static IPEndPoint OnlyLoopback(IPEndPoint address) =>
        IPAddress.IsLoopback(address.Address) ? address : throw new ArgumentException($"expected a loopback address, given {address.Address}", nameof(address));

    private BoundSocket Add(BoundSocket socket)
    {
        sockets.Add(socket);
        return socket;
    }
}
