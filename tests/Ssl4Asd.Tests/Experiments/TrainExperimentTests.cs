using Ssl4Asd.Experiments;
using Ssl4Asd.Presets;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Experiments;

public sealed class TrainExperimentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void OneProcessAtATimeTrainsIntoAFolder()
    {
        using (FileLock.Take(new RunFolder(Run).Lock, "it"))
            Assert.Contains($"{Run}{Path.DirectorySeparatorChar} is in use by another process", Fails(Run + Path.DirectorySeparatorChar), StringComparison.Ordinal);
        Assert.DoesNotContain("another process", Fails(Run), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path)); // not even the lock
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("file")]
    public void WhatIsNoFolderIsRefusedBeforeAnythingIsWritten(string name)
    {
        File.WriteAllText(_folder.File("file"), "");
        Assert.Contains("cannot be a run folder", Fails(name == "file" ? _folder.File(name) : name), StringComparison.Ordinal);
        Assert.Equal([_folder.File("file")], Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    public void Dispose() => _folder.Dispose();

    private string Run => _folder.File("run");

    private string Fails(string run)
    {
        var request = new TrainRequest { Data = _folder.File("none"), Folder = run, System = SystemDefinition.Baseline, Preset = TinyPreset.Value };
        return Assert.Throws<InputException>(() => TrainExperiment.Run(request, CPU)).Message;
    }
}
