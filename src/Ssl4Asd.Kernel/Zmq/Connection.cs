using System.Net.Sockets;
using System.Text;

namespace Ssl4Asd.Kernel.Zmq;

/// <summary>
/// One peer: greeting and handshake, then a thread that reads and a thread that writes. Threads of its own, because
/// the cells of the kernel may use up those of the pool, and Stop has to work just then.
/// </summary>
internal sealed class Connection(Socket socket, string socketType, ZmtpLimits limits, MemoryBudget budget)
{
    private const int StackBytes = 256 << 10;
    private readonly Lock closing = new();
    private readonly object gate = new();
    private readonly Queue<(byte[][] Frames, bool IsCommand)> backlog = new();
    private long backlogBytes;
    private bool closed;

    /// <summary>What the peer called itself; empty when it did not.</summary>
    public byte[] Identity { get; private set; } = [];

    /// <summary>Serves the peer until the connection ends.</summary>
    /// <param name="ready">After the handshake; whether the peer is wanted.</param>
    /// <param name="received">A message or a command; what it throws ends the connection.</param>
    public void Serve(Func<Connection, bool> ready, Action<Connection, byte[][], ZmtpCommand?> received)
    {
        var reader = new FrameReader(socket, limits, budget);
        try
        {
            if (!Handshake(reader) || !ready(this)) return;
            new Thread(WriteAll, StackBytes) { IsBackground = true, Name = $"{socketType} writer" }.Start();
            while (reader.ReadMessage() is var (frames, command))
            {
                if (command is { Name: "PING" } ping) Enqueue([ping.Pong().Format()], isCommand: true);
                else received(this, frames, command);
                reader.Release();
            }
        }
        catch (Exception) // whatever it is, it costs this peer its connection and nobody else anything
        {
        }
        finally
        {
            reader.Release();
            Close();
        }
    }

    /// <summary>Queues a message; waits a while when the peer is slow.</summary>
    /// <returns>Whether the peer is still there.</returns>
    public bool Enqueue(byte[][] frames, bool isCommand = false)
    {
        lock (gate)
        {
            if (backlogBytes > limits.BacklogBytes && !WaitForHalf()) Close();
            if (closed) return false;
            backlog.Enqueue((frames, isCommand));
            backlogBytes += Size(frames);
            Monitor.PulseAll(gate);
            return true;
        }
    }

    /// <summary>Waits until everything has been handed to the system.</summary>
    public void Flush(DateTime deadline)
    {
        lock (gate)
        {
            while (!closed && backlogBytes > 0 && deadline - DateTime.UtcNow is { Ticks: > 0 } left) Monitor.Wait(gate, left);
        }
    }

    public void Close()
    {
        lock (gate)
        {
            closed = true;
            Monitor.PulseAll(gate);
        }
        lock (closing)
        {
            try
            {
                socket.Shutdown(SocketShutdown.Both); // wakes the threads that wait in it
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
            }
            socket.Dispose();
        }
    }

    private bool Handshake(FrameReader reader)
    {
        using var deadline = new Timer(_ => Close(), null, limits.Handshake, Timeout.InfiniteTimeSpan);
        socket.NoDelay = true;
        socket.ReceiveTimeout = (int)limits.Pause.TotalMilliseconds;
        using var stream = new NetworkStream(socket, ownsSocket: false);
        stream.Write(Greeting.Create());
        Greeting.Check(reader.Read(Greeting.Length));
        Frame.Write(stream, ZmtpCommand.Ready(socketType).Format(), more: false, isCommand: true);
        if (reader.ReadMessage() is not (_, { Name: "READY" } command)) return false;
        reader.Release();
        var properties = command.Properties();
        var type = properties.TryGetValue("Socket-Type", out var value) ? Encoding.ASCII.GetString(value) : "";
        if (!Fits(type)) return false;
        Identity = properties.GetValueOrDefault("Identity", []);
        if (Identity.Length > 255 || Identity is [0, ..]) throw new ZmtpException("not an identity");
        return true;
    }

    private bool Fits(string peer) => socketType switch
    {
        "ROUTER" => peer is "DEALER" or "REQ" or "ROUTER",
        "PUB" => peer is "SUB" or "XSUB",
        _ => peer is "REQ" or "DEALER",
    };

    private void WriteAll()
    {
        try
        {
            using var network = new NetworkStream(socket, ownsSocket: false);
            using var stream = new BufferedStream(network, 64 << 10);
            while (Next() is var (frames, isCommand))
            {
                if (isCommand) Frame.Write(stream, frames[0], more: false, isCommand: true);
                else Frame.Write(stream, frames);
                if (IsLast()) stream.Flush(); // not under the lock: the peer may be slow
                lock (gate)
                {
                    backlogBytes -= Size(frames);
                    Monitor.PulseAll(gate);
                }
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or NotSupportedException)
        {
            Close();
        }
    }

    private bool IsLast()
    {
        lock (gate) return backlog.Count == 0;
    }

    private (byte[][], bool)? Next()
    {
        lock (gate)
        {
            while (backlog.Count == 0 && !closed) Monitor.Wait(gate);
            return closed ? null : backlog.Dequeue();
        }
    }

    private bool WaitForHalf()
    {
        var deadline = DateTime.UtcNow + limits.Stall;
        while (!closed && backlogBytes > limits.BacklogBytes / 2)
        {
            if (deadline - DateTime.UtcNow is not { Ticks: > 0 } left) return false;
            Monitor.Wait(gate, left);
        }
        return true;
    }

    private static long Size(byte[][] frames) => frames.Sum(f => 9L + f.Length);
}
