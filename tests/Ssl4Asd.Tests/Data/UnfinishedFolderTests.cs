using Ssl4Asd.Data;

namespace Ssl4Asd.Tests.Data;

public sealed class UnfinishedFolderTests : IDisposable
{
    private const string Title = "Made by a test";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Target => _folder.File("data");

    // killed at each moment: nothing yet, before it could say whose it is, while it was filled
    [Theory]
    [InlineData()]
    [InlineData("README.txt.0123456789abcdef0123456789abcdef.tmp")]
    [InlineData("README.txt", "a.wav", "b.wav.0123456789abcdef0123456789abcdef.tmp")]
    [InlineData("README.txt")]
    public void WhatAKilledRunLeftMakesWay(params string[] left)
    {
        Directory.CreateDirectory(Target + ".unfinished");
        foreach (var name in left)
            File.WriteAllText(Path.Combine(Target + ".unfinished", name), name == "README.txt" ? Title + "\n" : "");
        using (var folder = new UnfinishedFolder(Target, Title))
        {
            File.WriteAllText(Path.Combine(folder.Path, "c.wav"), "");
            folder.Finish();
        }
        Assert.Equal(["README.txt", "c.wav"], Directory.GetFiles(Target).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void TheLockOfARunThatEndedWhenItsFolderWasThereIsRemoved()
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "a.wav"), "");
        File.WriteAllText(Target + ".unfinished.lock", "");
        Assert.Throws<InputException>(() => new UnfinishedFolder(Target, Title));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_folder.Path));
    }

    // as after a permission that was taken away, which root has all the same
    [TmpfsFact]
    public void WhatCannotBeRemovedIsLeftToTheNextRun()
    {
        using (var folder = new UnfinishedFolder(Target, Title))
        {
            Directory.CreateDirectory(Path.Combine(folder.Path, "held"));
            using var held = new Tmpfs(Path.Combine(folder.Path, "held"), "1m");
            folder.Dispose();
            Assert.True(Directory.Exists(folder.Path));
        }
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("notes.txt")]
    [InlineData("README.txt")]
    public void WhatIsSomebodysStays(string name)
    {
        Directory.CreateDirectory(Target + ".unfinished");
        var file = Path.Combine(Target + ".unfinished", name);
        File.WriteAllText(file, "mine");
        Assert.Contains("is in the way", Assert.Throws<InputException>(() => new UnfinishedFolder(Target, Title)).Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(file));
    }
}
