using System.Globalization;
using System.Runtime.InteropServices;
using Ssl4Asd.Presets;
using TorchSharp;

namespace Ssl4Asd.Experiments;

/// <summary>Where tensors live and how many threads work on them.</summary>
public static class Compute
{
    /// <summary>Finds a device by name.</summary>
    /// <param name="name"><c>auto</c> (CUDA where there is a GPU, else the CPU), <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <exception cref="InputException">The name is none of these, or this machine or libtorch has no CUDA.</exception>
    public static torch.Device Device(string name = "auto")
    {
        if (name == "auto")
            return torch.cuda.is_available() ? torch.CUDA : torch.CPU;
        if (name == "cpu")
            return torch.CPU;
        var index = 0;
        if (name != "cuda" && !(name.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(name.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out index)))
            throw new InputException($"No device is called '{name}'; choose auto, cpu, cuda or cuda:N.");
        if (!torch.cuda.is_available())
            throw new InputException($"The device '{name}' is not available: this machine has no GPU, or its libtorch was built without CUDA; choose cpu.");
        return index < torch.cuda.device_count()
            ? torch.device(name)
            : throw new InputException($"The device '{name}' does not exist; this machine has {torch.cuda.device_count()} GPU(s), numbered from 0.");
    }

    /// <summary>
    /// Call once at the start of a process: uses all cores (libtorch starts with one thread on some virtual machines), lets
    /// waiting threads sleep (<see cref="ThreadWaiting"/>), keeps freed memory (<see cref="AllocatorTuning"/>) and leaves NNPACK out
    /// (<see cref="NnpackChoice"/>). Changes no result but the rounding that comes with threads.
    /// </summary>
    /// <param name="threads">Number of threads; all cores unless given.</param>
    public static void Prepare(int? threads = null)
    {
        ThreadWaiting.Sleep();
        torch.set_num_threads(threads ?? Environment.ProcessorCount);
        NnpackChoice.LeaveOut(); // libtorch is loaded by now
        AllocatorTuning.KeepFreedMemory();
    }

    /// <summary>
    /// Bytes that training takes at most, without the recordings: layer by layer, as on a GPU, 0.5 GB were measured for batches of
    /// 16 clips of 2 s, 5.7 GB for 64 of 18 s; between them the need grows with the batch. The fast path on a CPU took 1.9 GB for
    /// the latter.
    /// </summary>
    internal static double MemoryOfTraining(Preset preset) => 0.4e9 + 4.6e6 * preset.ClipSeconds * preset.Training.BatchSize;

    /// <summary>
    /// Bytes that the heads take in training: of each trained number its gradient, both moments of Adam, the vector of length 1 and
    /// that one's gradient; of each clip and centre cosine, logit, probability and their gradients.
    /// </summary>
    internal static double MemoryOfHeads(SystemDefinition system, Preset preset, int classes)
    {
        var vectors = system.Loss == LossKind.AdaProj ? preset.Heads.SubspaceDimension : preset.Heads.Subclusters;
        var count = (double)vectors * (classes + (system.SelfSupervisedLoss ? system.SelfSupervisedClasses(classes) : 0));
        return sizeof(float) * count * 6 * (system.Network.Dim + preset.Training.BatchSize);
    }

    /// <summary>The version of this library: three numbers.</summary>
    internal static string Version { get; } = typeof(Compute).Assembly.GetName().Version!.ToString(3);

    /// <summary>Names and versions for run.json.</summary>
    public static IReadOnlyDictionary<string, string> Versions(torch.Device device) => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["ssl4asd"] = Version,
        ["dotnet"] = Environment.Version.ToString(),
        ["torch"] = torch.__version__,
        ["os"] = RuntimeInformation.RuntimeIdentifier,
        ["device"] = device.ToString(),
        ["threads"] = torch.get_num_threads().ToString(CultureInfo.InvariantCulture),
    };
}
