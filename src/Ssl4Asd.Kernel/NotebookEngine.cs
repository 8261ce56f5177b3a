using Microsoft.DotNet.Interactive.Formatting;
using Ssl4Asd.Kernel.Display;
using Ssl4Asd.Kernel.Engine;

namespace Ssl4Asd.Kernel;

/// <summary>What runs the cells of a notebook: C# by Roslyn, with the display of values and what cells can call to display.</summary>
internal sealed class NotebookEngine : ICellEngine
{
    private readonly CellEngine _cells;

    internal NotebookEngine()
    {
        KernelFormatters.Register();
        _cells = new CellEngine(
            (value, _) => Bundles.OfResult(value),
            [typeof(CellApi).Assembly, typeof(Formatter).Assembly],
            [typeof(Formatter).Namespace!, typeof(CellApi).FullName!]);
    }

    public CellResult Run(string code, int number, ICellOutput output)
    {
        using (CellContext.Enter(output))
            return _cells.Run(code, number, output);
    }

    public void Interrupt() => _cells.Interrupt();

    public CellCompletion Complete(string code, int cursor) => _cells.Complete(code, cursor);

    public string? Inspect(string code, int cursor) => _cells.Inspect(code, cursor);

    public CellCompleteness IsComplete(string code) => _cells.IsComplete(code);

    public void Dispose() => _cells.Dispose();
}
