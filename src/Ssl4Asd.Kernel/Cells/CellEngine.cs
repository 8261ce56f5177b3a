using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.PackageManagement;

namespace Ssl4Asd.Kernel.Cells;

/// <summary>.NET Interactive's C#, with cells that can be stopped and errors that tell their cell and line.</summary>
/// <remarks>One cell is run at a time; the other members may be called from any thread, also meanwhile.</remarks>
internal sealed class CellEngine : IDisposable
{
    // what a C# project has without asking, and what shows values
    private static readonly string[] Imports =
        ["System.IO", "System.Net.Http", "System.Threading", typeof(Formatter).Namespace!, typeof(Microsoft.DotNet.Interactive.Kernel).FullName!];

    // The engine's own give back another value than they show, so that an update finds nothing. In a cell these come first.
    private const string Display = """
        Microsoft.DotNet.Interactive.Formatting.DisplayedValue display(object value, params string[] mimeTypes) => value.Display(mimeTypes);
        static Microsoft.DotNet.Interactive.Formatting.DisplayedValue Display(this object value, params string[] mimeTypes) =>
            Microsoft.DotNet.Interactive.KernelInvocationContextExtensions.Display(Microsoft.DotNet.Interactive.KernelInvocationContext.Current, value, mimeTypes);
        static Microsoft.DotNet.Interactive.Formatting.DisplayedValue DisplayAs(this string value, string mimeType) =>
            Microsoft.DotNet.Interactive.KernelInvocationContextExtensions.DisplayAs(Microsoft.DotNet.Interactive.KernelInvocationContext.Current, value, mimeType);
        """;

    private readonly CSharpKernel csharp = new();
    private readonly CompositeKernel root = [];
    private readonly CellReferences references;
    private volatile RunningCell? running;

    public CellEngine()
    {
        CellConsole.Install(); // before the engine, which puts its own in its place while it runs something
        NativeLibraries.Watch();
        references = new(csharp);
        csharp.UseNugetDirective((_, packages) => { references.Add(packages); return Task.CompletedTask; });
        csharp.UseWho().UseValueSharing();
        csharp.AddMiddleware((command, context, next) => command is SubmitCode code ? RunningCell.RunAsync(() => next(WithChecks(code), context)) : next(command, context));
        root.Add(csharp, ["c#", "C#"]);
        root.Add(new HtmlKernel());
        root.Add(new JavaScriptKernel(), ["js"]);
        root.DefaultKernelName = csharp.Name;
        root.UseImportMagicCommand();
        root.AddDirective(MagicCommands.Time, MagicCommands.MeasureTime);
        root.RegisterCommandHandler<RequestInput>(MagicCommands.AskAsync);
        root.SetDefaultTargetKernelNameForCommand(typeof(RequestInput), root.Name);
        root.KernelEvents.Subscribe(shown => { if (shown is DisplayEvent value) CellOutput.Current?.Show(value); });
        Formatter.SetPreferredMimeTypesFor(typeof(string), PlainTextFormatter.MimeType);
        Options(csharp) = Options(csharp)
            .AddReferences(typeof(CellStop).Assembly)
            .AddImports(Imports)
            .WithEmitDebugInformation(true)
            .WithFileEncoding(Encoding.UTF8)
            .WithOptimizationLevel(OptimizationLevel.Release);
        Run(Display, 0); // and no reader's cell is the engine's first, which loses what it declares when it fails
    }

    /// <summary>Runs a cell to its end, its error, or its interruption; what it shows goes to <see cref="CellOutput.Current"/>.</summary>
    /// <param name="code">The text of the cell.</param>
    /// <param name="number">As in <c>In[3]</c>.</param>
    public CellResult Run(string code, int number)
    {
        using var cell = running = new();
        var (name, before) = ($"In[{number}]", csharp.ScriptState);
        try
        {
            Options(csharp) = Options(csharp).WithFilePath(name);
            var text = IsForOthers(code) ? code : CellText.ToRun(code, (file, line, advice) => references.Add(file, $"{name}, line {line}", advice));
            var result = root.SendAsync(new SubmitCode(text)).GetAwaiter().GetResult();
            cell.WaitForEnd();
            var failure = result.Events.OfType<CommandFailed>().FirstOrDefault();
            if (failure is null && !cell.Stopped) return new(Value: result.Events.OfType<ReturnValueProduced>().LastOrDefault());
            var after = csharp.ScriptState == before ? null : csharp.ScriptState;
            if (after is not null && before is not null) RestoreUnassigned(before.Variables, after.Variables);
            return new(cell.Stopped ? CellErrors.OfStop(after?.Exception) : CellErrors.Of(failure!));
        }
        catch (CellException e)
        {
            return new(e.Error);
        }
        finally
        {
            running = null;
        }
    }

    /// <summary>Asks the running cell to stop; its variables keep what they have. Nothing happens between cells.</summary>
    public void Interrupt()
    {
        if (running is not { } cell) return;
        cell.Stop();
        _ = root.SendAsync(new Cancel()); // for code that looks at the engine's token
    }

