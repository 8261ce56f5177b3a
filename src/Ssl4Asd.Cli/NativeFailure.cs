using System.Runtime.InteropServices;

namespace Ssl4Asd.Cli;

/// <summary>Failures below TorchSharp that a user can do something about, in one line.</summary>
internal static class NativeFailure
{
    /// <summary>What went wrong and what to do, or null where the exception is of another kind.</summary>
    internal static string? Explain(Exception exception) => exception.GetBaseException() switch
    {
        // TorchSharp's, when its native part cannot be loaded; wrapped in a TypeInitializationException
        NotSupportedException e => $"{FirstLine(e)}; run data-scripts/setup.sh, which finds packages that work here (environment.md).",
        ExternalException e when e.Message.Contains("memory", StringComparison.OrdinalIgnoreCase) // libtorch's
            => $"not enough memory ({FirstLine(e)}); take a smaller preset, or train with a lower --batch-size or --clip-seconds.",
        _ => null,
    };

    /// <summary>The rest are the frames of libtorch's stack or TorchSharp's trace of what it tried.</summary>
    private static string FirstLine(Exception e) => e.Message.Trim().Split('\n')[0].TrimEnd('\r', '.', ' ');
}
