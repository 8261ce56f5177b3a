using System.Runtime.ExceptionServices;

namespace Ssl4Asd.Kernel.Engine;

/// <summary>An exception on a thread that a cell started ends that thread, not the process; the cell tells of it.</summary>
internal static class StrayExceptions
{
    private static int installed;

    /// <summary>Takes over what nobody caught, once.</summary>
    public static void Install()
    {
        if (Interlocked.Exchange(ref installed, 1) == 0) ExceptionHandling.SetUnhandledExceptionHandler(Tell);
    }

    private static bool Tell(Exception exception)
    {
        if (exception is not CellInterruptedException)
            RunningCell.Output?.Write($"On another thread:\n{string.Join('\n', CellTrace.Describe(exception).Traceback)}\n", isError: true);
        return true;
    }
}
