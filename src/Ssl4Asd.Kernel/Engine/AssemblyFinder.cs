using System.Collections.Concurrent;
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

    static AssemblyFinder()
    {
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            name.Name is { } simple && Assemblies.TryGetValue(simple, out var file) ? context.LoadFromAssemblyPath(file) : null;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += NativeLibraries.Find;
        AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) => NativeLibraries.LoadFor(loaded.LoadedAssembly);
    }

    /// <summary>What packages call this machine, as in <c>linux-x64</c>.</summary>
    public static string PortableIdentifier { get; } = $"{OperatingSystemName()}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>Runtime identifiers whose files run here, best first, as in <c>linux-x64</c>, <c>linux</c>.</summary>
    public static IReadOnlyList<string> RuntimeIdentifiers { get; } = Identifiers();

    /// <summary>Where an assembly lies, by its simple name.</summary>
    public static void AddAssembly(string name, string file) => Assemblies.TryAdd(name, file);

    /// <summary>Where a native library lies.</summary>
    public static void AddNative(string file) => NativeLibraries.Add(file);

    private static string OperatingSystemName() => OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";

    private static string[] Identifiers()
    {
        var (system, machine) = (OperatingSystemName(), PortableIdentifier.Split('-')[1]);
        string[] own = [RuntimeInformation.RuntimeIdentifier, PortableIdentifier, system];
        return [.. (system == "win" ? own : [.. own, $"unix-{machine}", "unix"]).Append("any").Distinct()];
    }
}
