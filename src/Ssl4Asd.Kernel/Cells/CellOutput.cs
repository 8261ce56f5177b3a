using Microsoft.DotNet.Interactive.Events;

namespace Ssl4Asd.Kernel.Cells;

/// <summary>Where a cell writes and shows. Called from any thread.</summary>
internal abstract class CellOutput
{
    /// <summary>That of the cell that runs now or, between cells, ran last.</summary>
    public static CellOutput? Current { get; set; }

    /// <summary>Text for stdout or stderr.</summary>
    public abstract void Write(string text, bool isError);

    /// <summary>A value, or what becomes of one that was shown.</summary>
    public abstract void Show(DisplayEvent shown);

    /// <summary>Asks the user for a line and waits for it.</summary>
    /// <exception cref="InvalidOperationException">The front end cannot ask.</exception>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public abstract string Ask(string prompt, bool isPassword);
}
