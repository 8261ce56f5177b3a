using Ssl4Asd.Audio;
using Ssl4Asd.Data.Own;

namespace Ssl4Asd.Tests;

/// <summary>Which folders are flushed, and when: what a power cut leaves of them is the matter of tests/Campaign/powercut.py.</summary>
public sealed class DiskFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _flushed = [];
    private Func<string, string> _seen = folder => folder;

    public DiskFolderTests() => DiskFolder.Flushed += Note;

    public void Dispose()
    {
        DiskFolder.Flushed -= Note;
        _folder.Dispose();
    }

    [Fact]
    public void FoldersThatAreMadeHaveTheirNamesKeptByThoseAbove()
    {
        DiskFolder.Make(_folder.File("a", "b", "c") + Path.DirectorySeparatorChar);
        Assert.True(Directory.Exists(_folder.File("a", "b", "c")));
        Assert.Equal([_folder.Path, _folder.File("a"), _folder.File("a", "b")], _flushed);
        DiskFolder.Make(_folder.File("a", "b"));
        Assert.Equal(3, _flushed.Count);
    }

    [Fact]
    public void AFileThatIsWrittenByItselfHasItsNameBeforeItsFolderIsFlushed()
    {
        var path = _folder.File("run", "scores.csv");
        _seen = folder => $"{Path.GetFileName(folder)}: {string.Join(' ', Directory.GetFileSystemEntries(folder).Select(Path.GetFileName))}";
        AtomicFile.WriteText(path, text => text.Write("1"));
        Assert.Equal([$"{Path.GetFileName(_folder.Path)}: run", "run: scores.csv"], _flushed);
    }

    [Fact]
    public void AFolderThatAppearsAsAWholeIsFlushedBeforeItHasItsNameAndTheOneAboveAfterwards()
    {
        var (target, normal) = (_folder.File("data"), _folder.File("normal"));
        Directory.CreateDirectory(normal);
        foreach (var name in new[] { "1.wav", "2.wav", "3.wav", "4.wav" })
            WavFile.Write(Path.Combine(normal, name), new Waveform([.. Enumerable.Range(0, 16_000).Select(i => MathF.Sin(i * i * name[0]) / 2)], 16_000));
        _seen = folder => Directory.Exists(target) ? $"{folder} at last" : folder;
        Adoption.Write(target, new AdoptionOptions { Folders = [normal], ClipSeconds = 1 });
        var folders = Directory.GetDirectories(target, "*", SearchOption.AllDirectories).Append(target).Select(f => f.Replace(target, target + ".unfinished", StringComparison.Ordinal));
        Assert.Empty(folders.Except(_flushed));
        Assert.Equal(_folder.Path + " at last", _flushed.Single(f => f.EndsWith(" at last", StringComparison.Ordinal)));
    }

    [Fact]
    public void WhatIsNoFolderIsSaid()
    {
        if (OperatingSystem.IsWindows())
            return; // nothing is done there
        Assert.Contains("gone", Assert.Throws<IOException>(() => DiskFolder.Flush(_folder.File("gone"))).Message, StringComparison.Ordinal);
        Assert.Empty(_flushed);
    }

    [Fact]
    public void AllFoldersInAFolderAreFlushedButNotWhatLinksLeadTo()
    {
        var (inside, outside) = (_folder.File("a", "b"), _folder.File("outside"));
        Directory.CreateDirectory(inside);
        Directory.CreateDirectory(outside);
        if (!OperatingSystem.IsWindows()) // where links take a permission
            Directory.CreateSymbolicLink(Path.Combine(inside, "elsewhere"), outside);
        DiskFolder.FlushAll(_folder.File("a"));
        Assert.Equal([_folder.File("a"), inside], _flushed);
    }

    // tests beside this one flush folders of their own
    private void Note(string folder)
    {
        lock (_flushed)
            if (folder.StartsWith(_folder.Path, StringComparison.Ordinal))
                _flushed.Add(_seen(folder));
    }
}
