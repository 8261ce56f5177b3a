using System.Diagnostics;
using System.Globalization;
using Ssl4Asd.Experiments.Bench;
using Ssl4Asd.Presets;

namespace Ssl4Asd.Cli.PyTorch;

/// <summary>
/// The same network in eager PyTorch, which this program carries (reference.py, bench_pytorch.py): with default settings, and
/// tuned by what costs a user nothing, glibc keeping its memory and tensors in channels-last order.
/// </summary>
internal sealed class PyTorchBench : IDisposable
{
    private const string Script = "bench_pytorch.py";

    // glibc's, to be set before a process starts
    private static readonly (string Name, string Value)[] _allocator = [("MALLOC_MMAP_THRESHOLD_", "1073741824"), ("MALLOC_TRIM_THRESHOLD_", "17179869184")];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ssl4asd-pytorch-");
    private readonly string _python;

    /// <summary>Writes the scripts into a temporary folder, which goes with the object.</summary>
    internal PyTorchBench(string python)
    {
        _python = python;
        foreach (var name in new[] { Script, "reference.py" })
        {
            using var resource = typeof(PyTorchBench).Assembly.GetManifestResourceStream($"PyTorch/{name}")!;
            using var file = File.Create(Path.Combine(_folder.FullName, name));
            resource.CopyTo(file);
        }
    }

    /// <summary>Why there is nothing to compare with and what to do, or null where Python and torch are there.</summary>
    internal static string? Missing(string python, CancellationToken stop)
    {
        try
        {
            ChildProcess.Run(new ProcessStartInfo(python, ["-c", "import torch"]), python, stop);
            return null;
        }
        catch (InputException)
        {
            return $"the comparison with PyTorch is skipped, since '{python}' is no Python that has torch; install it (Debian: apt-get install python3-torch; elsewhere: pip install torch), or name another Python by --python or SSL4ASD_PYTHON";
        }
    }

    /// <summary>Measures once, in a new process.</summary>
    /// <param name="work">Training or embedding.</param>
    /// <param name="preset">All sizes.</param>
    /// <param name="classes">Original classes.</param>
    /// <param name="steps">Measurements at least, once warm.</param>
    /// <param name="warmUp">Seconds of the steps before.</param>
    /// <param name="device"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <param name="tuned">Which of the two.</param>
    /// <param name="stop">Ends it.</param>
    internal BenchReply Measure(BenchWork work, Preset preset, int classes, int steps, double warmUp, string device, bool tuned, CancellationToken stop)
    {
        string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(_python,
        [
            Path.Combine(_folder.FullName, Script), Csv.Word(work), "--samples", Number(preset.ClipSamples), "--batch", Number(preset.Training.BatchSize),
            "--classes", Number(classes), "--subclusters", Number(preset.Heads.Subclusters), "--steps", Number(steps), "--warm-up", warmUp.ToString(CultureInfo.InvariantCulture),
            "--threads", Number(Environment.ProcessorCount), "--device", device, .. tuned ? ["--channels-last"] : Array.Empty<string>(),
        ]);
        foreach (var (name, value) in _allocator)
            start.Environment[name] = tuned ? value : null;
        return BenchReply.Parse(ChildProcess.Run(start, "PyTorch", stop));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
