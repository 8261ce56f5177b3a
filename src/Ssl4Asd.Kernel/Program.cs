using System.CommandLine;
using Ssl4Asd.Kernel;
using Ssl4Asd.Kernel.Install;
using Ssl4Asd.Kernel.Jupyter;

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
