using Ssl4Asd.Experiments;
using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Training;

/// <summary>When training gives the holes of the heap back (<see cref="AllocatorTuning.ReturnHoles"/>): on a CPU, every fourth step, where most is alive.</summary>
internal sealed class HeapHoles(Device device)
{
    private const int Every = 4;
    private long _steps;

    /// <summary>Call it between the forward and the backward pass of each step.</summary>
    internal void AfterForward()
    {
        if (device.type == DeviceType.CPU && ++_steps % Every == 0)
            AllocatorTuning.ReturnHoles();
    }
}
