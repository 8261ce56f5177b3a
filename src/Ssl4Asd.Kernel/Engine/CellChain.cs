using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;

namespace Ssl4Asd.Kernel.Engine;

/// <summary>
/// Compiles each cell as a Roslyn submission that sees the ones before it, and keeps their objects, whose fields are the
/// cells' variables. The compiler's own <c>Script</c> does the same, but keeps every cell for ever; here a cell that
/// declares nothing leaves nothing behind.
/// </summary>
internal sealed class CellChain
{
    /// <summary>The class whose fields and methods are those of a cell; not a name that a cell could use itself.</summary>
    public const string ClassName = "Cell#";

    private readonly string name = $"Cells{Guid.NewGuid():N}";
    private CSharpCompilation last;
    private int inherited;
    private object?[] submissions = new object?[8];
    private int slots;
    private int count;

    /// <param name="imports">Namespaces that cells need not import.</param>
    /// <param name="references">What these are found in.</param>
    public CellChain(IEnumerable<string> imports, ImmutableArray<MetadataReference> references)
    {
        // an empty submission at the start, so that later ones inherit the imports instead of holding their own
        var options = Options(LoadedFiles.None).WithUsings(imports);
        last = CSharpCompilation.CreateScriptCompilation($"{name}_0", CellSource.Read("", "In[0]").Parse(), references, options);
        inherited = references.Length;
        CompilationErrors.ThrowIfAny(last, CancellationToken.None);
    }

    /// <summary>Cells that checks kept from compiling, and that ran without.</summary>
    public int WithoutChecks { get; private set; }

    /// <summary>A cell that is ready to run.</summary>
    /// <param name="Start">Runs it; null where there is nothing to run.</param>
    /// <param name="HasValue">Its last expression is its value.</param>
    /// <param name="Declares">Later cells can see something of it.</param>
    public sealed record Compiled(Func<Task<object>>? Start, bool HasValue, bool Declares);

    /// <summary>Compiles a cell and takes it into the chain: what it declares is there from now on, assigned or not.</summary>
    /// <param name="source">The cell.</param>
    /// <param name="files">What it loads.</param>
    /// <param name="references">All that cells may refer to; what is new stands at the end.</param>
    /// <param name="token">Stops compiling.</param>
    /// <exception cref="CellException">It does not compile.</exception>
    public Compiled Add(CellSource source, LoadedFiles files, ImmutableArray<MetadataReference> references, CancellationToken token)
    {
        count++;
        // a submission has the references of those before it; naming them again would add them up from cell to cell
        var added = references[inherited..];
        var tree = source.Parse();
        var original = new Lazy<CSharpCompilation>(() => Create(tree, files, added));
        if (files.IsEmpty && tree.GetCompilationUnitRoot(token) is { Members.Count: 0, Usings.Count: 0, Externs.Count: 0, ContainsDiagnostics: false }) return new(null, HasValue: false, Declares: false);

        var checkedFiles = WithChecks(tree, files, original);
        var compilation = Create(source.Parse(checkedFiles.ReadText(source.Path)), checkedFiles, added);
        if (!compilation.SyntaxTrees.Any(part => part.GetCompilationUnitRoot(token).Members.Count > 0))
        {
            CompilationErrors.ThrowIfAny(compilation, token);
            Keep(compilation, references);
            return new(null, HasValue: false, Declares: true);
        }

        var complete = compilation;
        (compilation, var start) = Emit(complete, original, token);
        if (compilation != complete) WithoutChecks++;
        if (submissions.Length <= slots + 1) Array.Resize(ref submissions, submissions.Length * 2);
        var known = submissions;
        known[slots + 1] = null;
        var declares = Declares(compilation);
        if (declares)
        {
            Keep(compilation, references);
            slots++;
        }
        return new(() => start(known), HasValue(compilation, token), declares);
    }

    /// <summary>Compiles something and forgets it, so that the first cell finds the compiler loaded.</summary>
    public void Warm()
    {
        var source = CellSource.Read("var warm = 1; Console.Write(warm); warm", "In[0]");
        using var code = new MemoryStream();
        Create(source.Parse(), LoadedFiles.None, []).Emit(code);
    }

