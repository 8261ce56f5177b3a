using System.Runtime.InteropServices;

namespace Ssl4Asd.Kernel.Install;

/// <summary>How this very program is started again.</summary>
internal static class StartCommand
{
    /// <summary>The arguments of kernel.json: <c>dotnet …/Ssl4Asd.Kernel.dll run --connection-file {connection_file}</c>.</summary>
    public static string[] ForKernel()
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, $"{typeof(StartCommand).Assembly.GetName().Name}.dll");
        string[] program = File.Exists(assembly) ? [DotNet(), assembly] : [Environment.ProcessPath!]; // the latter: published as one file
        return [.. program, "run", "--connection-file", "{connection_file}"];
    }

    // The one whose runtime runs this: <root>/shared/Microsoft.NETCore.App/<version>/. Jupyter may have another PATH.
    private static string DotNet()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var ofRuntime = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(ofRuntime) ? ofRuntime : "dotnet";
    }
}
