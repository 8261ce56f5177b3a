namespace Ssl4Asd.Kernel.Jupyter;

/// <summary>The kernel's own lines for whoever started it: the standard error that it was born with, not that of the cells.</summary>
internal static class Log
{
    private static readonly TextWriter Error = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardError()) { AutoFlush = true });

    /// <summary>To be called before descriptor 2 becomes a cell's: the stream above keeps a copy of it.</summary>
    public static void KeepError() => _ = Error;

    /// <summary>One line; where nobody listens, none.</summary>
    public static void Write(string line)
    {
        try
        {
            Error.WriteLine($"Ssl4Asd.Kernel: {line.ReplaceLineEndings(" ")}");
        }
        catch (IOException)
        {
        }
    }
}

/// <summary>Something handed in cannot be used. The message is one line: what, where, what to do.</summary>
internal sealed class InputException(string message) : Exception(message);