    /// <summary>What may stand at a position of a text (UTF-16 units), and where it begins.</summary>
    public (IEnumerable<CompletionItem> Items, int Start) Complete(string code, int cursor)
    {
        code = CellText.ToEdit(code);
        var position = Position(code, cursor);
        var result = root.SendAsync(new RequestCompletions(code, position)).GetAwaiter().GetResult();
        if (result.Events.OfType<CompletionsProduced>().FirstOrDefault() is not { } produced) return ([], cursor);
        var start = cursor;
        while (start > 0 && (char.IsLetterOrDigit(code[start - 1]) || code[start - 1] is '_' or '@')) start--;
        var written = code[start..cursor];
        var items = produced.Completions.Select(item => (Item: item, Rank: Rank(item.FilterText ?? item.DisplayText, written))).Where(item => item.Rank >= 0).OrderBy(item => item.Rank);
        return (items.Select(item => item.Item), start);
    }

    /// <summary>What is known of the name at a position of a text, or just before it, by MIME type.</summary>
    public IReadOnlyCollection<FormattedValue> Inspect(string code, int cursor)
    {
        code = CellText.ToEdit(code);
        IReadOnlyCollection<FormattedValue> At(int at) =>
            root.SendAsync(new RequestHoverText(code, Position(code, at))).GetAwaiter().GetResult().Events.OfType<HoverTextProduced>().FirstOrDefault()?.Content ?? [];
        return At(cursor) is { Count: > 0 } found ? found : cursor > 0 ? At(cursor - 1) : [];
    }

    /// <inheritdoc/>
    public void Dispose() => root.Dispose();

    private static LinePosition Position(string code, int cursor)
    {
        var before = code[..cursor];
        return new(before.Count(c => c == '\n'), cursor - (before.LastIndexOf('\n') + 1));
    }

    private static int Rank(string name, string written) =>
        name.StartsWith(written, StringComparison.Ordinal) ? 0
        : name.StartsWith(written, StringComparison.OrdinalIgnoreCase) ? 1
        : name.Contains(written, StringComparison.OrdinalIgnoreCase) ? 2
        : -1;

    // a cell, or a part of it, in another language
    private bool IsForOthers(string code) => root.ChildKernels.Where(kernel => kernel != csharp)
        .SelectMany(kernel => kernel.KernelInfo.Aliases.Append(kernel.Name))
        .Any(name => $"\n{code}".Contains($"\n#!{name}", StringComparison.Ordinal));

    // Should checks ever break a cell, it runs without them; and errors are told from the text as it was written.
    private SubmitCode WithChecks(SubmitCode command)
    {
        if (csharp.ScriptState?.Script is not { } last) return command;
        var options = Options(csharp) = Options(csharp).WithSourceResolver(new CheckedFiles(Environment.CurrentDirectory));
        var original = last.ContinueWith(command.Code, options).GetCompilation();
        var tree = original.SyntaxTrees.Last(); // those of loaded files stand before it
        if (HasErrors(tree.GetDiagnostics())) return command;
        var text = CellChecks.Insert(tree.GetRoot(), () => original.GetSemanticModel(tree));
        if (text == command.Code || HasErrors(last.ContinueWith(text, options).GetCompilation().GetDiagnostics())) return command;
        var withChecks = new SubmitCode(text, command.TargetKernelName);
        withChecks.SetParent(command);
        return withChecks;
    }

    private static bool HasErrors(IEnumerable<Microsoft.CodeAnalysis.Diagnostic> diagnostics) => diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);

    // Variables that a cell which did not come to its end declares again, and left null, get back what they had: stopping
    // var model = Train(); the second time must not lose the first model.
    private static void RestoreUnassigned(ImmutableArray<ScriptVariable> before, ImmutableArray<ScriptVariable> after)
    {
        foreach (var again in after.Skip(before.Length).Where(variable => variable is { Value: null, IsReadOnly: false }))
        {
            if (before.LastOrDefault(variable => variable.Name == again.Name) is { } earlier && earlier.Type == again.Type) again.Value = earlier.Value;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_scriptOptions")]
    private static extern ref ScriptOptions Options(CSharpKernel kernel);

    // what a cell loads gets checks too
    private sealed class CheckedFiles(string folder) : SourceFileResolver([], folder)
    {
        public override Stream OpenRead(string resolvedPath)
        {
            var text = File.ReadAllText(resolvedPath);
            var tree = CSharpSyntaxTree.ParseText(text, CellText.ParseOptions);
            return new MemoryStream(Encoding.UTF8.GetBytes(tree.GetDiagnostics().Any() ? text : CellChecks.Insert(tree.GetRoot(), () => Semantics(tree))));
        }

        public override bool Equals(object? obj) => ReferenceEquals(this, obj);

        public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

        private static SemanticModel Semantics(SyntaxTree tree) => CSharpCompilation.CreateScriptCompilation("loaded", tree).GetSemanticModel(tree);
    }
}

/// <summary>What a cell gave.</summary>
/// <param name="Error">What went wrong; null when it ran to its end.</param>
/// <param name="Value">Its last expression, where it has one.</param>
internal sealed record CellResult(CellError? Error = null, ReturnValueProduced? Value = null);
