using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Ssl4Asd.Features.Fast;

/// <summary>
/// The memory of a contiguous tensor on the CPU, for loops that libtorch has no single operator for. The tensor must be held
/// as long as this is used.
/// </summary>
internal readonly unsafe struct Floats
{
    private readonly float* _start;

    private Floats(float* start) => _start = start;

    internal static Floats Of(Tensor tensor) => new((float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes)));

    /// <summary><paramref name="length"/> numbers from <paramref name="start"/> on.</summary>
    internal Span<float> this[long start, int length] => new(_start + start, length);
}
