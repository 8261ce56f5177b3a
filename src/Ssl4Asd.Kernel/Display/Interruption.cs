namespace Ssl4Asd.Kernel.Display;

/// <summary>Errors of what is displayed are shown; a request to stop the cell is passed on.</summary>
internal static class Interruption
{
    public static bool IsIn(Exception? exception) =>
        exception is not null
        && (exception is OperationCanceledException or ThreadInterruptedException || IsIn(exception.InnerException));
}
