using System.Diagnostics;

namespace Ssl4Asd.Tests;

/// <summary>A test that mounts small file systems of its own; skipped, saying so, where that is not allowed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TmpfsFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> _canMount = new(() =>
    {
        using var folder = new TemporaryFolder();
        try
        {
            using var mounted = new Tmpfs(folder.Path, "1m");
            return true;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    });

    public TmpfsFactAttribute()
    {
        if (!_canMount.Value)
            Skip = "a file system in memory cannot be mounted here; it takes Linux and root";
    }
}

/// <summary>A small file system in memory.</summary>
internal sealed class Tmpfs : IDisposable
{
    private readonly string _folder;

    internal Tmpfs(string folder, string size)
    {
        _folder = folder;
        Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", folder);
    }

    internal void MakeReadOnly() => Run("mount", "-o", "remount,ro", _folder);

    internal void Resize(string size) => Run("mount", "-o", $"remount,size={size}", _folder);

    public void Dispose() => Run("umount", "--lazy", _folder);

    private static void Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(error);
    }
}
