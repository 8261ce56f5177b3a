using System.Text.Encodings.Web;
using Ssl4Asd.Kernel.Jupyter;

namespace Ssl4Asd.Kernel.Install;

/// <summary>A kernelspec: the folder with the <c>kernel.json</c> that tells Jupyter how to start a kernel.</summary>
internal static class KernelSpec
{
    private const string FileName = "kernel.json", Mark = "ssl4asd";
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Where Jupyter looks for kernels of a Python environment or of <c>/usr/local</c>, and without one for those of this user.</summary>
    public static string Folder(string? prefix)
    {
        string? Given(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var data = prefix is not null ? Path.Combine(prefix, "share", "jupyter")
            : Given("JUPYTER_DATA_DIR") ?? (OperatingSystem.IsWindows() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter")
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Jupyter")
            : Path.Combine(Given("XDG_DATA_HOME") ?? Path.Combine(home, ".local", "share"), "jupyter"));
        return Path.GetFullPath(Path.Combine(data, "kernels"));
    }

    /// <summary>Whether the kernelspec in <paramref name="folder"/> is one that <see cref="Write"/> wrote.</summary>
    public static bool IsOurs(string folder)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(Path.Combine(folder, FileName)))?["metadata"]?[Mark] is not null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Writes a kernelspec that starts this very program; what stood there is replaced.</summary>
    public static void Write(string folder)
    {
        var written = $"{folder}~{Guid.NewGuid():N}";
        Directory.CreateDirectory(written);
        File.WriteAllText(Path.Combine(written, FileName), Content().ToJsonString(Options) + "\n");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.Move(written, folder);
    }

    private static JsonObject Content() => new()
    {
        ["argv"] = new JsonArray(DotNet(), Path.Combine(AppContext.BaseDirectory, "Ssl4Asd.Kernel.dll"), "run", "--connection-file", "{connection_file}"),
        ["display_name"] = ".NET (C#)",
        ["language"] = "C#",
        ["interrupt_mode"] = "message",
        ["metadata"] = new JsonObject { ["debugger"] = false, [Mark] = new JsonObject { ["version"] = KernelInfo.Version } },
    };

    // The one whose runtime runs this: <root>/shared/Microsoft.NETCore.App/<version>/. Jupyter may have another PATH.
    private static string DotNet()
    {
        var ofRuntime = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        return File.Exists(ofRuntime) ? ofRuntime : "dotnet";
    }
}
