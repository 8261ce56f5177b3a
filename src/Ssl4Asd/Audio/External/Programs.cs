namespace Ssl4Asd.Audio.External;

/// <summary>Finds installed programs.</summary>
internal static class Programs
{
    /// <summary>The folders that programs are in.</summary>
    internal static string? Path => Environment.GetEnvironmentVariable("PATH");

    /// <summary>
    /// The whole path of a program, or null. Only in the folders of PATH that have a whole path themselves: a file that
    /// lies beside the recordings is not run, as .NET by itself would do.
    /// </summary>
    internal static string? Find(string name, string? folders) => (folders ?? "")
        .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Where(System.IO.Path.IsPathFullyQualified)
        .Select(folder => System.IO.Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name))
        .FirstOrDefault(file => File.Exists(file) && (OperatingSystem.IsWindows()
            || (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0));
}
