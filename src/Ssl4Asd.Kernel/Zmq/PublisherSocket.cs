using System.Net;

namespace Ssl4Asd.Kernel.Zmq;

/// <summary>PUB: sends a message to every peer that subscribed to the beginning of its first frame.</summary>
internal sealed class PublisherSocket : BoundSocket
{
    private const int MessageBytes = 64 << 10;
    private readonly Dictionary<Connection, List<byte[]>> subscriptions = [];
    private readonly int most;

    public PublisherSocket(IPEndPoint address, ZmtpLimits limits, MemoryBudget budget)
        : base("PUB", address, limits with { MessageBytes = MessageBytes }, budget)
    {
        most = limits.Subscriptions;
        Start();
    }

    public override bool Send(byte[][] frames)
    {
        List<Connection> takers;
        lock (subscriptions) takers = [.. from s in subscriptions where s.Value.Any(topic => frames[0].AsSpan().StartsWith(topic)) select s.Key];
        foreach (var peer in takers) peer.Enqueue(frames);
        return takers.Count > 0;
    }

    // ZMTP 3.0 subscribes by a message that begins with 1 (or 0 to cancel), 3.1 by a command.
    protected override void OnReceived(Connection peer, byte[][] frames, ZmtpCommand? command)
    {
        switch (command, frames)
        {
            case ({ Name: "SUBSCRIBE" } c, _): Subscribe(peer, c.Data); break;
            case ({ Name: "CANCEL" } c, _): Cancel(peer, c.Data); break;
            case (null, [[1, .. var topic]]): Subscribe(peer, topic); break;
            case (null, [[0, .. var topic]]): Cancel(peer, topic); break;
        }
    }

    protected override void OnClosed(Connection peer)
    {
        lock (subscriptions) subscriptions.Remove(peer);
    }

    private void Subscribe(Connection peer, byte[] topic)
    {
        lock (subscriptions)
        {
            if (!subscriptions.TryGetValue(peer, out var topics)) subscriptions[peer] = topics = [];
            if (topics.Count == most || topic.Length > most) throw new ZmtpException("too many or too long subscriptions");
            topics.Add(topic); // twice is twice: each has to be cancelled
        }
    }

    private void Cancel(Connection peer, byte[] topic)
    {
        lock (subscriptions)
        {
            if (!subscriptions.TryGetValue(peer, out var topics)) return;
            var at = topics.FindIndex(t => t.AsSpan().SequenceEqual(topic));
            if (at >= 0) topics.RemoveAt(at);
        }
    }
}
