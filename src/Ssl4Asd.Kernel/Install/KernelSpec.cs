using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ssl4Asd.Kernel.Jupyter;

namespace Ssl4Asd.Kernel.Install;

/// <summary>A kernelspec: the folder with the <c>kernel.json</c> that tells Jupyter how to start a kernel.</summary>
internal static class KernelSpec
{
    private const string FileName = "kernel.json", Mark = "ssl4asd";

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Whether nothing stands at <paramref name="folder"/>.</summary>
    public static bool IsFree(string folder) => !Directory.Exists(folder) && !File.Exists(folder);

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

    /// <summary>Writes a kernelspec as a whole: beside its folder, then renamed; what stood there is replaced.</summary>
    public static void Write(string folder, IEnumerable<string> command)
    {
        var (written, old) = ($"{folder}~{Guid.NewGuid():N}", $"{folder}~{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(written);
            File.WriteAllText(Path.Combine(written, FileName), Content(command).ToJsonString(Options) + "\n");
            if (Directory.Exists(folder)) Directory.Move(folder, old);
            Directory.Move(written, folder);
        }
        finally
        {
            if (Directory.Exists(old) && !Directory.Exists(folder)) Directory.Move(old, folder);
            Remove(written);
            Remove(old);
        }
    }

    public static void Remove(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private static JsonObject Content(IEnumerable<string> command) => new()
    {
        ["argv"] = new JsonArray([.. command.Select(part => (JsonNode)part)]),
        ["display_name"] = ".NET (C#)",
        ["language"] = "C#",
        ["interrupt_mode"] = "message",
        ["metadata"] = new JsonObject { ["debugger"] = false, [Mark] = new JsonObject { ["version"] = KernelInfo.Version } },
    };
}
