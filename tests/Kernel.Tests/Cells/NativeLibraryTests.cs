using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Kernel.Tests.Cells;

/// <summary>Where cells' native libraries come from. On Linux, with a compiler for C++.</summary>
[Collection("engine")]
public sealed class NativeLibraryTests(Engine engine) : IClassFixture<Engine>, IDisposable
{
    // on any Debian, and the runtime does not need it
    private const string SystemLibrary = "libcrypt.so.1";

    private readonly Notebook notebook = new(engine);
    private readonly string folder = Directory.CreateTempSubdirectory("native-").FullName;

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
    }

    [CompilerFact]
    public void It_comes_before_the_systems_of_the_same_name()
    {
        Compile($"runtimes/linux-{Machine}/native/{SystemLibrary}", "extern \"C\" int cells_third() { return 43; }", $"-Wl,-soname,{SystemLibrary}");
        Assert.Equal("43", notebook.Value($"#r \"{Library("Bringer", SystemLibrary, "cells_third")}\"\nBringer.Call()"));
    }

    private static string Machine => System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    private void Compile(string name, string code, string options = "")
    {
        var file = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file + ".cpp", code);
        using var compiler = Process.Start("g++", ["-shared", "-fPIC", "-o", file, file + ".cpp", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        compiler.WaitForExit();
        Assert.Equal(0, compiler.ExitCode);
    }

    private string Library(string name, string native, string function)
    {
        var file = Path.Combine(folder, name + ".dll");
        var code = $$"""
            public static class {{name}}
            {
                [System.Runtime.InteropServices.DllImport("{{native}}", EntryPoint = "{{function}}")] public static extern int Call();
            }
            """;
        var result = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(code)], [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)], new(OutputKind.DynamicallyLinkedLibrary)).Emit(file);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return file;
    }

    /// <summary>Skipped, saying so, where there is no Linux or no compiler.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class CompilerFactAttribute : FactAttribute
    {
        public CompilerFactAttribute()
        {
            var folders = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
            if (!OperatingSystem.IsLinux() || !folders.Any(folder => File.Exists(Path.Combine(folder, "g++"))))
                Skip = "takes Linux and g++";
        }
    }
}
