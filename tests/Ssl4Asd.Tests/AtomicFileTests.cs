namespace Ssl4Asd.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ssl4asd-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Bytes_arrive_and_missing_folders_are_made()
    {
        var path = Path.Combine(_folder, "a", "b", "file.bin");
        AtomicFile.Write(path, s => s.Write([1, 2, 3]));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void Text_is_utf8_without_mark_and_with_plain_line_ends()
    {
        var path = Path.Combine(_folder, "file.txt");
        AtomicFile.WriteText(path, w => w.WriteLine("ö"));
        Assert.Equal([0xC3, 0xB6, (byte)'\n'], File.ReadAllBytes(path));
    }

    [Fact]
    public void What_a_killed_process_left_of_a_file_goes_and_what_another_one_writes_stays()
    {
        var path = Path.Combine(_folder, "metrics.csv");
        var (left, held, other) = ($"{path}.{Guid.NewGuid():N}.tmp", $"{path}.{Guid.NewGuid():N}.tmp", Path.Combine(_folder, "mine.tmp"));
        File.WriteAllText(left, "half");
        File.WriteAllText(other, "");
        using (new FileStream(held, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            AtomicFile.WriteText(path, w => w.Write("one"));
            Assert.True(File.Exists(held));
        }
        AtomicFile.WriteText(path, w => w.Write("two"));
        Assert.Equal("two", File.ReadAllText(path));
        Assert.Equal([path, other], Directory.GetFiles(_folder).Order());
    }

    [Fact]
    public void A_longer_file_is_replaced_as_a_whole()
    {
        var path = Path.Combine(_folder, "file.txt");
        File.WriteAllText(path, "something longer");
        AtomicFile.WriteText(path, w => w.Write("new"));
        Assert.Equal("new", File.ReadAllText(path));
    }

    [Fact]
    public void A_failure_half_way_keeps_the_old_file_and_leaves_no_other()
    {
        var path = Path.Combine(_folder, "file.txt");
        File.WriteAllText(path, "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.WriteText(path, w =>
        {
            w.Write(new string('x', 100_000));
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void The_old_file_is_there_until_the_new_one_is_complete()
    {
        var path = Path.Combine(_folder, "file.txt");
        File.WriteAllText(path, "old");
        string? seen = null;
        AtomicFile.WriteText(path, w =>
        {
            w.Write("new");
            w.Flush();
            seen = File.ReadAllText(path);
        });
        Assert.Equal("old", seen);
        Assert.Equal("new", File.ReadAllText(path));
    }

    [Fact]
    public void A_path_that_cannot_be_written_is_one_line_that_names_it()
    {
        var path = Path.Combine(_folder, "taken");
        Directory.CreateDirectory(path);
        var error = Assert.Throws<InputException>(() => AtomicFile.WriteText(path, w => w.Write("x")));
        Assert.StartsWith(path, error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Empty(Directory.GetFiles(_folder));

        var below = Path.Combine(_folder, "file", "x.csv");
        File.WriteAllText(Path.Combine(_folder, "file"), "");
        Assert.StartsWith(below, Assert.Throws<InputException>(() => AtomicFile.WriteText(below, w => w.Write("x"))).Message);
    }

    [Fact]
    public void WhatAnotherProcessTookForAbandonedIsWrittenAgain()
    {
        if (OperatingSystem.IsWindows())
            return; // nobody can remove a file there that is being written
        using var folder = new TemporaryFolder();
        var (path, times) = (folder.File("a.txt"), 0);
        void Write(int gone) => AtomicFile.WriteText(path, file =>
        {
            file.Write("whole");
            if (++times <= gone)
                File.Delete(Assert.Single(Directory.GetFiles(folder.Path, "*.tmp")));
        });
        Write(gone: 2);
        Assert.Equal((3, "whole"), (times, File.ReadAllText(path)));
        times = 0;
        Assert.Contains("a.txt: cannot be written", Assert.Throws<InputException>(() => Write(gone: 3)).Message, StringComparison.Ordinal);
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }
}
