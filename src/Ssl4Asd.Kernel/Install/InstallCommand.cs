namespace Ssl4Asd.Kernel.Install;

/// <summary><c>install</c> and <c>uninstall</c>: tells Jupyter of the kernel, and that it is gone.</summary>
internal static partial class InstallCommand
{
    // The first is that in notebooks of .NET Interactive: with it they open as they are. The other is for beside another kernel of that name.
    private const string UsualName = ".net-csharp", OtherName = "ssl4asd-csharp";

    public static Command Create()
    {
        var force = new Option<bool>("--force") { Description = "replace a kernelspec of that name even if something else wrote it" };
        return Create("install", "Writes the kernelspec with which Jupyter and VS Code find the kernel.",
            (kernels, name, parsed) => Install(kernels, name, parsed.GetValue(force), Console.Out), force);
    }

    public static Command CreateUninstall() => Create("uninstall", "Removes the kernelspec again.", (kernels, name, _) => Uninstall(kernels, name, Console.Out));

    /// <summary>Installs into a folder of kernels, such as <c>~/.local/share/jupyter/kernels</c>; without a name it chooses one.</summary>
    public static void Install(string kernels, string? name, bool force, TextWriter output)
    {
        bool MayWrite(string candidate) => Path.Combine(kernels, candidate) is var at && (!Path.Exists(at) || KernelSpec.IsOurs(at) || force);
        var chosen = Check(name) ?? (MayWrite(UsualName) ? UsualName : OtherName);
        var folder = Path.Combine(kernels, chosen);
        if (!MayWrite(chosen)) throw new InputException($"{folder}: another kernel has this name; give another --name, or --force to replace it");
        if (name is null && chosen == OtherName) output.WriteLine($"the name {UsualName} belongs to another kernel; this one is called {OtherName}");
        Try(folder, () => KernelSpec.Write(folder));
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
            Try(folder, () => Directory.Delete(folder, recursive: true));
            output.WriteLine($"removed {folder}");
        }
    }

    private static Command Create(string verb, string description, Action<string, string?, ParseResult> act, params Option[] more)
    {
        var user = new Option<bool>("--user") { Description = "for this user alone (the default)" };
        var prefix = new Option<string?>("--prefix") { Description = "for a Python environment, or /usr/local: into DIR/share/jupyter/kernels", HelpName = "DIR" };
        var name = new Option<string?>("--name") { Description = $"the kernel's name (default: {UsualName}, or {OtherName} where that belongs to another)", HelpName = "NAME" };
        var command = new Command(verb, description) { user, prefix, name };
        foreach (var option in more) command.Add(option);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(user) && parsed.GetValue(prefix) is not null) throw new InputException("--user and --prefix exclude each other; give one");
            act(KernelSpec.Folder(parsed.GetValue(prefix)), parsed.GetValue(name), parsed);
        });
        return command;
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
