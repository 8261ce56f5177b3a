using System.CommandLine;
using Ssl4Asd.Kernel;
using Ssl4Asd.Kernel.Install;
using Ssl4Asd.Kernel.Jupyter;

var root = new RootCommand("A Jupyter host of .NET Interactive's C#.") { RunCommand.Create(), InstallCommand.Create(), InstallCommand.CreateUninstall() };
if (args is [{ } file] && File.Exists(file)) args = ["run", "--connection-file", file];

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0 && !args.Any(a => a is "--help" or "-h" or "-?" or "--version"))
{
    var unknown = parsed.UnmatchedTokens.Count > 0 ? $"'{parsed.UnmatchedTokens[0]}' is not known here" : parsed.Errors[0].Message.TrimEnd('.');
    return Fail($"{unknown}; see Ssl4Asd.Kernel --help.");
}
try
{
    return parsed.Invoke(new() { EnableDefaultExceptionHandler = false });
}
catch (InputException e)
{
    return Fail(e.Message);
}

static int Fail(string message)
{
    Log.Write(message.TrimEnd('.') + ".");
    return 2;
}
