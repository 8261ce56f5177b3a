using Ssl4Asd.Kernel.Engine;

namespace Ssl4Asd.Kernel.Display;

/// <summary>
/// Which cell's output code writes to: that of the cell which started it, also from its tasks and threads after the cell
/// has ended; from threads that carry no context (timers of native code), that of the last cell.
/// </summary>
public static class CellContext
{
    private static readonly AsyncLocal<ICellOutput?> OfThisFlow = new();
    private static volatile ICellOutput? _last;

    /// <exception cref="InvalidOperationException">No cell has run yet.</exception>
    public static ICellOutput Current => OfThisFlow.Value ?? _last
        ?? throw new InvalidOperationException("There is no cell to display in: display works in notebook cells only.");

    /// <summary>Makes an output the current one until the result is disposed of. Called by the engine around a cell.</summary>
    public static IDisposable Enter(ICellOutput output)
    {
        var before = OfThisFlow.Value;
        OfThisFlow.Value = _last = output;
        return new Leaving(before);
    }

    private sealed class Leaving(ICellOutput? before) : IDisposable
    {
        public void Dispose() => OfThisFlow.Value = before;
    }
}
