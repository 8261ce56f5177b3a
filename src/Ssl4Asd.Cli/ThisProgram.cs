using System.Diagnostics;

namespace Ssl4Asd.Cli;

/// <summary>This program, to be started again: by itself, or by dotnet where that is what runs it.</summary>
internal static class ThisProgram
{
    private static readonly bool _isHosted = System.IO.Path.GetFileNameWithoutExtension(Environment.ProcessPath!).Equals("dotnet", StringComparison.OrdinalIgnoreCase);

    /// <summary>Its file: a program, or a dll that dotnet starts.</summary>
    internal static string Path => _isHosted ? typeof(ThisProgram).Assembly.Location : Environment.ProcessPath!;

    /// <summary>Its command line with other arguments.</summary>
    internal static ProcessStartInfo Start(params IEnumerable<string> arguments)
        => new(Environment.ProcessPath!, _isHosted ? arguments.Prepend(Path) : arguments);
}
