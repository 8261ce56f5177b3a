using System.Collections.Concurrent;
using System.Text;
using Ssl4Asd.Kernel.Engine;

namespace Kernel.Tests.Engine;

/// <summary>The console and the interrupt belong to the process, so these tests run one after another.</summary>
[CollectionDefinition("engine", DisableParallelization = true)]
public sealed class EngineCollection;

/// <summary>What a cell wrote and showed.</summary>
public sealed class RecordingOutput : ICellOutput
{
    private readonly StringBuilder text = new();
    private readonly StringBuilder errors = new();

    public ConcurrentQueue<string> Writes { get; } = [];

    public ConcurrentQueue<MimeBundle> Shown { get; } = [];

    public Func<string, string> Answer { get; init; } = _ => throw new InvalidOperationException("nobody to ask");

    public string Text { get { lock (text) return text.ToString(); } }

    public string Errors { get { lock (errors) return errors.ToString(); } }

    public void Write(string text, bool isError)
    {
        Writes.Enqueue(text);
        var target = isError ? errors : this.text;
        lock (target) target.Append(text);
    }

    public void Display(MimeBundle bundle, string? displayId = null, bool isUpdate = false) => Shown.Enqueue(bundle);

    public void Clear(bool wait) => Shown.Clear();

    public string ReadLine(string prompt, bool isPassword) => Answer(prompt);
}

/// <summary>An engine and its cells, numbered from 1.</summary>
public sealed class Notebook : IDisposable
{
    private int count;

    public CellEngine Engine { get; } = new((value, _) => new(new Dictionary<string, string> { ["text/plain"] = value.ToString()! }));

    public RecordingOutput Output { get; init; } = new();

    public CellResult Run(string code) => Engine.Run(code, ++count, Output);

    /// <summary>The value of a cell that must succeed.</summary>
    public string? Value(string code)
    {
        var result = Run(code);
        Assert.True(result.Status == CellStatus.Ok, string.Join("\n", result.Error?.Traceback ?? []));
        return result.Value?.Data["text/plain"];
    }

    /// <summary>The error of a cell that must fail.</summary>
    public CellError Error(string code)
    {
        var result = Run(code);
        Assert.Equal(CellStatus.Failed, result.Status);
        return result.Error!;
    }

    public void Dispose()
    {
        Engine.Dispose();
        Assert.Equal(0, Engine.CellsWithoutChecks);
    }
}
