using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Experiments.Bench;

/// <summary>Times work on a device. A GPU works behind the program's back: before and after, it is waited for.</summary>
internal sealed class StageClock(Device device)
{
    /// <summary>Shorter work is repeated for so long, and the mean taken.</summary>
    internal const double LeastSeconds = 0.2;

    /// <summary>Seconds that the work takes.</summary>
    internal double Seconds(Action work)
    {
        Wait();
        var start = Stopwatch.GetTimestamp();
        work();
        Wait();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Seconds that the work takes on average.</summary>
    internal double MeanSeconds(Action work)
    {
        var (seconds, times) = (0.0, 0);
        for (; seconds < LeastSeconds; times++)
            seconds += Seconds(work);
        return seconds / times;
    }

    private void Wait()
    {
        if (device.type == DeviceType.CUDA)
            cuda.synchronize(device);
    }
}
