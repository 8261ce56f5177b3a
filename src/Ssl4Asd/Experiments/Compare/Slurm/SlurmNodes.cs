using System.Net;
using System.Runtime.InteropServices;

namespace Ssl4Asd.Experiments.Compare.Slurm;

/// <summary>What can be told of a partition's nodes before anything is submitted.</summary>
internal static class SlurmNodes
{
    // never seen by other machines
    private static readonly string[] OfOneMachine = ["/tmp", "/var/tmp", "/dev/shm", "/run", "/proc"];
    private static readonly string[] InMemory = ["tmpfs", "ramfs", "devtmpfs"];

    /// <summary>Checks that the nodes can run this program and see these folders, as far as that can be told here.</summary>
    /// <param name="partition">The partition; the default one where null.</param>
    /// <param name="folders">What the tasks read and write.</param>
    /// <exception cref="InputException">They are of another architecture; or a folder is on this machine only, and some node is another machine.</exception>
    internal static void Check(string? partition, params IEnumerable<string> folders)
    {
        var names = SlurmPrograms.Run("sinfo", ["--noheader", "--Node", "--format=%P|%N|%o", .. partition is null ? [] : new[] { $"--partition={partition}" }])
            .Select(l => l.Split('|')).Where(p => p.Length == 3 && (partition is not null || p[0].EndsWith('*'))).ToList();
        if (names.Count == 0)
            throw new InputException($"The cluster has no partition '{partition}'; sinfo lists them.");
        if (names.FirstOrDefault(n => !IsThisMachine(n[2])) is { } other && folders.FirstOrDefault(IsOfThisMachine) is { } folder)
            throw new InputException($"{folder} is on this machine only, and the node {other[1]} does not see it; choose a folder that all nodes share, such as one in your home folder.");
        var architecture = Architecture(RuntimeInformation.ProcessArchitecture);
        var named = names.Select(n => n[1]).ToHashSet(StringComparer.Ordinal);
        foreach (var node in SlurmPrograms.Run("scontrol", "--oneliner", "show", "node").Select(Fields).Where(n => named.Contains(n.GetValueOrDefault("NodeName", ""))))
        {
            if (node.TryGetValue("Arch", out var theirs) && theirs != architecture)
                throw new InputException($"The node {node["NodeName"]} is of architecture {theirs}, this build is for {architecture}; build it on such a node, or choose another --partition.");
        }
    }

    // NodeName=n1 Arch=x86_64 CoresPerSocket=1 …
    private static Dictionary<string, string> Fields(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(f => f.Split('=', 2)).Where(f => f.Length == 2).DistinctBy(f => f[0]).ToDictionary(f => f[0], f => f[1], StringComparer.Ordinal);

    /// <summary>As Slurm calls it: what <c>uname -m</c> says.</summary>
    internal static string Architecture(Architecture architecture) => architecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => "x86_64",
        System.Runtime.InteropServices.Architecture.Arm64 => "aarch64",
        _ => architecture.ToString().ToLowerInvariant(),
    };

    private static bool IsThisMachine(string address)
    {
        var host = Environment.MachineName.Split('.')[0];
        return address.Split('.')[0].Equals(host, StringComparison.OrdinalIgnoreCase) || address == "localhost" || (IPAddress.TryParse(address, out var ip) && IPAddress.IsLoopback(ip));
    }

    /// <summary>Whether a folder is certainly not shared: in a folder for temporary files, or in memory.</summary>
    internal static bool IsOfThisMachine(string folder)
    {
        var full = Path.GetFullPath(folder);
        return OfOneMachine.Any(r => full == r || full.StartsWith($"{r}/", StringComparison.Ordinal)) || InMemory.Contains(FileSystem(full));
    }

    private static string FileSystem(string path)
    {
        try
        {
            return DriveInfo.GetDrives().Where(d => path == d.Name || path.StartsWith(d.Name.TrimEnd('/') + "/", StringComparison.Ordinal)).MaxBy(d => d.Name.Length)?.DriveFormat ?? "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
