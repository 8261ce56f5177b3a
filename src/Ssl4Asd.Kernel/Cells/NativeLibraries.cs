using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Runtime.Loader;

namespace Ssl4Asd.Kernel.Cells;

/// <summary>
/// The native libraries that cells' packages and assemblies bring. They come before the system's of the same name, which may
/// be another version; and they are found under <c>runtimes</c>, where builds that are for any system have them.
/// </summary>
internal static class NativeLibraries
{
    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase);
    private static readonly ConcurrentDictionary<AssemblyLoadContext, bool> Contexts = new();

    // the paths of all libraries that Linux finds by name, each with a zero at its end
    private static readonly Lazy<byte[]> SystemFiles = new(() => File.Exists("/etc/ld.so.cache") ? File.ReadAllBytes("/etc/ld.so.cache") : []);

    // those whose files run here
    private static readonly string Os = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
    private static readonly string[] Identifiers = [RuntimeInformation.RuntimeIdentifier, $"{Os}-{RuntimeInformation.ProcessArchitecture}".ToLowerInvariant(), Os];

    /// <summary>From now on, wherever an assembly is loaded.</summary>
    public static void Watch() => AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) => LoadFor(loaded.LoadedAssembly);

    /// <summary>Takes in what a package in the package cache brings for this machine.</summary>
    public static void AddPackage(string root) => Files(Folders(root)).ToList().ForEach(file => Known.TryAdd(Path.GetFileName(file), file));

    // What an assembly names in its declarations is loaded where the system has one of these libraries too: the runtime would
    // look there before it asks; what is loaded already, it takes. Elsewhere they are left until they are used: some read the
    // environment when they are loaded, which a cell may want to set first.
    private static void LoadFor(Assembly assembly)
    {
        if (assembly.IsDynamic || Path.GetDirectoryName(assembly.Location) is not { Length: > 0 } folder || assembly.Location.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal)) return;
        if (AssemblyLoadContext.GetLoadContext(assembly) is { } context && Contexts.TryAdd(context, true)) context.ResolvingUnmanagedDll += Find;
        if (Names(assembly) is { Count: > 0 } names && Files(Folders(folder).Prepend(folder)).Select(file => Path.GetFileName(file)).Concat(Known.Keys).Any(IsSystems))
            names.ForEach(name => Find(assembly, name));
    }

    private static nint Find(Assembly assembly, string name)
    {
        var (prefix, suffix) = OperatingSystem.IsWindows() ? ("", ".dll") : OperatingSystem.IsMacOS() ? ("lib", ".dylib") : ("lib", ".so");
        string[] files = [name, name + suffix, prefix + name + suffix, prefix + name];
        var folders = Path.GetDirectoryName(assembly.Location) is { Length: > 0 } folder ? Folders(folder).Prepend(folder) : [];
        foreach (var file in files.Select(Known.GetValueOrDefault).OfType<string>().Concat(folders.SelectMany(_ => files, Path.Combine)))
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
        return [.. Enumerable.Range(1, metadata.GetTableRowCount(TableIndex.ModuleRef)).Select(row => metadata.GetString(metadata.GetModuleReference(MetadataTokens.ModuleReferenceHandle(row)).Name))];
    }

    private static IEnumerable<string> Files(IEnumerable<string> folders) => folders.Where(Directory.Exists).SelectMany(Directory.EnumerateFiles);
    private static IEnumerable<string> Folders(string root) => Identifiers.Distinct().Select(identifier => Path.Combine(root, "runtimes", identifier, "native"));
}
