namespace Ssl4Asd.Kernel.Engine;

/// <summary>Ends a cell with an error of its own, in one line that says what is wrong, where, and what to do.</summary>
/// <param name="name">The kind, as in <see cref="CellError.Name"/>.</param>
/// <param name="message">The line.</param>
/// <param name="details">Further lines for the reader.</param>
internal sealed class CellException(string name, string message, params IReadOnlyList<string> details) : Exception(message)
{
    /// <summary>The error as Jupyter shows it.</summary>
    public CellError Error { get; } = new(name, message, [$"\e[31m{name}\e[0m: {message}", .. details]);
}
