using Ssl4Asd.Kernel.Install;

// before anything asks for a culture: .NET would end a program that finds no ICU
if (OperatingSystem.IsLinux() && !Enumerable.Range(50, 100).Any(version => NativeLibrary.TryLoad($"libicuuc.so.{version}", out _)))
    AppContext.SetSwitch("System.Globalization.Invariant", true);

var root = new RootCommand("A Jupyter host of .NET Interactive's C#.") { RunCommand.Create(), InstallCommand.Create(), InstallCommand.CreateUninstall() };
var parsed = root.Parse(args is [{ } file] && File.Exists(file) ? ["run", "--connection-file", file] : args);
try
{
    if (parsed.Errors.Count == 0 || args.Any(a => a is "--help" or "-h" or "-?" or "--version")) return parsed.Invoke(new() { EnableDefaultExceptionHandler = false });
    var unknown = parsed.UnmatchedTokens.Count > 0 ? $"'{parsed.UnmatchedTokens[0]}' is not known here" : parsed.Errors[0].Message.TrimEnd('.');
    throw new InputException($"{unknown}; see Ssl4Asd.Kernel --help");
}
catch (InputException e)
{
    Log.Write(e.Message.TrimEnd('.') + ".");
    return 2;
}
