using System.Runtime.InteropServices;

namespace Kernel.Tests.Jupyter;

/// <summary>The program as Jupyter starts it.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly string connection = Path.GetTempFileName();
    private readonly int[] ports = FreePorts(5);

    public void Dispose() => File.Delete(connection);

    [Fact]
    public async Task It_answers_and_ends_when_it_is_told_to()
    {
        using var kernel = Start();
        using var shell = new DealerSocket($">tcp://127.0.0.1:{ports[0]}");
        Assert.Equal("C#", Ask(shell, "kernel_info_request")["language_info"]!["name"]!.GetValue<string>());
        Assert.Equal("ok", Ask(shell, "shutdown_request")["status"]!.GetValue<string>());
        Assert.Equal(0, await ExitCode(kernel));
    }

    [Theory]
    [InlineData(2, false)] // SIGINT
    [InlineData(15, true)] // SIGTERM
    public async Task A_signal_to_interrupt_does_not_end_it_and_one_to_terminate_does(int signal, bool ends)
    {
        if (OperatingSystem.IsWindows()) return;
        using var kernel = Start();
        using var shell = new DealerSocket($">tcp://127.0.0.1:{ports[0]}");
        Ask(shell, "kernel_info_request");
        _ = Kill(kernel.Id, signal);
        if (!ends)
        {
            await Task.Delay(300);
            Ask(shell, "shutdown_request");
        }
        Assert.Equal(0, await ExitCode(kernel));
    }

    [Fact]
    public async Task It_does_not_outlive_its_client()
    {
        if (OperatingSystem.IsWindows()) return;
        using var client = Process.Start("sleep", "60");
        using var kernel = Start(client.Id);
        using var shell = new DealerSocket($">tcp://127.0.0.1:{ports[0]}");
        Ask(shell, "kernel_info_request");
        client.Kill();
        Assert.Equal(0, await ExitCode(kernel));
    }

    [Theory]
    [InlineData("run")]
    [InlineData("run --connection-file /no/such/file")]
    [InlineData("nonsense")]
    [InlineData("install --user --prefix x")]
    [InlineData("uninstall --prefix /no/such/folder")]
    public async Task A_mistake_is_one_line_and_exit_code_2(string arguments)
    {
        using var program = Run(arguments);
        var error = await program.StandardError.ReadToEndAsync();
        Assert.Equal(2, await ExitCode(program));
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    [HiddenIcuFact]
    public async Task Without_ICU_it_starts_all_the_same()
    {
        using var program = Process.Start("unshare", [.. HiddenIcuFactAttribute.Arguments, "dotnet", typeof(KernelHost).Assembly.Location, "--version"]);
        Assert.Equal(0, await ExitCode(program));
    }

    /// <summary>Skipped, saying so, where the system's ICU cannot be hidden from a process.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class HiddenIcuFactAttribute : FactAttribute
    {
        // an empty file over each of its libraries, in a mount namespace of its own
        public static readonly string[] Arguments = ["--map-root-user", "--mount", "sh", "-ec",
            "for file in /usr/lib/*/libicuuc.so.*; do mount --bind /dev/null $file; done; exec \"$@\"", "sh"];

        public HiddenIcuFactAttribute()
        {
            using var trial = File.Exists("/usr/bin/unshare") ? Process.Start("unshare", [.. Arguments, "true"]) : null;
            trial?.WaitForExit();
            if (trial?.ExitCode != 0) Skip = "takes Linux with ICU, and the right to mount something over it";
        }
    }

    private Process Start(int? parent = null)
    {
        File.WriteAllText(connection, new JsonObject
        {
            ["ip"] = "127.0.0.1",
            ["transport"] = "tcp",
            ["key"] = "",
            ["shell_port"] = ports[0],
            ["control_port"] = ports[1],
            ["stdin_port"] = ports[2],
            ["iopub_port"] = ports[3],
            ["hb_port"] = ports[4],
        }.ToJsonString());
        return Run($"run --connection-file {connection}", parent);
    }

    private static Process Run(string arguments, int? parent = null)
    {
        var start = new ProcessStartInfo("dotnet", $"{typeof(KernelHost).Assembly.Location} {arguments}") { RedirectStandardError = true, RedirectStandardOutput = true };
        if (parent is { } id) start.Environment["JPY_PARENT_PID"] = $"{id}";
        return Process.Start(start)!;
    }

    private static JsonNode Ask(DealerSocket shell, string type)
    {
        var header = new JsonObject { ["msg_id"] = type, ["msg_type"] = type };
        shell.SendMultipartBytes("<IDS|MSG>"u8.ToArray(), [], Encoding.UTF8.GetBytes(header.ToJsonString()), "{}"u8.ToArray(), "{}"u8.ToArray(), "{}"u8.ToArray());
        List<byte[]> frames = [];
        Assert.True(shell.TryReceiveMultipartBytes(TimeSpan.FromSeconds(60), ref frames!));
        return JsonNode.Parse(frames[^1])!;
    }

    private static async Task<int> ExitCode(Process process)
    {
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        return process.ExitCode;
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(l => l.Start());
        int[] ports = [.. listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port)];
        listeners.ForEach(l => l.Stop());
        return ports;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
