namespace Kernel.Tests.Cells;

/// <summary>The console and the interrupt belong to the process, so tests with an engine run one after another.</summary>
[CollectionDefinition("engine", DisableParallelization = true)]
public sealed class EngineCollection;

/// <summary>That of a class of tests: it takes a second to begin.</summary>
public sealed class Engine : IDisposable
{
    internal CellEngine Cells { get; } = new();

    public void Dispose() => Cells.Dispose();
}

/// <summary>What a cell wrote and showed.</summary>
internal sealed class RecordingOutput : CellOutput
{
    private readonly StringBuilder text = new(), errors = new();

    public List<DisplayEvent> Shown { get; } = [];

    public Func<string, string> Answer { get; set; } = _ => throw new InvalidOperationException("nobody to ask");

    public string Text { get { lock (text) return text.ToString(); } }

    public string Errors { get { lock (text) return errors.ToString(); } }

    public override void Write(string text, bool isError)
    {
        lock (this.text) (isError ? errors : this.text).Append(text);
    }

    public override void Show(DisplayEvent shown)
    {
        lock (Shown) Shown.Add(shown);
    }

    public override string Ask(string prompt, bool isPassword) => Answer(prompt);
}

/// <summary>Cells, numbered from 1.</summary>
internal sealed class Notebook(Engine engine)
{
    private int count;

    public CellEngine Engine => engine.Cells;

    public RecordingOutput Output { get; } = new();

    public CellError? Run(string code)
    {
        CellOutput.Current = Output;
        return Engine.Run(code, ++count);
    }

    /// <summary>The value of a cell that must succeed.</summary>
    public string? Value(string code)
    {
        Output.Shown.Clear();
        var error = Run(code);
        Assert.True(error is null, string.Join("\n", error?.Traceback ?? []));
        return Output.Shown.OfType<ReturnValueProduced>().LastOrDefault() is { } shown ? shown.Value?.ToString() ?? "null" : null;
    }

    /// <summary>The error of a cell that must fail.</summary>
    public CellError Error(string code)
    {
        var error = Run(code);
        Assert.NotNull(error);
        return error;
    }
}
