using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Ssl4Asd.Kernel.Engine;

/// <summary>The .NET that cells are compiled against.</summary>
internal static class PlatformReferences
{
    /// <summary>Where this process's runtime lies, as in <c>…/dotnet/shared/Microsoft.NETCore.App/10.0.1</c>.</summary>
    public static string RuntimeFolder { get; } = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    /// <summary>The installation that the runtime belongs to, as in <c>…/dotnet</c>.</summary>
    public static string DotnetRoot { get; } = Path.GetFullPath(Path.Combine(RuntimeFolder, "..", "..", ".."));

    /// <summary>The SDK's reference assemblies, which have documentation; the runtime's own where there are none.</summary>
    public static ImmutableArray<MetadataReference> Load()
    {
        var folder = ReferencePack() ?? RuntimeFolder;
        return [.. Directory.EnumerateFiles(folder, "*.dll").Where(IsManaged).Order(StringComparer.Ordinal).Select(FromFile)];
    }

    /// <summary>A reference with the XML documentation that lies beside it.</summary>
    public static MetadataReference FromFile(string path)
    {
        var documentation = Path.ChangeExtension(path, ".xml");
        return MetadataReference.CreateFromFile(path, documentation: File.Exists(documentation) ? XmlDocumentationProvider.CreateFromFile(documentation) : null);
    }

    private static string? ReferencePack()
    {
        var packs = Path.Combine(DotnetRoot, "packs", "Microsoft.NETCore.App.Ref");
        if (!Directory.Exists(packs)) return null;
        var major = Environment.Version.Major;
        return Directory.EnumerateDirectories(packs, $"{major}.*")
            .Select(pack => Path.Combine(pack, "ref", $"net{major}.0"))
            .Where(Directory.Exists)
            .Order(StringComparer.Ordinal)
            .LastOrDefault();
    }

    // the runtime's folder also holds native libraries
    private static bool IsManaged(string path)
    {
        var name = Path.GetFileName(path);
        return name is "mscorlib.dll" or "netstandard.dll" or "WindowsBase.dll"
            || ((name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal)) && !name.Contains(".Native", StringComparison.Ordinal));
    }
}
