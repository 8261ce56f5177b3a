namespace Ssl4Asd.Kernel.Zmq;

/// <summary>What a peer may ask for before it loses its connection.</summary>
internal sealed record ZmtpLimits
{
    /// <summary>Bytes of one message, all frames together.</summary>
    public long MessageBytes { get; init; } = 256L << 20;

    /// <summary>Frames of one message.</summary>
    public int Frames { get; init; } = 1024;

    /// <summary>Bytes of messages that are being received, over all peers of all sockets: they are not authenticated yet.</summary>
    public long ReceivingBytes { get; init; } = 512L << 20;

    /// <summary>Bytes waiting to be sent to one peer; beyond them the sender waits for it.</summary>
    public long BacklogBytes { get; init; } = 64L << 20;

    /// <summary>How long a full backlog may take to fall to half; a slower peer loses its connection.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From the connection to the end of the handshake.</summary>
    public TimeSpan Handshake { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest pause within a message.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Connections of one socket.</summary>
    public int Connections { get; init; } = 128;

    /// <summary>Subscriptions of one peer, and bytes of one topic.</summary>
    public int Subscriptions { get; init; } = 256;
}
