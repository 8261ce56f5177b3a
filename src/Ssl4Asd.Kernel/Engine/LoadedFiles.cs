using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Ssl4Asd.Kernel.Engine;

/// <summary>The files that a cell loads (<c>#load</c>), as the compiler is to see them.</summary>
/// <param name="texts">Full path → text.</param>
/// <param name="folders">Where a relative path in a cell is looked for, in this order.</param>
internal sealed class LoadedFiles(ImmutableDictionary<string, SourceText> texts, ImmutableArray<string> folders) : SourceReferenceResolver
{
    /// <summary>No files at all.</summary>
    public static readonly LoadedFiles None = new(ImmutableDictionary<string, SourceText>.Empty, []);

    /// <summary>Nothing is loaded.</summary>
    public bool IsEmpty => texts.IsEmpty;

    /// <summary>The same files with some texts replaced or added.</summary>
    public LoadedFiles With(IEnumerable<KeyValuePair<string, SourceText>> changed) => new(texts.SetItems(changed), folders);

    /// <summary>The full path of a file: relative to the file that names it or, in a cell, to the first folder that has it.</summary>
    public static string? Find(string path, string? from, IEnumerable<string> folders)
    {
        var bases = Path.IsPathRooted(from) ? folders.Prepend(Path.GetDirectoryName(from)!) : folders;
        return bases.Select(folder => Path.GetFullPath(path, folder)).FirstOrDefault(File.Exists);
    }

    public override string NormalizePath(string path, string? baseFilePath) => path;

    public override string? ResolveReference(string path, string? baseFilePath) => Find(path, baseFilePath, folders);

    public override SourceText ReadText(string resolvedPath) => texts[resolvedPath];

    public override Stream OpenRead(string resolvedPath) => File.OpenRead(resolvedPath);

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
