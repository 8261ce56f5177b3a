using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Ssl4Asd.Tests.Cli.Slurm;

/// <summary>A test that needs Slurm's own programs; skipped, saying so, where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SlurmFactAttribute : FactAttribute
{
    public SlurmFactAttribute()
    {
        if (SlurmCluster.Programs.FirstOrDefault(p => !File.Exists(p)) is { } missing)
            Skip = $"{missing} is missing; data-scripts/setup.sh --with-slurm installs Slurm on Debian";
    }
}

/// <summary>
/// A real Slurm of two nodes on this machine, and a third that is nowhere: munged, slurmctld and slurmd of our own, with all
/// their files in a temporary folder.
/// </summary>
public sealed class SlurmCluster : IDisposable
{
    /// <summary>Nodes that are there.</summary>
    internal static readonly string[] Nodes = ["n1", "n2"];

    internal static readonly string[] Programs = ["/usr/sbin/munged", "/usr/sbin/slurmctld", "/usr/sbin/slurmd", "/usr/bin/sbatch"];

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, Process> _daemons = [];

    public SlurmCluster()
    {
        if (!OperatingSystem.IsLinux() || !Programs.All(File.Exists))
            return;
        var key = _folder.File("munge.key", RandomNumberGenerator.GetBytes(1024));
        File.SetUnixFileMode(key, UnixFileMode.UserRead);
        foreach (var name in new[] { "state", "spool-n1", "spool-n2" })
            Directory.CreateDirectory(_folder.File(name));
        var host = Environment.MachineName.Split('.')[0];
        var nodes = Nodes.Select(n => $"NodeName={n} NodeHostName={host} NodeAddr=127.0.0.1 Port={FreePort()} CPUs=2 State=UNKNOWN");
        File.WriteAllText(Configuration, $"""
            ClusterName=ssl4asd-test
            SlurmctldHost={host}(127.0.0.1)
            SlurmctldPort={FreePort()}
            SlurmUser={Environment.UserName}
            SlurmdUser={Environment.UserName}
            AuthType=auth/munge
            CredType=cred/munge
            AuthInfo=socket={_folder.File("munge.socket")},cred_expire=2
            StateSaveLocation={_folder.File("state")}
            SlurmdSpoolDir={_folder.Path}/spool-%n
            SlurmctldPidFile={_folder.File("slurmctld.pid")}
            SlurmdPidFile={_folder.Path}/slurmd-%n.pid
            SlurmctldLogFile={_folder.File("slurmctld.log")}
            SlurmdLogFile={_folder.Path}/slurmd-%n.log
            SchedulerParameters=batch_sched_delay=0,sched_interval=1,bf_interval=1
            SelectType=select/cons_tres
            SelectTypeParameters=CR_Core
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            MpiDefault=none
            JobAcctGatherType=jobacct_gather/none
            AccountingStorageType=accounting_storage/none
            ReturnToService=2
            KillWait=10
            SlurmctldTimeout=30
            SlurmdTimeout=10
            SlurmdParameters=config_overrides
            {string.Join('\n', nodes)}
            NodeName=far NodeHostName=far NodeAddr=192.0.2.1 CPUs=2 State=DOWN
            PartitionName=main Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
            PartitionName=far Nodes=far State=UP

            """);
        Start("munged", "/usr/sbin/munged", "--foreground", "--force", $"--key-file={key}", $"--socket={_folder.File("munge.socket")}",
            $"--pid-file={_folder.File("munged.pid")}", $"--log-file={_folder.File("munged.log")}", $"--seed-file={_folder.File("munge.seed")}");
        Wait(() => File.Exists(_folder.File("munge.socket")), "munged does not start");
        StartController();
        foreach (var node in Nodes)
            StartNode(node);
        Wait(NodesAreUp, "the nodes do not get ready");
    }

    /// <summary>slurm.conf.</summary>
    internal string Configuration => _folder.File("slurm.conf");

    internal void StartController() => Start("slurmctld", "/usr/sbin/slurmctld", "-D", "-f", Configuration);

    internal void StartNode(string node) => Start(node, "/usr/sbin/slurmd", "-D", "-f", Configuration, "-N", node);

