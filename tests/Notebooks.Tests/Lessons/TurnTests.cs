using Ssl4Asd.Notebooks.Lessons;

namespace Notebooks.Tests.Lessons;

public sealed class TurnTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void WhatSeveralNotebooksNeedIsMadeOnceAndNothingElseStays()
    {
        var (made, data) = (0, Path.Combine(_folder, "data"));
        Parallel.For(0, 6, new ParallelOptions { MaxDegreeOfParallelism = 6 }, _ => Turn.Make(data, () => Directory.Exists(data), () =>
        {
            Interlocked.Increment(ref made);
            Thread.Sleep(100);
            Directory.CreateDirectory(data);
        }));
        Assert.Equal(1, made);
        File.WriteAllText(data + ".lock", ""); // of a kernel that was killed
        Turn.Make(data, () => true, () => made++);
        Assert.Equal(1, made);
        Assert.Equal([data], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task ANotebookThatWaitsSaysSo()
    {
        var before = Console.Out;
        var said = new StringWriter();
        Console.SetOut(TextWriter.Synchronized(said));
        try
        {
            var first = Turn.Take(_folder);
            var second = Task.Run(() => Turn.Take(_folder).Dispose());
            Assert.True(SpinWait.SpinUntil(() => said.GetStringBuilder().Length > 0, TimeSpan.FromMinutes(1)));
            await Task.Delay(200); // said once
            Assert.False(second.IsCompleted);
            first.Dispose();
            await second;
            Assert.Equal($"Another notebook is at work on {_folder}; waiting for it …{Environment.NewLine}", said.ToString());
        }
        finally
        {
            Console.SetOut(before);
        }
    }
}
