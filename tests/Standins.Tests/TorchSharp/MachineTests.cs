using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Standins.Tests.Torch;

[Collection("torch")]
public class MachineTests
{
    [Fact]
    public void The_number_of_threads_can_be_set()
    {
        var before = get_num_threads();
        try
        {
            set_num_threads(2);
            Assert.Equal(2, get_num_threads());
        }
        finally
        {
            set_num_threads(before);
        }
    }

    [Fact]
    public void Cuda_is_there_or_not()
    {
        Assert.Equal(cuda.is_available(), cuda.device_count() > 0);
        Assert.Equal(cuda.is_available(), cuda_is_available());
        if (!cuda.is_available())
            return;
        using var x = ones(2, device: CUDA);
        cuda.synchronize();
        cuda.synchronize(x.device);
        Assert.Equal([2f, 2f], (x + 1).cpu().data<float>().ToArray());
    }

    [Fact]
    public void Memory_is_page_locked_for_a_GPU_only()
    {
        using var x = tensor(new[] { 1f, 2f });
        Assert.False(x.is_pinned());
        if (!cuda.is_available())
        {
            var error = Assert.Throws<ExternalException>(() => x.pin_memory());
            Assert.DoesNotContain("schema", error.Message.Split('\n')[0], StringComparison.Ordinal); // the operator is there, the GPU is not
            return;
        }
        using var pinned = x.pin_memory();
        Assert.True(pinned.is_pinned());
        using var there = pinned.to(CUDA, non_blocking: true);
        Assert.Equal([1f, 2f], there.cpu().data<float>().ToArray());
    }

    [Fact]
    public void The_version_is_known() => Assert.Matches(@"^\d+\.\d+", __version__);
}