    /// <summary>SIGTERM to a daemon, as when its machine is shut down, and SIGKILL where that does not end it.</summary>
    internal void Stop(string name)
    {
        if (!_daemons.Remove(name, out var daemon))
            return;
        using (daemon)
        using (var kill = Process.Start("kill", ["-TERM", daemon.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            kill.WaitForExit();
            if (!daemon.WaitForExit(TimeSpan.FromSeconds(10)))
                daemon.Kill();
            daemon.WaitForExit();
        }
    }

    /// <summary>Whether both nodes answer.</summary>
    internal bool NodesAreUp() => Ask("sinfo", "--noheader", "--Node", "--format=%N %t").Count(l => Nodes.Any(n => new[] { $"{n} idle", $"{n} mix", $"{n} alloc" }.Contains(l))) == Nodes.Length;

    /// <summary>Calls one of Slurm's programs.</summary>
    /// <returns>The lines that it printed; none where it failed.</returns>
    internal IReadOnlyList<string> Ask(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SLURM_CONF"] = Configuration },
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        _ = error.Result;
        return process.ExitCode == 0 ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];
    }

    /// <summary>Tasks in the queue: <c>JOB_TASK STATE</c>.</summary>
    internal IReadOnlyList<string> Queue() => Ask("squeue", "--noheader", "--array", "--format=%F_%K %T");

    /// <summary>Waits until nothing is queued or running.</summary>
    internal void WaitForAll()
    {
        var (seen, empty) = (new Dictionary<string, DateTime>(), 0);
        Wait(
            () =>
            {
                foreach (var task in QueuedAgain())
                {
                    if (seen.TryAdd(task, DateTime.UtcNow) || DateTime.UtcNow - seen[task] < TimeSpan.FromSeconds(6))
                        continue;
                    StartNow(task);
                    seen.Remove(task);
                }
                // an empty answer may be that of no controller, or fall between two states
                empty = Queue().Count == 0 && Ask("sinfo", "--noheader").Count > 0 ? empty + 1 : 0;
                return empty >= 5;
            },
            "the queue does not get empty", 240);
    }

    /// <summary>Starts the tasks that are queued again, once the node has cleaned up.</summary>
    internal void StartWhatIsQueuedAgain()
    {
        IReadOnlyList<string> tasks = [];
        Wait(() => (tasks = QueuedAgain()).Count > 0, "nothing is queued again");
        Thread.Sleep(TimeSpan.FromSeconds(6));
        foreach (var task in tasks)
            StartNow(task);
    }

    // such a task waits for two minutes, until its node has cleaned up; seconds do here
    private List<string> QueuedAgain() => [.. Ask("squeue", "--noheader", "--array", "--states=PENDING", "--format=%F_%K %r")
        .Where(l => l.EndsWith(" BeginTime", StringComparison.Ordinal)).Select(l => l.Split(' ')[0])];

    private void StartNow(string task) => Ask("scontrol", "update", $"JobId={task}", "StartTime=now");

    /// <summary>Waits for something.</summary>
    internal static void Wait(Func<bool> condition, string otherwise, int seconds = 60)
    {
        var until = DateTime.UtcNow.AddSeconds(seconds);
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < until, otherwise);
            Thread.Sleep(200);
        }
    }

    /// <summary>Ends all that is queued or running.</summary>
    internal void CancelAll()
    {
        if (_daemons.Count == 0 || Queue().Count == 0)
            return;
        Ask("scancel", "--user", Environment.UserName);
        for (var i = 0; i < 75 && Queue().Count > 0; i++)
            Thread.Sleep(200);
    }

    public void Dispose()
    {
        CancelAll();
        foreach (var name in _daemons.Keys.ToList())
            Stop(name);
        _folder.Dispose();
    }

    private void Start(string name, params string[] command)
    {
        var start = new ProcessStartInfo("sh", ["-c", "exec \"$@\" > \"$0\" 2>&1", _folder.File($"{name}.out"), .. command]);
        start.Environment["SLURM_CONF"] = Configuration;
        _daemons[name] = Process.Start(start)!;
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
