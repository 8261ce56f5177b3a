using System.Collections.Concurrent;
using Ssl4Asd.Kernel.Cells;

namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>
/// A running kernel: sockets, the thread that waits for the cells (shell), the thread that is always there (control), and
/// what they answer.
/// </summary>
internal sealed class KernelHost : IDisposable
{
    private readonly ManualResetEventSlim stopped = new();
    private readonly BlockingCollection<Request> shell = [], control = [];
    private readonly Sockets sockets;
    private readonly CellEngine engine;
    private readonly Session session;
    private readonly IoPub iopub;
    private readonly StdinChannel stdin;
    private readonly Execution execution;
    private readonly Introspection introspection;

    /// <exception cref="NetMQ.NetMQException">A port is in use.</exception>
    public KernelHost(ConnectionFile connection, CellEngine engine)
    {
        this.engine = engine;
        sockets = new(connection.Ip);
        session = new(new(connection.Key));
        Heartbeat = sockets.BindEcho(connection.Heartbeat);
        Publisher = sockets.BindPublisher(connection.IoPub);
        iopub = new(Publisher, session);
        stdin = new(session);
        execution = new(engine, iopub, stdin);
        introspection = new(engine);
        Stdin = stdin.Channel = sockets.BindRouter(connection.Stdin, Receive(stdin.Receive));
        Control = sockets.BindRouter(connection.Control, Receive(control.Add));
        Shell = sockets.BindRouter(connection.Shell, Receive(shell.Add));
        sockets.Start();
        iopub.Status(null, "starting");
        ServeAll(control, Control);
        ServeAll(shell, Shell);
    }

    public Sockets.Channel Shell { get; }
    public Sockets.Channel Control { get; }
    public Sockets.Channel Stdin { get; }
    public Sockets.Channel Publisher { get; }
    public Sockets.Channel Heartbeat { get; }

    /// <summary>Waits until a client or <see cref="Stop"/> ends the kernel.</summary>
    public void Wait() => stopped.Wait();

    public void Stop() => stopped.Set();

    /// <summary>Stops the running cell.</summary>
    /// <returns>The reply to a client that asks for it.</returns>
    public JsonObject Interrupt()
    {
        engine.Interrupt();
        stdin.Cancel();
        return new() { ["status"] = "ok" };
    }

    /// <summary>Sends what is left to be sent and closes the sockets.</summary>
    public void Dispose()
    {
        iopub.Flush(TimeSpan.FromSeconds(1));
        sockets.Dispose();
    }

    // On the thread of the sockets.
    private Action<byte[][]> Receive(Action<Request> take) => frames =>
    {
        if (Request.Parse(frames, session.Signer) is { } request) take(request);
    };

    private void ServeAll(BlockingCollection<Request> requests, Sockets.Channel socket) => new Thread(() =>
    {
        foreach (var request in requests.GetConsumingEnumerable()) Serve(request, socket);
    })
    { IsBackground = true, Name = requests == shell ? "shell" : "control" }.Start();

    private void Serve(Request request, Sockets.Channel socket)
    {
        iopub.Status(request, "busy");
        var answer = Answer(request, socket);
        var stops = socket == Shell && request.Type == "execute_request" && (string?)answer?["status"] == "error" && request.Content.Flag("stop_on_error", true) && !request.Content.Flag("silent", false);
        List<Request> waiting = [];
        while (stops && shell.TryTake(out var next)) waiting.Add(next); // before the reply: on having it the client may send the next
        if (answer is not null) Reply(request, socket, answer);
        iopub.Status(request, "idle");
        foreach (var next in waiting)
        {
            iopub.Status(next, "busy");
            if ((next.Type == "execute_request" ? new() { ["status"] = "aborted" } : Answer(next, socket)) is { } reply) Reply(next, socket, reply);
            iopub.Status(next, "idle");
        }
        if (request.Type == "shutdown_request") Stop();
    }

    private JsonObject? Answer(Request request, Sockets.Channel socket)
    {
        try
        {
            return request.Type switch
            {
                "kernel_info_request" => KernelInfo.Reply(),
                "execute_request" => socket == Shell ? execution.Execute(request) : throw new NotSupportedException("Cells are run on the shell channel only."),
                "complete_request" => introspection.Complete(request.Content),
                "inspect_request" => introspection.Inspect(request.Content),
                "is_complete_request" => Introspection.IsComplete(request.Content),
                "history_request" => execution.History.Reply(request.Content),
                "comm_info_request" => new() { ["status"] = "ok", ["comms"] = new JsonObject() },
                "interrupt_request" => Interrupt(),
                "shutdown_request" => new() { ["status"] = "ok", ["restart"] = request.Content.Flag("restart", false) },
                _ => null,
            };
        }
        catch (Exception e)
        {
            Log.Write($"{request.Type}: {e}");
            return Execution.Failure(new(e.GetType().Name, e.Message, []));
        }
    }

    private void Reply(Request request, Sockets.Channel socket, JsonObject content)
    {
        var type = request.Type.Replace("_request", "_reply", StringComparison.Ordinal);
        if (type == "shutdown_reply") iopub.Send(request, type, content.DeepClone().AsObject());
        socket.Send(session.Message(request.Identities, type, request, content));
    }
}
