using System.Runtime.ExceptionServices;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.PackageManagement;

namespace Ssl4Asd.Kernel.Cells;

/// <summary>.NET Interactive's C#, with cells that can be stopped and errors that tell their cell and line.</summary>
/// <remarks>One thread at a time; only <see cref="Interrupt"/> may be called by others.</remarks>
internal sealed class CellEngine : IDisposable
{
    // The engine's own ways to show a value give back another than they show, so that an update finds nothing. In a cell these come first.
    private const string Helpers = """
        using static Microsoft.DotNet.Interactive.Kernel;
        Microsoft.DotNet.Interactive.Formatting.DisplayedValue display(object value, params string[] mimeTypes) => value.Display(mimeTypes);
        static Microsoft.DotNet.Interactive.Formatting.DisplayedValue Display(this object value, params string[] mimeTypes) =>
            Microsoft.DotNet.Interactive.KernelInvocationContextExtensions.Display(Microsoft.DotNet.Interactive.KernelInvocationContext.Current, value, mimeTypes);
        static Microsoft.DotNet.Interactive.Formatting.DisplayedValue DisplayAs(this string value, string mimeType) =>
            Microsoft.DotNet.Interactive.KernelInvocationContextExtensions.DisplayAs(Microsoft.DotNet.Interactive.KernelInvocationContext.Current, value, mimeType);
        """;

    private readonly CSharpKernel csharp = new();
    private readonly CompositeKernel root = [];
    private volatile RunningCell? running;

    static CellEngine() => ExceptionHandling.SetUnhandledExceptionHandler(Tell);

    /// <summary>Compiles something, so that the compiler is loaded on another core while the engine is.</summary>
    public static void WarmUp() => Microsoft.CodeAnalysis.CSharp.Scripting.CSharpScript.Create("1 + 1").GetCompilation().Emit(Stream.Null);

    /// <summary>Completes some words in an engine of its own, often enough to have what does it compiled well before a reader's first.</summary>
    public static async Task WarmUpCompletionAsync()
    {
        using var other = new CSharpKernel();
        await other.SendAsync(new SubmitCode("var x = 1;"));
        foreach (var code in Enumerable.Repeat(new[] { "x.To", "Console.Wri", "new[] { 1 }.Wh", "Cons" }, 10).SelectMany(words => words)) await other.SendAsync(new RequestCompletions(code, new(0, code.Length)));
    }

    public CellEngine()
    {
        CellConsole.Install(); // before the engine, which puts its own in its place while it runs something
        NativeLibraries.Watch();
        var references = new CellReferences(csharp);
        csharp.UseNugetDirective((_, packages) => { references.Add(packages); return Task.CompletedTask; });
        csharp.UseWho().UseValueSharing();
        csharp.AddMiddleware((command, context, next) => command is SubmitCode code ? RunningCell.RunAsync(() => next(WithChecks(code), context)) : next(command, context));
        root.Add(csharp, ["c#", "C#"]);
        root.Add(new HtmlKernel());
        root.Add(new JavaScriptKernel(), ["js"]);
        root.DefaultKernelName = csharp.Name;
        root.UseImportMagicCommand();
        root.AddDirective(new("#!time") { Description = "Shows how long the cell took." }, MeasureTimeAsync);
        root.RegisterCommandHandler<RequestInput>(AskAsync);
        root.SetDefaultTargetKernelNameForCommand(typeof(RequestInput), root.Name);
        root.KernelEvents.Subscribe(shown => { if (shown is DisplayEvent value) CellOutput.Current?.Show(value); });
        Formatter.SetPreferredMimeTypesFor(typeof(string), PlainTextFormatter.MimeType);
        Options(csharp) = Options(csharp).AddReferences(typeof(CellStop).Assembly)
            .AddImports("System.IO", "System.Net.Http", "System.Threading", typeof(Formatter).Namespace!) // as in a C# project; and what shows values
            .WithEmitDebugInformation(true).WithFileEncoding(Encoding.UTF8).WithOptimizationLevel(OptimizationLevel.Release);
        Run(Helpers, 0); // and no reader's cell is the engine's first, which loses what it declares when it fails
    }

