using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Ssl4Asd.Kernel.Engine;

/// <summary>Runs cells of C# by Roslyn. One runs at a time in a process: the console and the interrupt are shared.</summary>
public sealed class CellEngine : ICellEngine
{
    /// <summary>What cells need not import.</summary>
    public static readonly ImmutableArray<string> DefaultImports =
    [
        "System", "System.IO", "System.Text", "System.Collections", "System.Collections.Generic", "System.Linq",
        "System.Threading", "System.Threading.Tasks",
    ];

    private readonly Func<object, Type, MimeBundle?> show;
    private readonly Task<CellChain> chain;
    private readonly CellInterrupt interrupt = new();
    private readonly CellReferences references;
    private readonly CellDirectives directives;
    private readonly CellWorkspace workspace;

    /// <param name="show">Turns a value into what the front end shows; null shows nothing.</param>
    /// <param name="references">Assemblies that cells may use besides .NET itself.</param>
    /// <param name="imports">Namespaces that cells need not import besides <see cref="DefaultImports"/>.</param>
    public CellEngine(Func<object, Type, MimeBundle?> show, IEnumerable<Assembly>? references = null, IEnumerable<string>? imports = null)
    {
        this.show = show;
        this.references = new((references ?? []).Append(typeof(CellStop).Assembly).Distinct().Select(assembly => assembly.Location));
        directives = new(this.references);
        ImmutableArray<string> allImports = [.. DefaultImports.Concat(imports ?? []).Distinct()];
        chain = Task.Run(() => Begin(allImports, this.references.All));
        workspace = new(allImports);
        StrayExceptions.Install();
    }

    /// <summary>Cells that no interrupt could stop in a loop, for tests: there should be none.</summary>
    internal int CellsWithoutChecks => chain.Result.WithoutChecks;

    /// <inheritdoc/>
    public CellResult Run(string code, int number, ICellOutput output)
    {
        RunningCell.Output = output;
        CellConsole.Install();
        var clock = Stopwatch.StartNew();
        var isTimed = false;
        CellChain.Compiled? cell = null;
        using var run = interrupt.Begin();
        try
        {
            var source = CellSource.Read(code, $"In[{number}]");
            (var files, isTimed) = directives.Follow(source, run.Token);
            cell = chain.GetAwaiter().GetResult().Add(source, files, references.All, run.Token);
            if (cell.Declares) workspace.Add(source, files, references.All);
            if (cell.Start is null) return new(CellStatus.Ok);
            var value = new CellSynchronization().Run(cell.Start, run.Token);
            var shown = cell.HasValue ? Show(value) : null;
            run.End();
            return run.Stopped ? new(CellStatus.Interrupted, Error: CellTrace.DescribeStop(new CellInterruptedException())) : new(CellStatus.Ok, shown);
        }
        catch (Exception exception)
        {
            run.End();
            if (cell is { Declares: true }) chain.Result.RestoreUnassigned();
            return run.Stopped
                ? new(CellStatus.Interrupted, Error: CellTrace.DescribeStop(exception))
                : new(CellStatus.Failed, Error: exception is CellException own ? own.Error : CellTrace.Describe(exception));
        }
        finally
        {
            if (isTimed) output.Write(string.Create(CultureInfo.InvariantCulture, $"Wall time: {clock.Elapsed.TotalMilliseconds:F1} ms\n"), isError: false);
        }
    }

    /// <inheritdoc/>
    public void Interrupt() => interrupt.Request();

    /// <inheritdoc/>
    public CellCompletion Complete(string code, int cursor) => workspace.Ask(code, references.All, document => CellEditing.Complete(document, Math.Clamp(cursor, 0, code.Length)));

    /// <inheritdoc/>
    public string? Inspect(string code, int cursor) => workspace.Ask(code, references.All, document => CellEditing.Inspect(document, Math.Clamp(cursor, 0, code.Length)));

    /// <inheritdoc/>
    public CellCompleteness IsComplete(string code) => CellEditing.IsComplete(code);

    /// <inheritdoc/>
    public void Dispose()
    {
        directives.Dispose();
        workspace.Dispose();
    }

    // in the background: the front end has things to ask before it sends a cell
    private static CellChain Begin(ImmutableArray<string> imports, ImmutableArray<MetadataReference> references)
    {
        var chain = new CellChain(imports, references);
        chain.Warm();
        return chain;
    }

    private MimeBundle? Show(object? value) =>
        value is null ? new(new Dictionary<string, string> { ["text/plain"] = "null" }) : show(value, value.GetType());
}
