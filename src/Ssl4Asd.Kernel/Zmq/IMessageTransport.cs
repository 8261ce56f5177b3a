using System.Net;

namespace Ssl4Asd.Kernel.Zmq;

/// <summary>
/// Binds the sockets that a Jupyter kernel serves. Messages are lists of frames; callbacks come from threads of the
/// transport, one message at a time for each peer, and must not block for long.
/// </summary>
internal interface IMessageTransport : IDisposable
{
    /// <summary>Binds a ROUTER: the first frame of what comes and goes is the peer's identity.</summary>
    IMessageSocket BindRouter(IPEndPoint address, Action<byte[][]> received);

    /// <summary>Binds a PUB: the first frame is the topic that peers subscribe to by its beginning.</summary>
    IMessageSocket BindPublisher(IPEndPoint address);

    /// <summary>Binds a REP that sends every message back.</summary>
    IMessageSocket BindEcho(IPEndPoint address);

    /// <summary>Waits until what was sent has left, or the time is over.</summary>
    void Flush(TimeSpan timeout);
}

/// <summary>A bound socket.</summary>
internal interface IMessageSocket
{
    /// <summary>Where it listens; the port is the real one where 0 was asked for.</summary>
    IPEndPoint Address { get; }

    /// <summary>Queues a message. May be called from any thread.</summary>
    /// <returns>Whether a peer was there to take it.</returns>
    bool Send(byte[][] frames);
}
