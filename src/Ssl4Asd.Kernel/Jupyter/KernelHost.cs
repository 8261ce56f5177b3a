using System.Net;
using System.Text.Json.Nodes;
using Ssl4Asd.Kernel.Engine;
using Ssl4Asd.Kernel.Zmq;

namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>
/// A running kernel: sockets, the thread of the cells (shell), the thread that is always there (control), and what
/// they answer.
/// </summary>
internal sealed class KernelHost : IDisposable
{
    private const int CellStackBytes = 64 << 20, ControlStackBytes = 1 << 20;
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly ManualResetEventSlim stopped = new();
    private readonly IMessageTransport transport;
    private readonly ICellEngine engine;
    private readonly Session session;
    private readonly IoPub iopub;
    private readonly StdinChannel stdin;
    private readonly History history = new();
    private readonly RequestQueue shell, control;
    private readonly Dictionary<string, Func<Request, JsonObject?>> answers;
    private volatile bool isRunning;

    public KernelHost(ConnectionFile connection, IMessageTransport transport, ICellEngine engine, NativeOutput native)
    {
        (this.transport, this.engine) = (transport, engine);
        session = new(new(connection.Key));
        stdin = new(session);
        IMessageSocket? shellSocket = null, controlSocket = null;
        shell = new("cells", CellStackBytes, r => Serve(r, shellSocket!));
        control = new("control", ControlStackBytes, r => Serve(r, controlSocket!));

        IPEndPoint At(int port) => new(connection.Ip, port);
        Heartbeat = transport.BindEcho(At(connection.Heartbeat));
        Publisher = transport.BindPublisher(At(connection.IoPub));
        iopub = new(Publisher, session);
        answers = Answers(new(engine, iopub, stdin, history, native), new(engine));
        iopub.Status(null, "starting");
        Stdin = stdin.Socket = transport.BindRouter(At(connection.Stdin), Receive(stdin.Receive));
        Control = controlSocket = transport.BindRouter(At(connection.Control), Receive(control.Add));
        Shell = shellSocket = transport.BindRouter(At(connection.Shell), Receive(shell.Add));
        control.Start();
        shell.Start();
    }

    public IMessageSocket Shell { get; }

    public IMessageSocket Control { get; }

    public IMessageSocket Stdin { get; }

    public IMessageSocket Publisher { get; }

    public IMessageSocket Heartbeat { get; }

    /// <summary>Waits until a client or <see cref="Stop"/> ends the kernel.</summary>
    public void Wait() => stopped.Wait();

    public void Stop() => stopped.Set();

    /// <summary>Stops the running cell.</summary>
    public void Interrupt()
    {
        if (!isRunning) return;
        engine.Interrupt();
        stdin.Cancel();
    }

    /// <summary>Sends what is left to be sent and closes the sockets.</summary>
    public void Dispose()
    {
        iopub.Flush(LastWords);
        iopub.Close();
        transport.Flush(LastWords);
        transport.Dispose();
        if (!isRunning) engine.Dispose();
    }

    private Dictionary<string, Func<Request, JsonObject?>> Answers(Execution execution, Introspection introspection) => new()
    {
        ["kernel_info_request"] = _ => KernelInfo.Reply(),
        ["execute_request"] = execution.Execute,
        ["complete_request"] = r => introspection.Complete(r.Content),
        ["inspect_request"] = r => introspection.Inspect(r.Content),
        ["is_complete_request"] = r => introspection.IsComplete(r.Content),
        ["history_request"] = r => history.Reply(r.Content),
        ["comm_info_request"] = _ => new() { ["status"] = "ok", ["comms"] = new JsonObject() },
        ["comm_open"] = CloseComm,
        ["interrupt_request"] = _ =>
        {
            Interrupt();
            return new() { ["status"] = "ok" };
        },
        ["shutdown_request"] = r => new() { ["status"] = "ok", ["restart"] = r.Content.Flag("restart", false) },
        ["debug_request"] = r => new()
        {
            ["type"] = "response",
            ["request_seq"] = r.Content.Integer("seq") ?? 0,
            ["success"] = false,
            ["command"] = r.Content.Text("command") ?? "",
            ["message"] = "this kernel has no debugger",
        },
    };

    // On a thread of the transport.
    private Action<byte[][]> Receive(Action<Request> take) => frames =>
    {
        if (Request.Parse(frames, session.Signer) is { } request) take(request);
    };

    private void Serve(Request request, IMessageSocket socket)
    {
        List<Request> aborted = [];
        iopub.Status(request, "busy");
        try
        {
            var answer = Answer(request, socket);
            // Before the reply: the client may send the next request as soon as it has it.
            if (StopsOthers(request, socket, answer)) aborted = shell.Remove("execute_request");
            if (answer is not null) Reply(request, socket, answer);
        }
        finally
        {
            iopub.Status(request, "idle");
        }
        foreach (var waiting in aborted)
        {
            iopub.Status(waiting, "busy");
            Reply(waiting, socket, new() { ["status"] = "aborted" });
            iopub.Status(waiting, "idle");
        }
        if (request.Type == "shutdown_request") Stop();
    }

    private JsonObject? Answer(Request request, IMessageSocket socket)
    {
        if (!answers.TryGetValue(request.Type, out var answer)) return null;
        if (request.Type == "execute_request")
        {
            if (socket != Shell) return Failure("NotSupported", "Cells are run on the shell channel only.");
            isRunning = true;
        }
        try
        {
            return answer(request);
        }
        catch (Exception e)
        {
            Log.Write($"{request.Type}: {e}");
            return Failure(e.GetType().Name, e.Message);
        }
        finally
        {
            if (socket == Shell) isRunning = false;
        }
    }

    private static JsonObject Failure(string name, string message)
    {
        var error = Execution.Error(new(name, message, []));
        error["status"] = "error";
        return error;
    }

    private bool StopsOthers(Request request, IMessageSocket socket, JsonObject? answer) =>
        socket == Shell && request.Type == "execute_request" && (string?)answer?["status"] == "error"
        && request.Content.Flag("stop_on_error", true) && !request.Content.Flag("silent", false);

    private void Reply(Request request, IMessageSocket socket, JsonObject content)
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
