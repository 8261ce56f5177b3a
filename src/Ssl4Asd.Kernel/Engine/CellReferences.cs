using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Ssl4Asd.Kernel.Engine;

/// <summary>The assemblies that cells are compiled against; those added are also found when they run.</summary>
internal sealed class CellReferences
{
    private readonly Dictionary<string, string> paths = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="assemblies">Files besides .NET itself.</param>
    public CellReferences(IEnumerable<string> assemblies)
    {
        All = PlatformReferences.Load();
        foreach (var platform in All) paths.TryAdd(Path.GetFileNameWithoutExtension(platform.Display!), "");
        foreach (var assembly in assemblies) Add(assembly);
    }

    /// <summary>All of them, in the order in which they came.</summary>
    public ImmutableArray<MetadataReference> All { get; private set; }

    /// <summary>Takes in an assembly. One of .NET's own stays what it is; so does one that is there already.</summary>
    /// <exception cref="CellException">Another file of this name is in use, or it is no assembly.</exception>
    public void Add(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        if (paths.TryGetValue(name, out var known))
        {
            if (known == "" || known == file || SameContent(known, file)) return;
            throw new CellException("ReferenceError", $"{name} is in use from {known} already; restart the kernel to use {file}");
        }
        try
        {
            System.Reflection.AssemblyName.GetAssemblyName(file);
        }
        catch (Exception exception) when (exception is BadImageFormatException or IOException)
        {
            throw new CellException("ReferenceError", $"{file} is not a .NET assembly that can be read; name the .dll of a managed library");
        }
        paths.Add(name, file);
        All = All.Add(PlatformReferences.FromFile(file));
        AssemblyFinder.AddAssembly(name, file);
    }

    /// <summary>Whether an assembly of this simple name is referenced.</summary>
    public bool Has(string name) => paths.ContainsKey(name);

    private static bool SameContent(string one, string other) =>
        new FileInfo(one).Length == new FileInfo(other).Length && File.ReadAllBytes(one).AsSpan().SequenceEqual(File.ReadAllBytes(other));
}
