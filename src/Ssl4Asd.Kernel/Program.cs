using System.CommandLine;
using Ssl4Asd.Kernel;
using Ssl4Asd.Kernel.Engine;
using Ssl4Asd.Kernel.Install;
using Ssl4Asd.Kernel.Jupyter;

// The one place that says what runs the cells.
Func<ICellEngine> createEngine = () => new NoEngine();

var root = new RootCommand("A C# kernel for Jupyter.") { RunCommand.Create(createEngine), InstallCommand.Create(), InstallCommand.CreateUninstall() };
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

/// <summary>Stands where no engine is built in.</summary>
internal sealed class NoEngine : ICellEngine
{
    public CellResult Run(string code, int number, ICellOutput output) =>
        new(CellStatus.Failed, Error: new("NoEngine", "This build of the kernel has no engine for cells.", []));

    public void Interrupt()
    {
    }

    public CellCompletion Complete(string code, int cursor) => new([], cursor, cursor);

    public string? Inspect(string code, int cursor) => null;

    public CellCompleteness IsComplete(string code) => new("complete");

    public void Dispose()
    {
    }
}
