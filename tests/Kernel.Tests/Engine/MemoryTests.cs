namespace Kernel.Tests.Engine;

[Collection("engine")]
public sealed class MemoryTests : IDisposable
{
    private readonly Notebook notebook = new();

    public void Dispose() => notebook.Dispose();

    [Fact]
    public void Memory_grows_with_cells_not_with_their_square()
    {
        Cells(20);
        var start = Managed();
        Cells(40);
        var first = Managed() - start;
        Cells(40);
        var second = Managed() - start - first;
        Assert.InRange(second, long.MinValue, Math.Max(2 * first, 8_000_000));
        // about 45 kB
        Assert.InRange((first + second) / 80, long.MinValue, 150_000);
    }

    private void Cells(int count)
    {
        for (var i = 0; i < count; i++) notebook.Value($"var v{i} = Enumerable.Range(0, 3).Select(x => x + {i}).ToList(); double F{i}(double x) {{ while (x > 9) x--; return x; }}\nv{i}.Count");
    }

    private static long Managed()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
