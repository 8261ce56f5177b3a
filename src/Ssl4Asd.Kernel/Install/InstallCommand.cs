using System.CommandLine;
using System.Text.RegularExpressions;

namespace Ssl4Asd.Kernel.Install;

/// <summary><c>install</c> and <c>uninstall</c>: tells Jupyter of the kernel, and that it is gone.</summary>
internal static partial class InstallCommand
{
    /// <summary>The name in notebooks of .NET Interactive: with it they open as they are.</summary>
    public const string UsualName = ".net-csharp";

    /// <summary>The name beside another kernel of the usual name.</summary>
    public const string OtherName = "ssl4asd-csharp";

    public static Command Create()
    {
        var (user, prefix, name) = Options();
        var force = new Option<bool>("--force") { Description = "replace a kernelspec of that name even if something else wrote it" };
        var command = new Command("install", "Writes the kernelspec with which Jupyter and VS Code find the kernel.") { user, prefix, name, force };
        command.SetAction(p => Install(Kernels(p.GetValue(user), p.GetValue(prefix)), p.GetValue(name), p.GetValue(force), Console.Out));
        return command;
    }

    public static Command CreateUninstall()
    {
        var (user, prefix, name) = Options();
        var command = new Command("uninstall", "Removes the kernelspec again.") { user, prefix, name };
        command.SetAction(p => Uninstall(Kernels(p.GetValue(user), p.GetValue(prefix)), p.GetValue(name), Console.Out));
        return command;
    }

    /// <summary>Installs into a folder of kernels.</summary>
    /// <param name="kernels">Such as <c>~/.local/share/jupyter/kernels</c>.</param>
    /// <param name="name">The kernel's name; null chooses one.</param>
    /// <param name="force">Replaces what others wrote.</param>
    /// <param name="output">Takes a line on what was done.</param>
    public static void Install(string kernels, string? name, bool force, TextWriter output)
    {
        bool MayWrite(string candidate) => Path.Combine(kernels, candidate) is var at && (KernelSpec.IsFree(at) || KernelSpec.IsOurs(at) || force);
        var chosen = Check(name) ?? (MayWrite(UsualName) ? UsualName : OtherName);
        var folder = Path.Combine(kernels, chosen);
        if (!MayWrite(chosen)) throw new InputException($"{folder}: another kernel has this name; give another --name, or --force to replace it");
        if (name is null && chosen == OtherName) output.WriteLine($"the name {UsualName} belongs to another kernel; this one is called {OtherName}");
        Try(folder, () => KernelSpec.Write(folder, StartCommand.ForKernel()));
        output.WriteLine($"installed {chosen} in {folder}");
    }

    /// <summary>Removes from a folder of kernels what <see cref="Install"/> wrote.</summary>
    public static void Uninstall(string kernels, string? name, TextWriter output)
    {
        string[] names = Check(name) is { } given ? [given] : [UsualName, OtherName];
        var folders = names.Select(n => Path.Combine(kernels, n)).ToList();
        var ours = folders.Where(KernelSpec.IsOurs).ToList();
        if (ours.Count == 0) throw new InputException($"{string.Join(" and ", folders)}: no kernelspec that this kernel wrote; nothing was removed");
        foreach (var folder in ours)
        {
            Try(folder, () => KernelSpec.Remove(folder));
            output.WriteLine($"removed {folder}");
        }
    }

    private static (Option<bool> User, Option<string?> Prefix, Option<string?> Name) Options() =>
    (
        new("--user") { Description = "for this user alone (the default)" },
        new("--prefix") { Description = "for a Python environment, or /usr/local: into DIR/share/jupyter/kernels", HelpName = "DIR" },
        new("--name") { Description = $"the kernel's name (default: {UsualName}, or {OtherName} where that belongs to another)", HelpName = "NAME" }
    );

    private static string Kernels(bool user, string? prefix)
    {
        if (user && prefix is not null) throw new InputException("--user and --prefix exclude each other; give one");
        return prefix is null ? JupyterFolders.UserKernels() : JupyterFolders.PrefixKernels(prefix);
    }

    private static string? Check(string? name) =>
        name is null || Name().IsMatch(name) ? name : throw new InputException($"--name '{name}' is not a kernel's name; use a-z, 0-9, '.', '_' and '-'");

    // One or two dots alone are folders, not names.
    [GeneratedRegex(@"\A(?!\.{1,2}\z)[a-z0-9._-]{1,100}\z")]
    private static partial Regex Name();

    private static void Try(string folder, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{folder}: cannot be written ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}); check that the folder is writable");
        }
    }
}
