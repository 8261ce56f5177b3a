using System.Net;
using System.Net.Sockets;

namespace Ssl4Asd.Kernel.Zmq;

/// <summary>Listens and serves its peers; what it does with their messages is up to the kind of socket.</summary>
internal abstract class BoundSocket : IMessageSocket, IDisposable
{
    private const int StackBytes = 512 << 10;
    private static readonly TimeSpan BindTimeout = TimeSpan.FromSeconds(3);
    private readonly Socket listener;
    private readonly HashSet<Connection> connections = [];
    private readonly string type;
    private readonly ZmtpLimits limits;
    private readonly MemoryBudget budget;

    protected BoundSocket(string type, IPEndPoint address, ZmtpLimits limits, MemoryBudget budget)
    {
        (this.type, this.limits, this.budget) = (type, limits, budget);
        listener = Bind(address);
        Address = (IPEndPoint)listener.LocalEndPoint!;
    }

    public IPEndPoint Address { get; }

    public abstract bool Send(byte[][] frames);

    public void Flush(DateTime deadline)
    {
        foreach (var connection in Connections()) connection.Flush(deadline);
    }

    public void Dispose()
    {
        listener.Dispose();
        foreach (var connection in Connections()) connection.Close();
    }

    /// <summary>Begins to accept; called when the derived class is complete.</summary>
    protected void Start() => new Thread(Accept, StackBytes) { IsBackground = true, Name = $"{type} listener" }.Start();

    /// <summary>A peer has finished its handshake; whether it is wanted.</summary>
    protected virtual bool OnReady(Connection peer) => true;

    protected abstract void OnReceived(Connection peer, byte[][] frames, ZmtpCommand? command);

    protected virtual void OnClosed(Connection peer)
    {
    }

    protected Connection[] Connections()
    {
        lock (connections) return [.. connections];
    }

    // The kernel that is being restarted may still hold the port for a moment.
    private static Socket Bind(IPEndPoint address)
    {
        for (var deadline = DateTime.UtcNow + BindTimeout; ; Thread.Sleep(50))
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(address);
                socket.Listen(64);
                return socket;
            }
            catch (SocketException e)
            {
                socket.Dispose();
                if (e.SocketErrorCode != SocketError.AddressAlreadyInUse || DateTime.UtcNow > deadline) throw;
            }
        }
    }

    private void Accept()
    {
        while (true)
        {
            try
            {
                var socket = listener.Accept();
                var connection = new Connection(socket, type, limits, budget);
                bool welcome;
                lock (connections) welcome = connections.Count < limits.Connections && connections.Add(connection);
                if (welcome) new Thread(() => Serve(connection), StackBytes) { IsBackground = true, Name = $"{type} reader" }.Start();
                else connection.Close();
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (SocketException e)
            {
                if (e.SocketErrorCode is SocketError.OperationAborted or SocketError.Interrupted or SocketError.NotSocket) return;
                Thread.Sleep(50); // such as too many open files: the next one may do
            }
        }
    }

    private void Serve(Connection connection)
    {
        try
        {
            connection.Serve(OnReady, OnReceived);
        }
        finally
        {
            lock (connections) connections.Remove(connection);
            OnClosed(connection);
        }
    }
}
