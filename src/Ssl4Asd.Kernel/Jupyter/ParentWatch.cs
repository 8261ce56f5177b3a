namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>Tells when the process that started the kernel is gone: a kernel must not outlive its client.</summary>
/// <remarks>
/// Looks every second. Linux could send a signal instead (PR_SET_PDEATHSIG), but does so when the *thread* that
/// started the kernel ends, which clients do while they live.
/// </remarks>
internal static class ParentWatch
{
    /// <param name="parent">The value of JPY_PARENT_PID: a process, on Windows a handle to it; null or 1 when there is nothing to watch.</param>
    /// <param name="gone">Called once, on another thread.</param>
    public static void Start(string? parent, Action gone)
    {
        if (!int.TryParse(parent, CultureInfo.InvariantCulture, out var id) || id <= 1) return;
        new Thread(() => Watch(id, gone), 256 << 10) { IsBackground = true, Name = "parent watch" }.Start();
    }

    private static void Watch(int id, Action gone)
    {
        if (OperatingSystem.IsWindows())
        {
            using var handle = new EventWaitHandle(false, EventResetMode.ManualReset) { SafeWaitHandle = new SafeWaitHandle(id, ownsHandle: false) };
            handle.WaitOne();
        }
        else
        {
            // A dead parent that nobody waits for still has its number; its children have another parent, though.
            var isOurs = ParentProcess() == id;
            while (isOurs ? ParentProcess() == id : Kill(id, 0) == 0) Thread.Sleep(TimeSpan.FromSeconds(1));
        }
        gone();
    }

    [DllImport("libc", EntryPoint = "getppid")] private static extern int ParentProcess();
    [DllImport("libc", EntryPoint = "kill", SetLastError = true)] private static extern int Kill(int process, int signal);
}
