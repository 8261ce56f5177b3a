namespace Ssl4Asd.Kernel.Install;

/// <summary>A kernelspec: the folder with the <c>kernel.json</c> that tells Jupyter how to start a kernel.</summary>
internal static class KernelSpec
{
    private const string FileName = "kernel.json", Mark = "ssl4asd";

    /// <summary>Where Jupyter looks for kernels of a Python environment or of <c>/usr/local</c>, and without one for those of this user.</summary>
    public static string Folder(string? prefix)
    {
        static string Of(Environment.SpecialFolder folder) => Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify);
        var data = prefix is not null ? Path.Combine(prefix, "share", "jupyter")
            : Environment.GetEnvironmentVariable("JUPYTER_DATA_DIR") is { Length: > 0 } given ? given
            : OperatingSystem.IsMacOS() ? Path.Combine(Of(Environment.SpecialFolder.UserProfile), "Library", "Jupyter")
            : Path.Combine(Of(OperatingSystem.IsWindows() ? Environment.SpecialFolder.ApplicationData : Environment.SpecialFolder.LocalApplicationData), "jupyter");
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
        File.WriteAllText(Path.Combine(written, FileName), Content().ToJsonString(new() { WriteIndented = true }) + "\n");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.Move(written, folder);
    }

    private static JsonObject Content() => new()
    {
        ["argv"] = new JsonArray(DotNet(), Path.Combine(AppContext.BaseDirectory, "Ssl4Asd.Kernel.dll"), "run", "--connection-file", "{connection_file}"),
        ["display_name"] = ".NET (C#)",
        ["language"] = "C#",
        ["interrupt_mode"] = "message",
        ["metadata"] = new JsonObject { ["debugger"] = false, [Mark] = new JsonObject { ["version"] = Jupyter.KernelHost.Version } },
    };

    // The one whose runtime runs this: <root>/shared/Microsoft.NETCore.App/<version>/. Jupyter may have another PATH.
    private static string DotNet()
    {
        var ofRuntime = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        return File.Exists(ofRuntime) ? ofRuntime : "dotnet";
    }
}
