using System.Net;
using System.Security.Cryptography;

namespace Ssl4Asd.Kernel.Zmq;

/// <summary>ROUTER: knows its peers by an identity, their own or one that it makes up.</summary>
internal sealed class RouterSocket : BoundSocket
{
    private readonly Dictionary<string, Connection> peers = [];
    private readonly Dictionary<Connection, byte[]> identities = [];
    private readonly Action<byte[][]> received;

    public RouterSocket(IPEndPoint address, Action<byte[][]> received, ZmtpLimits limits, MemoryBudget budget)
        : base("ROUTER", address, limits, budget)
    {
        this.received = received;
        Start();
    }

    public override bool Send(byte[][] frames)
    {
        Connection? peer;
        lock (peers) peer = peers.GetValueOrDefault(Convert.ToHexString(frames[0]));
        return peer is not null && peer.Enqueue(frames[1..]);
    }

    // A client that connects again may come before the end of its old connection is seen: the new one counts.
    protected override bool OnReady(Connection peer)
    {
        var identity = peer.Identity.Length > 0 ? peer.Identity : [0, .. RandomNumberGenerator.GetBytes(8)];
        lock (peers)
        {
            peers[Convert.ToHexString(identity)] = peer;
            identities[peer] = identity;
        }
        return true;
    }

    protected override void OnReceived(Connection peer, byte[][] frames, ZmtpCommand? command)
    {
        if (command is not null) return;
        byte[] identity;
        lock (peers) identity = identities[peer];
        received([identity, .. frames]);
    }

    protected override void OnClosed(Connection peer)
    {
        lock (peers)
        {
            if (!identities.Remove(peer, out var identity)) return;
            var name = Convert.ToHexString(identity);
            if (peers.GetValueOrDefault(name) == peer) peers.Remove(name);
        }
    }
}
