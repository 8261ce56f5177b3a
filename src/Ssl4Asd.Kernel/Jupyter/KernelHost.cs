using System.Text.Json.Nodes;
using Ssl4Asd.Kernel.Cells;

namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>
/// A running kernel: sockets, the thread that waits for the cells (shell), the thread that is always there (control), and
/// what they answer.
/// </summary>
internal sealed class KernelHost : IDisposable
{
    private readonly ManualResetEventSlim stopped = new();
    private readonly Sockets sockets;
    private readonly CellEngine engine;
    private readonly Session session;
    private readonly IoPub iopub;
    private readonly StdinChannel stdin;
    private readonly RequestQueue shell, control;
    private readonly Dictionary<string, Func<Request, JsonObject?>> answers;

    /// <exception cref="NetMQ.NetMQException">A port is in use.</exception>
    public KernelHost(ConnectionFile connection, CellEngine engine)
    {
        this.engine = engine;
        sockets = new(connection.Ip);
        session = new(new(connection.Key));
        stdin = new(session);
        shell = new("shell", r => Serve(r, Shell!));
        control = new("control", r => Serve(r, Control!));

        Heartbeat = sockets.BindEcho(connection.Heartbeat);
        Publisher = sockets.BindPublisher(connection.IoPub);
        iopub = new(Publisher, session);
        answers = Answers(new(engine, iopub, stdin), new(engine));
        Stdin = stdin.Channel = sockets.BindRouter(connection.Stdin, Receive(stdin.Receive));
        Control = sockets.BindRouter(connection.Control, Receive(control.Add));
        Shell = sockets.BindRouter(connection.Shell, Receive(shell.Add));
        sockets.Start();
        iopub.Status(null, "starting");
        control.Start();
        shell.Start();
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
    public void Interrupt()
    {
        engine.Interrupt();
        stdin.Cancel();
    }

    /// <summary>Sends what is left to be sent and closes the sockets.</summary>
    public void Dispose()
    {
        iopub.Flush(TimeSpan.FromSeconds(1));
        iopub.Close();
        sockets.Dispose();
    }

    private Dictionary<string, Func<Request, JsonObject?>> Answers(Execution execution, Introspection introspection) => new()
    {
        ["kernel_info_request"] = _ => KernelInfo.Reply(),
        ["execute_request"] = execution.Execute,
        ["complete_request"] = r => introspection.Complete(r.Content),
        ["inspect_request"] = r => introspection.Inspect(r.Content),
        ["is_complete_request"] = r => Introspection.IsComplete(r.Content),
        ["history_request"] = r => execution.History.Reply(r.Content),
        ["comm_info_request"] = _ => new() { ["status"] = "ok", ["comms"] = new JsonObject() },
        ["comm_open"] = CloseComm,
        ["interrupt_request"] = _ =>
        {
            Interrupt();
            return new() { ["status"] = "ok" };
        },
        ["shutdown_request"] = r => new() { ["status"] = "ok", ["restart"] = r.Content.Flag("restart", false) },
    };

    // On the thread of the sockets.
    private Action<byte[][]> Receive(Action<Request> take) => frames =>
    {
        if (Request.Parse(frames, session.Signer) is { } request) take(request);
    };

    private void Serve(Request request, Sockets.Channel socket)
    {
        List<Request> aborted = [];
        iopub.Status(request, "busy");
        var answer = Answer(request, socket);
        // Before the reply: the client may send the next request as soon as it has it.
        if (StopsOthers(request, socket, answer)) aborted = shell.Remove("execute_request");
        if (answer is not null) Reply(request, socket, answer);
        iopub.Status(request, "idle");
        foreach (var waiting in aborted)
        {
            iopub.Status(waiting, "busy");
            Reply(waiting, socket, new() { ["status"] = "aborted" });
            iopub.Status(waiting, "idle");
        }
        if (request.Type == "shutdown_request") Stop();
    }

    private JsonObject? Answer(Request request, Sockets.Channel socket)
    {
        if (!answers.TryGetValue(request.Type, out var answer)) return null;
        if (request.Type == "execute_request" && socket != Shell) return Execution.Failure(new("NotSupported", "Cells are run on the shell channel only.", []));
        try
        {
            return answer(request);
        }
        catch (Exception e)
        {
            Log.Write($"{request.Type}: {e}");
            return Execution.Failure(new(e.GetType().Name, e.Message, []));
        }
    }

    private bool StopsOthers(Request request, Sockets.Channel socket, JsonObject? answer) =>
        socket == Shell && request.Type == "execute_request" && (string?)answer?["status"] == "error"
        && request.Content.Flag("stop_on_error", true) && !request.Content.Flag("silent", false);

    private void Reply(Request request, Sockets.Channel socket, JsonObject content)
    {
        var type = request.Type.Replace("_request", "_reply", StringComparison.Ordinal);
        if (type == "shutdown_reply") iopub.Send(request, type, content.DeepClone().AsObject());
        socket.Send(session.Message(request.Identities, type, request, content));
    }

    // Nothing here answers to comms, and the client is told so.
    private JsonObject? CloseComm(Request request)
    {
        if (request.Content.Text("comm_id") is { } comm) iopub.Send(request, "comm_close", new() { ["comm_id"] = comm, ["data"] = new JsonObject() });
        return null;
    }
}
