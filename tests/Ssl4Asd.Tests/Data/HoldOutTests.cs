using Ssl4Asd.Data;
using Ssl4Asd.Data.Own;
using Ssl4Asd.Tests.Data.Own;

namespace Ssl4Asd.Tests.Data;

public sealed class HoldOutTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void NothingIsHeldOutOfOtherDataUnlessAskedFor()
    {
        var dataset = Dataset.Load(SmallDataset.Write(_folder.File("data")));
        Assert.Equal(0, HoldOut.Usual(dataset.Root));
        Assert.Same(dataset.TrainClips, HoldOut.Mark(dataset, 0, 1));
        var marked = HoldOut.Mark(dataset, 0.25, 1);
        Assert.Equal(dataset.TrainClips, marked.Select(c => c with { IsHeldOut = false }));
        Assert.All(marked.GroupBy(c => c.Machine), machine => Assert.Equal(2, machine.Count(c => c.IsHeldOut))); // of eight
        Assert.Equal(marked, HoldOut.Mark(dataset, 0.25, 1));
        Assert.NotEqual(marked, HoldOut.Mark(dataset, 0.25, 2));
        Assert.All(HoldOut.Mark(dataset, 0.01, 1).GroupBy(c => c.Machine), machine => Assert.Equal(1, machine.Count(c => c.IsHeldOut)));
        Assert.All(HoldOut.Mark(dataset, 0.99, 1).GroupBy(c => c.Machine), machine => Assert.Equal(7, machine.Count(c => c.IsHeldOut)));
    }

    [Fact]
    public void WholeRecordingsOfOnesOwn()
    {
        SoundOf.Machine(_folder.File("fan"), seconds: 5);
        SoundOf.Write(_folder.File("street", "a.wav"), 20, 3000);
        Adoption.Write(_folder.File("data"), new() { Folders = [_folder.File("fan")], Outliers = [_folder.File("street")], ClipSeconds = 1 });
        var dataset = Dataset.Load(_folder.File("data"));
        Assert.Equal(0.2, HoldOut.Usual(dataset.Root));
        var recordingOf = AdoptedClip.Read(dataset.Root).ToDictionary(r => Path.GetFileName(r.File), r => r.Recording);
        var marked = HoldOut.Mark(dataset, 0.2, 0);
        Assert.All(marked.Where(c => c.Machine == "fan").GroupBy(c => recordingOf[c.FileName]), recording => Assert.Single(recording.Select(c => c.IsHeldOut).Distinct()));
        Assert.InRange(marked.Count(c => c.IsHeldOut) / (double)marked.Count(c => c.Machine == "fan"), 0.15, 0.25);
        Assert.DoesNotContain(marked, c => c.IsHeldOut && c.Machine == "street"); // no test clips: only trained on
    }

    public void Dispose() => _folder.Dispose();
}
