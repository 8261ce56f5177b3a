using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Ssl4Asd.Kernel.Engine;

/// <summary>
/// Lets the runtime find what cells refer to, assemblies and native libraries, beside what it finds by itself. For the
/// whole process: a loaded assembly cannot be exchanged anyway.
/// </summary>
internal static class AssemblyFinder
{
    private static readonly ConcurrentDictionary<string, string> Assemblies = new(StringComparer.OrdinalIgnoreCase);
    private static readonly ConcurrentDictionary<string, string> NativeLibraries = new(StringComparer.OrdinalIgnoreCase);

    static AssemblyFinder()
    {
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            name.Name is { } simple && Assemblies.TryGetValue(simple, out var file) ? context.LoadFromAssemblyPath(file) : null;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += FindNative;
    }

    /// <summary>What packages call this machine, as in <c>linux-x64</c>.</summary>
    public static string PortableIdentifier { get; } = $"{OperatingSystemName()}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>Runtime identifiers whose files run here, best first, as in <c>linux-x64</c>, <c>linux</c>.</summary>
    public static IReadOnlyList<string> RuntimeIdentifiers { get; } = Identifiers();

    /// <summary>Where an assembly lies, by its simple name.</summary>
    public static void AddAssembly(string name, string file) => Assemblies.TryAdd(name, file);

    /// <summary>Where a native library lies, by its file's name.</summary>
    public static void AddNative(string file) => NativeLibraries.TryAdd(Path.GetFileName(file), file);

    private static nint FindNative(Assembly assembly, string name)
    {
        var files = Variations(name).ToList();
        var known = files.Select(NativeLibraries.GetValueOrDefault);
        var beside = assembly.Location is { Length: > 0 } location ? NativeFolders(Path.GetDirectoryName(location)!).SelectMany(folder => files.Select(file => Path.Combine(folder, file))) : [];
        foreach (var file in known.Concat(beside))
        {
            if (file is not null && File.Exists(file) && NativeLibrary.TryLoad(file, out var handle)) return handle;
        }
        return 0;
    }

    private static IEnumerable<string> NativeFolders(string folder) =>
        RuntimeIdentifiers.Select(identifier => Path.Combine(folder, "runtimes", identifier, "native")).Prepend(folder);

    private static IEnumerable<string> Variations(string name)
    {
        var (prefix, suffix) = OperatingSystem.IsWindows() ? ("", ".dll") : OperatingSystem.IsMacOS() ? ("lib", ".dylib") : ("lib", ".so");
        return [name, name + suffix, prefix + name + suffix, prefix + name];
    }

    private static string OperatingSystemName() => OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";

    private static string[] Identifiers()
    {
        var (system, machine) = (OperatingSystemName(), PortableIdentifier.Split('-')[1]);
        string[] own = [RuntimeInformation.RuntimeIdentifier, PortableIdentifier, system];
        return [.. (system == "win" ? own : [.. own, $"unix-{machine}", "unix"]).Append("any").Distinct()];
    }
}
