// A step of the build, compiled by it (LibTorch.targets), and a part of the tests, which try ElfVersions by itself.
#nullable disable
using System.Text;
#if !NET
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

/// <summary>
/// TorchSharp's native library asks for a version of the C++ library that Debian 12 lacks, for a symbol that nothing in it refers
/// to. Where that is so, and that alone, a copy is written in which this version is marked as weak: the loader then goes on without
/// it. Where the system has all versions nothing is written; where more is missing the build stops with a line that says so.
/// </summary>
public class TorchSharpMend : Microsoft.Build.Utilities.Task
{
    /// <summary>The path of libLibTorchSharp.so in the package cache, which is only read.</summary>
    public string Library { get; set; }

    /// <summary>Where the mended copy goes.</summary>
    public string Mended { get; set; }

    public override bool Execute()
    {
        var system = new[] { "/usr/lib/x86_64-linux-gnu", "/lib64", "/usr/lib64", "/usr/lib" }.Select(folder => Path.Combine(folder, "libstdc++.so.6")).FirstOrDefault(File.Exists);
        try
        {
            var bytes = system == null ? null : ElfVersions.Mend(File.ReadAllBytes(Library), File.ReadAllBytes(system), "libstdc++.so.6");
            Directory.CreateDirectory(Path.GetDirectoryName(Mended));
            // not written over: outputs may be links to it
            File.Delete(Mended);
            if (bytes != null) File.WriteAllBytes(Mended, bytes);
        }
        catch (InvalidDataException error)
        {
            Log.LogError(Library + ": " + error.Message);
        }
        return !Log.HasLoggedErrors;
    }
}
#endif

/// <summary>Symbol versions of 64-bit little-endian ELF libraries (Linux Standard Base, "Symbol Versioning").</summary>
public static class ElfVersions
{
    private const uint Relocations = 4, Symbols = 11, Defined = 0x6ffffffd, Needed = 0x6ffffffe, SymbolVersions = 0x6fffffff;
    private const byte Weak = 2;

    /// <summary>The versions that a library defines, such as GLIBCXX_3.4.30.</summary>
    public static HashSet<string> DefinedBy(byte[] library)
    {
        var names = new HashSet<string>();
        foreach (var section in Sections(library).Where(section => section.Kind == Defined))
        {
            var at = section.Offset;
            for (var i = 0; i < section.Info; i++, at += Int32(library, at + 16)) names.Add(Name(library, section, Int32(library, at + Int32(library, at + 12))));
        }
        return names;
    }

    /// <summary>
    /// The library with the versions marked as weak that it needs of <paramref name="file"/> and that <paramref name="system"/>, the
    /// bytes of that file, does not define; null where there are none.
    /// </summary>
    /// <exception cref="InvalidDataException">Something in the library refers to a symbol of such a version.</exception>
    public static byte[] Mend(byte[] library, byte[] system, string file)
    {
        var defined = DefinedBy(system);
        byte[] mended = null;
        foreach (var need in NeededOf(library, file).Where(need => !defined.Contains(need.Name)))
        {
            if (Referred(library).Contains(need.Index))
            {
                throw new InvalidDataException($"it needs {need.Name} of {file}, which this system's lacks; use a newer system (Debian 13, Ubuntu 24.04 or later)");
            }
            mended = mended ?? (byte[])library.Clone();
            mended[need.Flags] |= Weak;
        }
        return mended;
    }

    private static IEnumerable<(string Name, int Index, int Flags)> NeededOf(byte[] library, string file)
    {
        foreach (var section in Sections(library).Where(section => section.Kind == Needed))
        {
            var at = section.Offset;
            for (var i = 0; i < section.Info; i++, at += Int32(library, at + 12))
            {
                if (Name(library, section, Int32(library, at + 4)) != file) continue;
                var version = at + Int32(library, at + 8);
                for (var k = 0; k < Int16(library, at + 2); k++, version += Int32(library, version + 12))
                {
                    yield return (Name(library, section, Int32(library, version + 8)), Int16(library, version + 6), version + 4);
                }
            }
        }
    }

    /// <summary>The indices of the versions whose symbols are referred to by a relocation.</summary>
    private static HashSet<int> Referred(byte[] library)
    {
        var sections = Sections(library).ToList();
        var versions = sections.First(section => section.Kind == SymbolVersions);
        var indices = new HashSet<int>();
        foreach (var section in sections.Where(section => section.Kind == Relocations && sections[section.Link].Kind == Symbols))
        {
            for (var at = section.Offset; at < section.Offset + section.Size; at += 24) indices.Add(Int16(library, versions.Offset + 2 * Int32(library, at + 12)));
        }
        return indices;
    }

    private static IEnumerable<(uint Kind, int Offset, int Size, int Link, int Info, int Names)> Sections(byte[] library)
    {
        if (library.Length < 64 || Int32(library, 0) != 0x464c457f || library[4] != 2 || library[5] != 1) throw new InvalidDataException("it is no 64-bit ELF library");
        var headers = Enumerable.Range(0, Int16(library, 60)).Select(i => Int32(library, 40) + 64 * i).ToArray();
        foreach (var header in headers)
        {
            var link = Int32(library, header + 40);
            yield return ((uint)Int32(library, header + 4), Int32(library, header + 24), Int32(library, header + 32), link, Int32(library, header + 44), Int32(library, headers[link] + 24));
        }
    }

    private static string Name(byte[] library, (uint Kind, int Offset, int Size, int Link, int Info, int Names) section, int at)
    {
        var start = section.Names + at;
        return Encoding.ASCII.GetString(library, start, Array.IndexOf(library, (byte)0, start) - start);
    }

    private static int Int16(byte[] bytes, int at) => BitConverter.ToUInt16(bytes, at);

    private static int Int32(byte[] bytes, int at) => BitConverter.ToInt32(bytes, at);
}
