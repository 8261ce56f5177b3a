using System.Reflection;
using System.Runtime.CompilerServices;
using Ssl4Asd.Cli;

namespace Ssl4Asd.Tests;

/// <summary>The rule of BannedSymbols.txt where the analyzer does not look: it passes over <c>x += y</c>.</summary>
public class ScalarsTests
{
    [Fact]
    public void NoCompiledCallMakesAScalarThatNobodyHolds()
    {
        var banned = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "BannedSymbols.txt")).Select(l => l.Split(';')[0]).ToHashSet();
        string[] calls = [.. Calls(typeof(Csv).Assembly), .. Calls(typeof(ThisProgram).Assembly)];
        Assert.Contains("M:TorchSharp.torch.Tensor.add(TorchSharp.torch.Tensor,TorchSharp.Scalar)", calls);
        Assert.DoesNotContain(calls, call => banned.Contains(call) || call.StartsWith("M:TorchSharp.torch.optim", StringComparison.Ordinal));
        Assert.Contains(Calls(GetType().Assembly), banned.Contains); // and the test can fail: tests may add tensors as they like
    }

    [Fact]
    public void EveryScalarIsHeld()
    {
        var lines = Directory.EnumerateFiles(Source(), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(File.ReadLines).Where(line => line.Contains(".ToScalar()", StringComparison.Ordinal) && !line.TrimStart().StartsWith("///", StringComparison.Ordinal)).ToList();
        Assert.True(lines.Count > 5);
        Assert.All(lines, line => Assert.Matches(@"^ *(using (var|Scalar) |internal static readonly Scalar |(\w+ = \(?-?[\w.* /+()-]+\.ToScalar\(\)[,;] ?)+$)", line));
    }

    private static string Source([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "src", "Ssl4Asd"));

    // what an assembly refers to outside itself, named as documentation names it
    private static IEnumerable<string> Calls(Assembly assembly)
    {
        const int MemberReferences = 0x0A000000;
        for (var row = 1; ; row++)
        {
            MemberInfo? member;
            try
            {
                member = assembly.ManifestModule.ResolveMember(MemberReferences + row, [typeof(object)], [typeof(object)]);
            }
            catch (ArgumentOutOfRangeException)
            {
                yield break;
            }
            catch (Exception e) when (e is ArgumentException or TypeLoadException or BadImageFormatException)
            {
                continue; // of a generic type with bounds
            }
            if (member is MethodBase { DeclaringType: { } type } method && type.Assembly == typeof(TorchSharp.torch).Assembly)
                yield return $"M:{Name(type)}.{method.Name}{Parameters(method)}{(method.Name is "op_Implicit" or "op_Explicit" ? "~" + Name(((MethodInfo)method).ReturnType) : "")}";
        }
    }

    private static string Parameters(MethodBase method)
        => method.GetParameters() is { Length: > 0 } parameters ? $"({string.Join(',', parameters.Select(p => Name(p.ParameterType)))})" : "";

    private static string Name(Type type)
        => type.IsArray ? Name(type.GetElementType()!) + "[]"
        : type.IsGenericType ? $"{type.FullName![..type.FullName!.IndexOf('`')].Replace('+', '.')}{{{string.Join(',', type.GetGenericArguments().Select(Name))}}}"
        : (type.FullName ?? type.Name).Replace('+', '.');
}
