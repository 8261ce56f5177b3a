namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>
/// A running kernel: sockets, the thread that waits for the cells (shell), the thread that is always there (control), and
/// what they answer.
/// </summary>
internal sealed class KernelHost : IDisposable
{
    private readonly ManualResetEventSlim stopped = new(), idle = new(initialState: true);
    private readonly BlockingCollection<Request> shell = [], control = [];
    private readonly Sockets sockets;
    private readonly Task<CellEngine> engine;
    private readonly Session session;
    private readonly IoPub iopub;
    private readonly StdinChannel stdin;
    private readonly Execution execution;
    private Task? warmUp;

    /// <exception cref="NetMQException">A port is in use.</exception>
    public KernelHost(ConnectionFile connection, Task<CellEngine> engine)
    {
        this.engine = engine;
        sockets = new(connection.Ip);
        session = new(new(connection.Key));
        Heartbeat = sockets.BindRouter(connection.Heartbeat, frames => Heartbeat!.Send(frames)); // sends every message back
        Publisher = sockets.BindPublisher(connection.IoPub);
        iopub = new(Publisher, session);
        stdin = new(session, () => Stdin!);
        execution = new(engine, iopub, stdin);
        Stdin = sockets.BindRouter(connection.Stdin, Receive(stdin.Receive));
        Control = sockets.BindRouter(connection.Control, Receive(control.Add));
        Shell = sockets.BindRouter(connection.Shell, Receive(shell.Add));
        sockets.Start();
        iopub.Start();
        iopub.Status(null, "starting");
        new Thread(() => ServeAll(control, Control)) { IsBackground = true, Name = "control" }.Start();
        new Thread(() => ServeAll(shell, Shell)) { IsBackground = true, Name = "shell" }.Start();
    }

    public static string Version { get; } = typeof(KernelHost).Assembly.GetName().Version!.ToString(3);

    public Sockets.Channel Shell { get; }
    public Sockets.Channel Control { get; }
    public Sockets.Channel Stdin { get; }
    public Sockets.Channel Publisher { get; }
    public Sockets.Channel Heartbeat { get; }

    /// <summary>Waits until a client or <see cref="Stop"/> ends the kernel.</summary>
    public void Wait() => stopped.Wait();
    public void Stop() => stopped.Set();

    /// <summary>Stops the running cell. What it gives back is the reply to a client that asks for it.</summary>
    public JsonObject Interrupt()
    {
        if (engine.IsCompletedSuccessfully) engine.Result.Interrupt();
        stdin.Cancel();
        return new() { ["status"] = "ok" };
    }

    /// <summary>Stops the running cell and begins no other.</summary>
    /// <returns>Whether it has ended in time.</returns>
    public bool EndCells(TimeSpan patience)
    {
        Stop();
        Interrupt();
        return idle.Wait(patience);
    }

    /// <summary>Sends what is left to be sent and closes the sockets.</summary>
    public void Dispose()
    {
        iopub.Flush(TimeSpan.FromSeconds(1));
        sockets.Dispose();
    }

    // On the thread of the sockets.
    private Action<byte[][]> Receive(Action<Request> take) => frames => { if (Request.Parse(frames, session.Signer) is { } request) take(request); };

    private void ServeAll(BlockingCollection<Request> requests, Sockets.Channel socket)
    {
        foreach (var request in requests.GetConsumingEnumerable())
        {
            if (requests == shell) idle.Reset();
            if (!stopped.IsSet || requests == control) Serve(request, socket);
            if (requests == shell) idle.Set();
        }
    }

    private void Serve(Request request, Sockets.Channel socket, bool aborts = false)
    {
        iopub.Status(request, "busy");
        var answer = aborts && request.Type == "execute_request" ? new() { ["status"] = "aborted" } : Answer(request, socket);
        var stops = socket == Shell && request.Type == "execute_request" && (string?)answer?["status"] == "error" && request.Content.Flag("stop_on_error", true) && !request.Content.Flag("silent", false);
        List<Request> waiting = [];
        while (stops && shell.TryTake(out var next)) waiting.Add(next); // before the reply: on having it the client may send the next
        if (answer is not null)
        {
            var type = request.Type.Replace("_request", "_reply", StringComparison.Ordinal);
            if (type == "shutdown_reply") iopub.Send(request, type, answer);
            socket.Send(session.Message(request.Identities, type, request, answer));
        }
        iopub.Status(request, "idle");
        waiting.ForEach(next => Serve(next, socket, aborts: true));
        if (request.Type == "shutdown_request") Stop();
    }

    private JsonObject? Answer(Request request, Sockets.Channel socket)
    {
        try
        {
            return request.Type switch
            {
                "kernel_info_request" => Info(),
                "execute_request" => socket == Shell ? execution.Execute(request) : throw new NotSupportedException("Cells are run on the shell channel only."),
                "complete_request" => Introspection.Complete(engine.Result, request.Content),
                "inspect_request" => Introspection.Inspect(engine.Result, request.Content),
                "is_complete_request" => Introspection.IsComplete(request.Content),
                "history_request" => execution.History.Reply(request.Content),
                "comm_info_request" => CommInfo(),
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

    // what front ends ask in which a person types, and programs that only run cells do not
    private JsonObject CommInfo()
    {
        warmUp ??= engine.ContinueWith(_ => CellEngine.WarmUpCompletionAsync(), TaskScheduler.Default);
        return new() { ["status"] = "ok", ["comms"] = new JsonObject() };
    }

    private static JsonObject Info() => new()
    {
        ["status"] = "ok",
        ["protocol_version"] = Session.ProtocolVersion,
        ["implementation"] = "ssl4asd",
        ["implementation_version"] = Version,
        ["language_info"] = new JsonObject { ["name"] = "C#", ["version"] = "14.0", ["mimetype"] = "text/x-csharp", ["file_extension"] = ".cs", ["pygments_lexer"] = "csharp", ["codemirror_mode"] = "text/x-csharp" },
        ["banner"] = $"C# 14 of .NET Interactive on .NET {Environment.Version}",
        ["help_links"] = new JsonArray(new JsonObject { ["text"] = "C#", ["url"] = "https://learn.microsoft.com/dotnet/csharp/" }),
    };
}
