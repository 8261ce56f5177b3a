using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;

namespace Ssl4Asd.Kernel.Engine;

/// <summary>
/// The notebook as an editor sees it: a chain of submissions that ends with the cell being written. Nothing is built
/// before the first question.
/// </summary>
/// <param name="imports">Namespaces that cells need not import.</param>
internal sealed class CellWorkspace(ImmutableArray<string> imports) : IDisposable
{
    private readonly ConcurrentQueue<Cell> waiting = [];
    private readonly Lock gate = new();
    private AdhocWorkspace? workspace;
    private Solution? solution;
    private DocumentId? current;
    private int inherited;
    private int known;

    private sealed record Cell(SourceText Code, LoadedFiles Files, ImmutableArray<MetadataReference> References);

    /// <summary>Takes in a cell that has been compiled and declares something. May be called from any thread.</summary>
    public void Add(CellSource source, LoadedFiles files, ImmutableArray<MetadataReference> references) =>
        waiting.Enqueue(new(source.Code, files, references));

    /// <summary>Asks about a cell that is being written; one question at a time.</summary>
    /// <param name="code">Its text.</param>
    /// <param name="references">All that cells may refer to.</param>
    /// <param name="ask">The question. What it makes the compiler find out is kept for the next one.</param>
    public T Ask<T>(string code, ImmutableArray<MetadataReference> references, Func<Document, T> ask)
    {
        lock (gate)
        {
            if (workspace is null)
            {
                workspace = new AdhocWorkspace(MefHostServices.DefaultHost);
                solution = workspace.CurrentSolution;
                known = references.Length;
                Append(references, imports);
            }
            while (waiting.TryDequeue(out var cell))
            {
                solution = solution!.WithDocumentText(current!, cell.Code).WithProjectMetadataReferences(current!.ProjectId, cell.References[inherited..])
                    .WithProjectCompilationOptions(current.ProjectId, CellChain.Options(cell.Files).WithUsings(solution.Projects.Count() == 1 ? imports : []));
                inherited = known = cell.References.Length;
                Append([], []);
            }
            if (known != references.Length)
            {
                known = references.Length;
                solution = solution!.WithProjectMetadataReferences(current!.ProjectId, references[inherited..]);
            }
            solution = solution!.WithDocumentText(current!, CellSource.Read(code, "cell").Code);
            return ask(solution.GetDocument(current)!);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => workspace?.Dispose();

    private void Append(ImmutableArray<MetadataReference> references, ImmutableArray<string> usings)
    {
        var number = solution!.ProjectIds.Count;
        var id = ProjectId.CreateNewId();
        var project = ProjectInfo.Create(
            id, VersionStamp.Default, $"cell{number}", $"cell{number}", LanguageNames.CSharp,
            compilationOptions: CellChain.Options(LoadedFiles.None).WithUsings(usings),
            parseOptions: CellSource.ParseOptions,
            projectReferences: current is null ? [] : [new ProjectReference(current.ProjectId)],
            metadataReferences: references,
            isSubmission: true);
        current = DocumentId.CreateNewId(id);
        solution = solution.AddProject(project)
            .AddDocument(DocumentInfo.Create(current, "cell", sourceCodeKind: SourceCodeKind.Script, loader: TextLoader.From(TextAndVersion.Create(SourceText.From(""), VersionStamp.Default))));
    }
}
