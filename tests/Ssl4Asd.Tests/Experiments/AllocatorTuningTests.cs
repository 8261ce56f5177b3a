using System.Globalization;
using Ssl4Asd.Experiments;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Experiments;

public class AllocatorTuningTests
{
    private const int Blocks = 64;
    private const long Block = 4 << 20;

    [Fact]
    public void Holes_between_blocks_that_live_go_back_to_the_kernel()
    {
        if (!OperatingSystem.IsLinux())
            return;
        AllocatorTuning.KeepFreedMemory();
        using var scope = NewDisposeScope();
        List<Tensor> blocks = [.. Enumerable.Range(0, Blocks).Select(_ => ones([Block], dtype: ScalarType.Byte))];
        for (var i = 0; i < Blocks; i += 2)
            blocks[i].Dispose();
        var held = Resident();

        AllocatorTuning.ReturnHoles();

        Assert.InRange(held - Resident(), Blocks / 2 * Block * 3 / 4, long.MaxValue);
        Assert.All(blocks.Where((_, i) => i % 2 == 1), block => Assert.Equal((long)Block, block.sum().item<long>()));
    }

    // bytes that are the process's own
    private static long Resident()
        => 1024 * long.Parse(File.ReadLines("/proc/self/status").Single(line => line.StartsWith("RssAnon:")).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