    /// <summary>Runs the cell <c>In[number]</c> to its end, its error, or its interruption; what it shows goes to <see cref="CellOutput.Current"/>.</summary>
    /// <returns>What went wrong.</returns>
    public CellError? Run(string code, int number)
    {
        using var cell = running = new();
        var (name, before) = ($"In[{number}]", csharp.ScriptState);
        try
        {
            Options(csharp) = Options(csharp).WithFilePath(name);
            var text = IsForOthers(code) ? code : CellText.ToRun(code, (file, line, advice) => CellReferences.Find(file, $"{name}, line {line}", advice));
            var result = root.SendAsync(new SubmitCode(text)).GetAwaiter().GetResult();
            cell.WaitForEnd();
            var failure = result.Events.OfType<CommandFailed>().FirstOrDefault();
            if (failure is null && !cell.Stopped) return null;
            var after = csharp.ScriptState == before ? null : csharp.ScriptState;
            if (after is not null && before is not null) RestoreUnassigned(before.Variables, after.Variables);
            return cell.Stopped ? CellErrors.OfStop(after?.Exception) : CellErrors.Of(failure!);
        }
        catch (Exception e) // a file that is not there, or of the engine, from a text that it cannot take apart
        {
            return (e as CellException)?.Error ?? CellErrors.Of(e);
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

    /// <summary>What may stand at a position of a text (UTF-16 units), what begins with what is written there first, and where that begins.</summary>
    public (IEnumerable<CompletionItem> Items, int Start) Complete(string code, int cursor)
    {
        code = CellText.ToEdit(code);
        var start = cursor;
        while (start > 0 && (char.IsLetterOrDigit(code[start - 1]) || code[start - 1] is '_' or '@')) start--;
        var written = code[start..cursor];
        var produced = Find<CompletionsProduced>(new RequestCompletions(code, Position(code, cursor)));
        var named = (produced?.Completions ?? []).Select(item => (Item: item, Name: item.FilterText ?? item.DisplayText));
        var found = named.Where(item => item.Name.Contains(written, StringComparison.OrdinalIgnoreCase))
            .OrderBy(item => !item.Name.StartsWith(written, StringComparison.OrdinalIgnoreCase)).ThenBy(item => !item.Name.StartsWith(written, StringComparison.Ordinal));
        return (found.Select(item => item.Item), start);
    }

    /// <summary>What is known of the name at a position of a text, or just before it, by MIME type.</summary>
    public IEnumerable<FormattedValue> Inspect(string code, int cursor)
    {
        code = CellText.ToEdit(code);
        return (Find<HoverTextProduced>(new RequestHoverText(code, Position(code, cursor))) ?? Find<HoverTextProduced>(new RequestHoverText(code, Position(code, Math.Max(0, cursor - 1)))))?.Content ?? [];
    }

    public void Dispose() => root.Dispose();

    // An exception on a thread that a cell started ends that thread, not the process; the cell tells of it.
    private static bool Tell(Exception exception)
    {
        if (exception is CellInterruptedException or ThreadInterruptedException) return true;
        Log.Write($"on another thread: {exception}");
        CellOutput.Current?.Write($"On another thread: {exception}\n", isError: true);
        return true;
    }

    // what .NET Interactive's packages leave to their host
    private static Task MeasureTimeAsync(KernelCommand command, KernelInvocationContext context)
    {
        var start = Stopwatch.GetTimestamp();
        context.OnComplete(done => done.DisplayAs($"Wall time: {Stopwatch.GetElapsedTime(start).TotalMilliseconds}ms", PlainTextFormatter.MimeType));
        return Task.CompletedTask;
    }

    // GetInputAsync and @input
    private static Task AskAsync(RequestInput question, KernelInvocationContext context)
    {
        context.Publish(new InputProduced(CellOutput.Current?.Ask(question.Prompt, question.IsPassword), question));
        return Task.CompletedTask;
    }

    private T? Find<T>(KernelCommand command) where T : KernelEvent
    {
        var events = root.SendAsync(command).GetAwaiter().GetResult().Events;
        if (events.OfType<CommandFailed>().FirstOrDefault() is { } failure) Log.Write($"{command}: {failure.Message}");
        return events.OfType<T>().FirstOrDefault();
    }

    private static LinePosition Position(string code, int cursor) => new(code.AsSpan(0, cursor).Count('\n'), cursor - (code.AsSpan(0, cursor).LastIndexOf('\n') + 1));

    // a cell, or a part of it, in another language
    private bool IsForOthers(string code) => root.ChildKernels.Where(kernel => kernel != csharp).SelectMany(kernel => kernel.KernelInfo.Aliases.Append(kernel.Name))
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

    private static bool HasErrors(IEnumerable<Diagnostic> found) => found.Any(d => d.Severity == DiagnosticSeverity.Error);

    // Variables that a cell which did not come to its end declares again, and left null, get back what they had: stopping
    // var model = Train(); the second time must not lose the first model.
    private static void RestoreUnassigned(ImmutableArray<ScriptVariable> before, ImmutableArray<ScriptVariable> after)
    {
        foreach (var again in after.Skip(before.Length).Where(variable => variable is { Value: null, IsReadOnly: false }))
        {
            if (before.LastOrDefault(variable => variable.Name == again.Name) is { } earlier && earlier.Type == again.Type) again.Value = earlier.Value;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_scriptOptions")] private static extern ref ScriptOptions Options(CSharpKernel kernel);

    // what a cell loads gets checks too
    private sealed class CheckedFiles(string folder) : SourceFileResolver([], folder)
    {
        public override Stream OpenRead(string resolvedPath)
        {
            var tree = CSharpSyntaxTree.ParseText(File.ReadAllText(resolvedPath), CellText.ParseOptions);
            var semantics = () => CSharpCompilation.CreateScriptCompilation("loaded", tree).GetSemanticModel(tree);
            return new MemoryStream(Encoding.UTF8.GetBytes(HasErrors(tree.GetDiagnostics()) ? tree.ToString() : CellChecks.Insert(tree.GetRoot(), semantics)));
        }
    }
}
