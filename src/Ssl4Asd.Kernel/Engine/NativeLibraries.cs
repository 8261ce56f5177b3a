using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Runtime.InteropServices;
using System.Text;

namespace Ssl4Asd.Kernel.Engine;

/// <summary>
/// The native libraries that cells' packages and libraries bring. They come before the system's of the same name, which may be
/// another version.
/// </summary>
internal static class NativeLibraries
{
    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase);
    private static readonly Lock Linking = new();
    private static string? links;

    // the paths of all libraries that Linux finds by name, each with a zero at its end
    private static readonly Lazy<byte[]> SystemFiles = new(() => File.Exists("/etc/ld.so.cache") ? File.ReadAllBytes("/etc/ld.so.cache") : []);

    /// <summary>Where one lies, by its file's name.</summary>
    public static void Add(string file) => Known.TryAdd(Path.GetFileName(file), file);

    /// <summary>
    /// Loads what an assembly names in its declarations, where the system has one of these libraries too: the runtime would look
    /// there first and ask <see cref="Find"/> only for what it lacks. What is loaded already, it takes. Elsewhere they are left
    /// until they are used: some read the environment when they are loaded, which a cell may want to set first.
    /// </summary>
    public static void LoadFor(Assembly assembly)
    {
        if (assembly.IsDynamic || assembly.Location is not { Length: > 0 } location || Names(assembly) is not { Count: > 0 } names) return;
        var brought = Folders(location).Where(Directory.Exists).SelectMany(Directory.EnumerateFiles).Select(Path.GetFileName).OfType<string>().Concat(Known.Keys);
        if (brought.Any(IsSystems)) names.ForEach(name => Find(assembly, name));
    }

    /// <summary>The handle of a loaded library; 0 where there is none of that name.</summary>
    public static nint Find(Assembly assembly, string name)
    {
        var files = Variations(name).ToList();
        var known = files.Select(Known.GetValueOrDefault).OfType<string>().Select(Together);
        var beside = assembly.Location is { Length: > 0 } location ? Folders(location).SelectMany(folder => files.Select(file => Path.Combine(folder, file))) : [];
        foreach (var file in known.Concat(beside))
        {
            if (File.Exists(file) && NativeLibrary.TryLoad(file, out var handle)) return handle;
        }
        return 0;
    }

    private static bool IsSystems(string file) => SystemFiles.Value.AsSpan().IndexOf(Encoding.UTF8.GetBytes($"/{file}\0")) >= 0;

    private static unsafe List<string> Names(Assembly assembly)
    {
        if (!assembly.TryGetRawMetadata(out var start, out var length)) return [];
        var metadata = new MetadataReader(start, length);
        return [.. Enumerable.Range(1, metadata.GetTableRowCount(TableIndex.ModuleRef)).Select(row =>
            metadata.GetString(metadata.GetModuleReference(MetadataTokens.ModuleReferenceHandle(row)).Name))];
    }

    /// <summary>
    /// One library looks for another beside it, where an application would have them; in the cache each package has a folder of
    /// its own. So they are loaded through links in one folder. Windows looks among those that are loaded, and needs none.
    /// </summary>
    private static string Together(string file)
    {
        if (OperatingSystem.IsWindows() || Known.Values.Select(Path.GetDirectoryName).Distinct().Count() < 2) return file;
        lock (Linking)
        {
            links ??= NewFolder();
            foreach (var (name, target) in Known)
            {
                var link = Path.Combine(links, name);
                if (new FileInfo(link).LinkTarget is null) File.CreateSymbolicLink(link, target);
            }
            return Path.Combine(links, Path.GetFileName(file));
        }
    }

    private static string NewFolder()
    {
        var folder = Directory.CreateTempSubdirectory("cells-native-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }

    private static IEnumerable<string> Folders(string assembly)
    {
        var folder = Path.GetDirectoryName(assembly)!;
        return AssemblyFinder.RuntimeIdentifiers.Select(identifier => Path.Combine(folder, "runtimes", identifier, "native")).Prepend(folder);
    }

    private static IEnumerable<string> Variations(string name)
    {
        var (prefix, suffix) = OperatingSystem.IsWindows() ? ("", ".dll") : OperatingSystem.IsMacOS() ? ("lib", ".dylib") : ("lib", ".so");
        return [name, name + suffix, prefix + name + suffix, prefix + name];
    }
}
