using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;

namespace Ssl4Asd.Kernel.Engine;

/// <summary>
/// What a library needs besides itself: all that its <c>.deps.json</c> lists, wherever it lies (beside the library or in
/// the package cache), and without such a file the assemblies beside it that it refers to.
/// </summary>
internal static class LibraryDependencies
{
    /// <summary>Takes in a library and what it needs.</summary>
    /// <param name="library">Full path of its <c>.dll</c>.</param>
    /// <param name="references">Where it is taken in.</param>
    /// <exception cref="CellException">One of them is no assembly, or is in use from elsewhere.</exception>
    public static void Add(string library, CellReferences references)
    {
        references.Add(library);
        var listed = Path.ChangeExtension(library, ".deps.json");
        if (File.Exists(listed)) AddListed(listed, references);
        else AddNeighbours(library, references);
    }

    private static void AddListed(string file, CellReferences references)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        var root = document.RootElement;
        var folder = Path.GetDirectoryName(file)!;
        foreach (var library in root.GetProperty("targets").EnumerateObject().SelectMany(target => target.Value.EnumerateObject()))
        {
            var package = root.GetProperty("libraries").GetProperty(library.Name).TryGetProperty("path", out var path) ? path.GetString() : null;
            foreach (var asset in Assets(library.Value, "runtime"))
                if (Find(asset, package, folder) is { } assembly) references.Add(assembly);
            foreach (var asset in Assets(library.Value, "native"))
                if (Find(asset, package, folder) is { } native) AssemblyFinder.AddNative(native);
            foreach (var (asset, isNative) in ForThisMachine(library.Value))
            {
                if (Find(asset, package, folder) is not { } found) continue;
                if (isNative) AssemblyFinder.AddNative(found);
                else AssemblyFinder.AddAssembly(Path.GetFileNameWithoutExtension(found), found);
            }
        }
    }

    private static IEnumerable<string> Assets(JsonElement library, string group) =>
        library.TryGetProperty(group, out var assets) ? assets.EnumerateObject().Select(asset => asset.Name) : [];

    private static IEnumerable<(string Asset, bool IsNative)> ForThisMachine(JsonElement library) =>
        library.TryGetProperty("runtimeTargets", out var targets)
            ? targets.EnumerateObject()
                .Select(asset => (asset.Name, Rank: Rank(asset.Value.GetProperty("rid").GetString()!), IsNative: asset.Value.GetProperty("assetType").GetString() == "native"))
                .Where(asset => asset.Rank >= 0)
                .OrderBy(asset => asset.Rank)
                .Select(asset => (asset.Name, asset.IsNative))
            : [];

    private static int Rank(string identifier) => AssemblyFinder.RuntimeIdentifiers.ToList().IndexOf(identifier);

    private static string? Find(string asset, string? package, string folder)
    {
        string[] places = [Path.Combine(folder, Path.GetFileName(asset)), Path.Combine(folder, asset)];
        return (package is null ? places : [.. places, Path.Combine(PackageRestore.CacheFolder, package, asset)]).FirstOrDefault(File.Exists);
    }

    private static void AddNeighbours(string library, CellReferences references)
    {
        using var reader = new PEReader(File.OpenRead(library));
        var metadata = reader.GetMetadataReader();
        foreach (var handle in metadata.AssemblyReferences)
        {
            var name = metadata.GetString(metadata.GetAssemblyReference(handle).Name);
            var file = Path.Combine(Path.GetDirectoryName(library)!, name + ".dll");
            if (references.Has(name) || !File.Exists(file)) continue;
            references.Add(file);
            AddNeighbours(file, references);
        }
    }
}
