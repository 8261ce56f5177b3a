namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Where formatters write, and how deep in the object they are.</summary>
public class FormatContext(TextWriter writer) : IDisposable
{
    public int Depth { get; private set; }

    public TextWriter Writer { get; } = writer;

    public void Dispose() => GC.SuppressFinalize(this);

    internal bool AllowRecursion => Depth <= Formatter.RecursionLimit;

    internal void Enter() => Depth++;

    internal void Leave() => Depth--;
}
