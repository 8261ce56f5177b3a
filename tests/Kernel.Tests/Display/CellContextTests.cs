using Ssl4Asd.Kernel.Display;
using static Ssl4Asd.Kernel.Display.CellApi;

namespace Kernel.Tests.Display;

public class CellContextTests : DisplayTests
{
    [Fact]
    public async Task Tasks_and_threads_of_a_cell_write_to_it()
    {
        await Task.Run(() => display("task"));
        var thread = new Thread(() => display("thread"));
        thread.Start();
        thread.Join();
        Parallel.Invoke(() => display("parallel"));
        Assert.Equal(["task", "thread", "parallel"], Output.PlainTexts);
    }

    [Fact]
    public async Task What_a_cell_left_running_still_writes_to_that_cell()
    {
        var later = new TaskCompletionSource();
        var left = Task.Run(async () =>
        {
            await later.Task;
            display("from the first");
        });

        var second = new RecordingOutput();
        using (CellContext.Enter(second))
        {
            later.SetResult();
            await left;
            display("from the second");
        }

        Assert.Equal(["from the first"], Output.PlainTexts);
        Assert.Equal(["from the second"], second.PlainTexts);
        display("after");
        Assert.Equal(["from the first", "after"], Output.PlainTexts);
    }

    [Fact]
    public void A_thread_without_context_writes_to_the_last_cell()
    {
        var second = new RecordingOutput();
        using (CellContext.Enter(second))
        {
        }
        var thread = new Thread(() => display("timer"));
        thread.UnsafeStart(); // as threads of native code start: without the context of who started them
        thread.Join();
        Assert.Equal(["timer"], second.PlainTexts);
    }

    [Fact]
    public void A_value_can_be_updated_from_a_later_cell()
    {
        var shown = display("first");
        var second = new RecordingOutput();
        using (CellContext.Enter(second))
            shown.Update("second");
        Assert.Equal((shown.DisplayId, true), (second.All[0].DisplayId, second.All[0].IsUpdate));
    }
}
