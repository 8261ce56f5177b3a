using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace Ssl4Asd.Kernel.Engine;

/// <summary>Does what the directives of cells and of loaded files ask for.</summary>
/// <param name="references">What <c>#r</c> adds to.</param>
internal sealed partial class CellDirectives(CellReferences references) : IDisposable
{
    private readonly PackageRestore restore = new();

    /// <summary>What is left to do when the directives are done.</summary>
    /// <param name="Files">What the cell loads.</param>
    /// <param name="IsTimed">The cell is to tell how long it took.</param>
    public sealed record Done(LoadedFiles Files, bool IsTimed);

    /// <summary>Follows a cell's directives, and those of the files it loads.</summary>
    /// <exception cref="CellException">One cannot be followed.</exception>
    public Done Follow(CellSource cell, CancellationToken token)
    {
        var folders = SearchFolders();
        var files = new Dictionary<string, SourceText>();
        var directives = new List<CellDirective>();
        Collect(cell, folders, files, directives);

        var packages = new List<(string Name, string Version)>();
        foreach (var directive in directives)
        {
            switch (directive.Name)
            {
                case "i":
                    restore.AddSource(NuGet(directive) ?? throw new CellException("DirectiveError", $"{directive.Place}: write #i \"nuget: <feed or folder>\""), directive.Place);
                    break;
                case "r" when NuGet(directive) is { } package:
                    packages.Add(Package(package, directive.Place));
                    break;
                case "r":
                    AddAssembly(directive, folders);
                    break;
                case "!time" or "!csharp" or "!c#" or "!C#":
                    break;
                default:
                    throw new CellException("DirectiveError", $"{directive.Place}: #{directive.Name} is not known; this kernel runs C# and knows #r, #i, #load and #!time");
            }
        }
        if (packages.Count > 0)
        {
            var place = directives.First(directive => directive.Name == "r" && NuGet(directive) is not null).Place;
            restore.AddAsync(packages, place, references, token).GetAwaiter().GetResult();
        }
        return new(new(files.ToImmutableDictionary(), folders), directives.Any(directive => directive.Name == "!time"));
    }

    /// <inheritdoc/>
    public void Dispose() => restore.Dispose();

    // depth first, as the compiler reads them
    private static void Collect(CellSource source, ImmutableArray<string> folders, Dictionary<string, SourceText> files, List<CellDirective> directives)
    {
        foreach (var directive in source.Directives)
        {
            if (directive.Name != "load")
            {
                directives.Add(directive);
                continue;
            }
            var path = LoadedFiles.Find(directive.Argument, source.Path, folders)
                ?? throw new CellException("DirectiveError", $"{directive.Place}: there is no file {directive.Argument} in {string.Join(" or ", folders)}");
            if (files.ContainsKey(path)) continue;
            var loaded = CellSource.Read(File.ReadAllText(path), path);
            files.Add(path, loaded.Code);
            Collect(loaded, folders, files, directives);
        }
    }

    private void AddAssembly(CellDirective directive, ImmutableArray<string> folders)
    {
        var name = directive.Argument;
        if (references.Has(name)) return;
        if (LoadedFiles.Find(name, null, folders) is { } file) LibraryDependencies.Add(file, references);
        else if (AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(assembly => assembly.GetName().Name == name) is { Location.Length: > 0 } loaded) references.Add(loaded.Location);
        else throw new CellException("ReferenceError", $"{directive.Place}: there is no assembly {name} in {string.Join(" or ", folders)}; {(directive.Advice.Length > 0 ? directive.Advice : $"for a package write #r \"nuget: {name}\"")}");
    }

    // the working directory, and the notebook's own where the server tells it
    private static ImmutableArray<string> SearchFolders()
    {
        var notebook = Environment.GetEnvironmentVariable("JPY_SESSION_NAME");
        return Path.IsPathRooted(notebook) && Path.GetDirectoryName(notebook) is { } folder && folder != Environment.CurrentDirectory
            ? [Environment.CurrentDirectory, folder]
            : [Environment.CurrentDirectory];
    }

    private static string? NuGet(CellDirective directive) => NuGetArgument().Match(directive.Argument) is { Success: true } match ? match.Groups[1].Value.Trim().Trim('"') : null;

    private static (string, string) Package(string text, string place) => text.Split(',', 2, StringSplitOptions.TrimEntries) switch
    {
        [{ Length: > 0 } name] when !name.Contains(' ', StringComparison.Ordinal) => (name, ""),
        [{ Length: > 0 } name, var version] => (name, version),
        _ => throw new CellException("DirectiveError", $"{place}: write #r \"nuget: <package>, <version>\""),
    };

    [GeneratedRegex(@"^\s*nuget\s*:(.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex NuGetArgument();
}
