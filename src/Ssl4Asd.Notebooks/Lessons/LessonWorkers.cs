using Ssl4Asd.Experiments.Compare.Workers;
using TorchSharp;

namespace Ssl4Asd.Notebooks.Lessons;

/// <summary>
/// Who trains what a notebook lacks: processes of the command line, one thread each, as many as cores and memory have room for. That is faster
/// than several threads on one run, and gives the same numbers whoever asked for the run. Stopping the cell ends them.
/// </summary>
internal static class LessonWorkers
{
    /// <summary>The workers, or null where the command line is not built or a GPU does the work: the notebook trains by itself then.</summary>
    internal static WorkerPool? Of(LessonSettings settings, torch.Device device)
    {
        var cli = Path.Combine(settings.Root, "src", "Ssl4Asd.Cli", "bin", "Release", "net10.0", "Ssl4Asd.Cli.dll");
        return device.type == DeviceType.CPU && File.Exists(cli)
            ? new WorkerPool(WorkerPool.DefaultCount(device, settings.Preset), () => WorkerPool.Command(cli))
            : null;
    }
}
