using System.Net;

namespace Ssl4Asd.Kernel.Zmq;

/// <summary>REP that sends back what came, envelope and all: the heartbeat.</summary>
internal sealed class EchoSocket : BoundSocket
{
    private const int MessageBytes = 1 << 20;

    public EchoSocket(IPEndPoint address, ZmtpLimits limits, MemoryBudget budget)
        : base("REP", address, limits with { MessageBytes = MessageBytes, BacklogBytes = MessageBytes }, budget) => Start();

    public override bool Send(byte[][] frames) => throw new NotSupportedException("the heartbeat only answers");

    protected override void OnReceived(Connection peer, byte[][] frames, ZmtpCommand? command)
    {
        if (command is null) peer.Enqueue(frames);
    }
}
