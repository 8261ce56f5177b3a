namespace Ssl4Asd.Tests;

public sealed class FileLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void OneAtATimeAndNothingStays()
    {
        var path = _folder.File("new", "lock");
        using (FileLock.Take(path, "it"))
            Assert.Contains("it is in use by another process", Assert.Throws<InputException>(() => FileLock.Take(path, "it")).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.File("new")));
        File.WriteAllText(path, ""); // of a process that was killed
        FileLock.Take(path, "it").Dispose();
    }

    [Fact]
    public void ManyWhoWantItAllTheTimeNeverHaveItTogether()
    {
        var (inside, most, taken) = (0, 0, 0);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            for (var i = 0; i < 200; i++)
            {
                using var ours = FileLock.Wait(_folder.File("lock"), () => { }, CancellationToken.None);
                most = Math.Max(most, Interlocked.Increment(ref inside));
                Interlocked.Increment(ref taken);
                Interlocked.Decrement(ref inside);
            }
        });
        Assert.Equal((1, 1600), (most, taken));
    }

    [Fact]
    public void WhereTheFolderCannotBeWrittenThatIsSaid() =>
        Assert.Contains("cannot be written", Assert.Throws<InputException>(() => FileLock.Take(Path.Combine(_folder.File("file", [1]), "lock"), "it")).Message, StringComparison.Ordinal);
}
