using System.Globalization;

namespace Ssl4Asd.Experiments.Bench;

/// <summary>The most memory that a process has had resident at once, as Linux counts it.</summary>
public static class PeakMemory
{
    /// <summary>Bytes of this process; null where the system does not tell.</summary>
    public static long? OfThisProcess() => Of("self");

    /// <summary>Bytes of a process that is still there, and of those that it has started; null where the system does not tell.</summary>
    /// <returns>One figure for each process, by its id.</returns>
    public static IReadOnlyDictionary<string, long> OfTree(int process)
    {
        var root = process.ToString(CultureInfo.InvariantCulture);
        return Children(root).Prepend(root).Select(id => (id, Bytes: Of(id))).Where(p => p.Bytes is not null).ToDictionary(p => p.id, p => p.Bytes!.Value);
    }

    private static long? Of(string id) => Lines($"/proc/{id}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)) is { } line
        ? 1024 * long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)
        : null;

    private static IEnumerable<string> Children(string id) => Directory.Exists($"/proc/{id}/task")
        ? Directory.GetDirectories($"/proc/{id}/task").SelectMany(t => Lines($"{t}/children")).SelectMany(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        : [];

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // another system, or the process has ended
        }
    }
}
