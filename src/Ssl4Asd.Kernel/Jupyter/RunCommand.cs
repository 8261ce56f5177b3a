namespace Ssl4Asd.Kernel.Jupyter;

/// <summary><c>run --connection-file F</c>: what the kernelspec calls.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var file = new Option<string>("--connection-file", "-f") { Description = "the file in which Jupyter says where to listen", Required = true };
        var command = new Command("run", "Serves one client until it shuts the kernel down; Jupyter starts it so.") { file };
        command.SetAction(parsed => Run(ConnectionFile.Read(parsed.GetRequiredValue(file))));
        return command;
    }

    private static void Run(ConnectionFile connection)
    {
        ThreadPool.SetMinThreads(16, 16); // the engine and cells block some, and .NET adds one in a second at most
        _ = Task.Run(CellEngine.WarmUp);
        NativeOutput.Start();
        KernelHost? kernel = null;
        using var interrupt = OnSignal(PosixSignal.SIGINT, () => kernel?.Interrupt()); // first: from now on it ends nothing
        try
        {
            kernel = new(connection, Task.Run(() => new CellEngine())); // which takes two seconds, while clients ask who is there
        }
        catch (NetMQException e)
        {
            throw new InputException($"cannot listen on {connection.Ip}: {e.Message}; the ports of the connection file must be free");
        }
        ParentWatch.Start(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), kernel.Stop);
        using var terminate = OnSignal(PosixSignal.SIGTERM, kernel.Stop);
        using var hangUp = OnSignal(PosixSignal.SIGHUP, kernel.Stop);
        kernel.Wait();

        // A cell that still runs, or a thread that it left, must not keep the process.
        using var kill = new Timer(_ => Process.GetCurrentProcess().Kill(), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        var ended = kernel.EndCells(TimeSpan.FromSeconds(3));
        kernel.Dispose();
        NetMQConfig.Cleanup(); // waits until the last messages have left
        if (!ended) Process.GetCurrentProcess().Kill(); // an orderly end would free what a cell in libtorch is using
        Environment.Exit(0);
    }

    private static PosixSignalRegistration OnSignal(PosixSignal signal, Action act) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        act();
    });
}
