namespace Ssl4Asd.Kernel.Engine;

/// <summary>
/// Runs cells of code that share their state. <see cref="Run"/> is called for one cell at a time, always from the same
/// thread; the other members may be called from any thread, also while a cell runs.
/// </summary>
public interface ICellEngine : IDisposable
{
    /// <summary>Runs a cell to its end, its error, or its interruption.</summary>
    /// <param name="code">The text of the cell.</param>
    /// <param name="number">The cell's execution count, as in <c>In[3]</c>.</param>
    /// <param name="output">Where the cell writes and displays while it runs.</param>
    CellResult Run(string code, int number, ICellOutput output);

    /// <summary>Asks the running cell to stop; its variables keep what they have. Nothing happens between cells.</summary>
    void Interrupt();

    /// <summary>What may stand at the cursor.</summary>
    /// <param name="code">The text of the cell.</param>
    /// <param name="cursor">Position in UTF-16 units, 0 … length.</param>
    CellCompletion Complete(string code, int cursor);

    /// <summary>What is known of the name at the cursor: its signature and documentation, as text; null where there is none.</summary>
    /// <param name="code">The text of the cell.</param>
    /// <param name="cursor">Position in UTF-16 units, 0 … length.</param>
    string? Inspect(string code, int cursor);

    /// <summary>Whether the text can be run as it is.</summary>
    CellCompleteness IsComplete(string code);
}

/// <summary>Where a running cell writes. May be called from any thread.</summary>
public interface ICellOutput
{
    /// <summary>Text for stdout or, if <paramref name="isError"/>, stderr.</summary>
    void Write(string text, bool isError);

    /// <summary>Shows a value below the cell.</summary>
    /// <param name="bundle">The value in all its MIME types.</param>
    /// <param name="displayId">A name by which it can be updated; null for none.</param>
    /// <param name="isUpdate">Replaces what was shown under <paramref name="displayId"/> instead of adding to it.</param>
    void Display(MimeBundle bundle, string? displayId = null, bool isUpdate = false);

    /// <summary>Removes what the cell has shown so far; with <paramref name="wait"/> only when the next output comes.</summary>
    void Clear(bool wait);

    /// <summary>Asks the user for a line and waits for it.</summary>
    /// <exception cref="InvalidOperationException">The front end cannot ask.</exception>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    string ReadLine(string prompt, bool isPassword);
}

/// <summary>A value in several MIME types.</summary>
/// <param name="Data">MIME type → content: text, base64 text for binary types, or JSON text for types ending in <c>json</c>.</param>
public sealed record MimeBundle(IReadOnlyDictionary<string, string> Data);

/// <summary>How a cell ended.</summary>
public enum CellStatus
{
    /// <summary>Ran to its end.</summary>
    Ok,

    /// <summary>Did not compile, or threw.</summary>
    Failed,

    /// <summary>Was stopped by <see cref="ICellEngine.Interrupt"/>.</summary>
    Interrupted,
}

/// <summary>What a cell gave.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Value">Its last expression, where it has a value to show.</param>
/// <param name="Error">What went wrong; null when it ran to its end.</param>
public sealed record CellResult(CellStatus Status, MimeBundle? Value = null, CellError? Error = null);

/// <summary>An error as Jupyter shows it.</summary>
/// <param name="Name">The kind, such as <c>CompilationError</c> or the exception's type.</param>
/// <param name="Message">One line.</param>
/// <param name="Traceback">Lines for the reader, with <c>In[n], line m</c>.</param>
public sealed record CellError(string Name, string Message, IReadOnlyList<string> Traceback);

/// <summary>Completions that replace the text between two positions (UTF-16 units).</summary>
public sealed record CellCompletion(IReadOnlyList<CompletionItem> Items, int Start, int End);

/// <summary>One completion.</summary>
/// <param name="Text">What is put in.</param>
/// <param name="Kind">Jupyter's type, such as <c>function</c>, <c>class</c>, <c>property</c>.</param>
public sealed record CompletionItem(string Text, string Kind);

/// <summary>Whether a text can be run.</summary>
/// <param name="Status"><c>complete</c>, <c>incomplete</c> or <c>invalid</c>.</param>
/// <param name="Indent">What the next line should begin with, when incomplete.</param>
public sealed record CellCompleteness(string Status, string Indent = "");