    /// <summary>
    /// After a cell that did not come to its end: variables that it declares again, and that it left null, get back what
    /// they had. Otherwise running <c>var model = Train();</c> a second time and stopping it would lose the first model.
    /// </summary>
    public void RestoreUnassigned()
    {
        if (submissions[slots] is not { } cell) return;
        foreach (var variable in cell.GetType().GetFields().Where(field => !field.FieldType.IsValueType && field.GetValue(cell) is null))
        {
            var earlier = submissions[1..slots].Reverse().Select(submission => (Cell: submission, Field: submission?.GetType().GetField(variable.Name))).FirstOrDefault(found => found.Field is not null);
            if (earlier.Field?.FieldType == variable.FieldType) variable.SetValue(cell, earlier.Field.GetValue(earlier.Cell));
        }
    }

    private void Keep(CSharpCompilation compilation, ImmutableArray<MetadataReference> references)
    {
        last = compilation;
        inherited = references.Length;
    }

    private CSharpCompilation Create(SyntaxTree tree, LoadedFiles files, ImmutableArray<MetadataReference> references) =>
        CSharpCompilation.CreateScriptCompilation($"{name}_{count}", tree, references, Options(files), last);

    internal static CSharpCompilationOptions Options(LoadedFiles files) => new(
        OutputKind.DynamicallyLinkedLibrary,
        scriptClassName: ClassName,
        sourceReferenceResolver: files,
        optimizationLevel: OptimizationLevel.Release,
        allowUnsafe: true,
        nullableContextOptions: NullableContextOptions.Annotations,
        assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default);

    // the loaded files and, under its own name, the cell
    private static LoadedFiles WithChecks(SyntaxTree cell, LoadedFiles files, Lazy<CSharpCompilation> original)
    {
        var trees = files.IsEmpty ? [cell] : original.Value.SyntaxTrees;
        return files.With(trees.ToDictionary(tree => tree.FilePath, tree => CellChecks.Insert(tree.GetRoot(), () => original.Value.GetSemanticModel(tree))));
    }

    // Checks shift columns, so errors are told from the original; should checks ever break a cell, it runs without them.
    private static (CSharpCompilation, Func<object?[], Task<object>>) Emit(CSharpCompilation withChecks, Lazy<CSharpCompilation> original, CancellationToken token)
    {
        foreach (var choice in (Lazy<CSharpCompilation>[])[new(withChecks), original])
        {
            var compilation = choice.Value;
            using var code = new MemoryStream();
            using var symbols = new MemoryStream();
            if (!compilation.Emit(code, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb), cancellationToken: token).Success)
            {
                CompilationErrors.ThrowIfAny(original.Value, token);
                continue;
            }
            code.Position = symbols.Position = 0;
            var assembly = AssemblyLoadContext.Default.LoadFromStream(code, symbols);
            var entry = compilation.GetEntryPoint(token)!;
            var factory = assembly.GetType(entry.ContainingType.MetadataName, throwOnError: true)!
                .GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
            return (compilation, factory.CreateDelegate<Func<object?[], Task<object>>>());
        }
        throw new CellException("CompilationError", "the compiler failed without saying why; split the cell to find the part that it cannot compile");
    }

    private static bool Declares(CSharpCompilation compilation) =>
        compilation.SyntaxTrees.Any(tree => tree.GetCompilationUnitRoot() is { Usings.Count: > 0 } or { Externs.Count: > 0 })
        || compilation.ScriptClass!.GetMembers().Any(member => !member.IsImplicitlyDeclared);

    private static bool HasValue(CSharpCompilation compilation, CancellationToken token)
    {
        // the cell's own tree stands after those that it loads
        var tree = compilation.SyntaxTrees[^1];
        var statements = tree.GetCompilationUnitRoot(token).Members.OfType<GlobalStatementSyntax>().Select(member => member.Statement).ToList();
        return statements.Any(statement => statement.DescendantNodesAndSelf(node => node is StatementSyntax).Any(node => node is ReturnStatementSyntax { Expression: not null }))
            || (statements is [.., ExpressionStatementSyntax { SemicolonToken.IsMissing: true } final]
                && compilation.GetSemanticModel(tree).GetTypeInfo(final.Expression, token).ConvertedType is { SpecialType: not SpecialType.System_Void });
    }
}
