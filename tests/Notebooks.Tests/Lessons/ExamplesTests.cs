using Ssl4Asd.Data;
using Ssl4Asd.Data.Demo;
using Ssl4Asd.Notebooks.Lessons;

namespace Notebooks.Tests.Lessons;

public sealed class ExamplesTests : IDisposable
{
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory().FullName, "data");

    public ExamplesTests() => DemoData.Write(_folder, DemoDataOptions.Tiny);

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [Fact]
    public void TheyAreWhatTheyAreCalled()
    {
        var examples = new Examples(Dataset.Load(_folder));
        Assert.Equal((Split.Train, Domain.Source), (examples.Own.Split, examples.Own.Domain));
        Assert.NotEqual(examples.Own.Machine, examples.Partner.Machine);
        Assert.Equal(Split.Train, examples.Partner.Split);
        Assert.Equal((Domain.Source, Condition.Normal), (examples.Normal.Domain, examples.Normal.Condition));
        Assert.Equal((Domain.Source, Condition.Anomaly), (examples.Anomalous.Domain, examples.Anomalous.Condition));
        Assert.Equal((Domain.Target, Condition.Normal), (examples.NormalTarget.Domain, examples.NormalTarget.Condition));
        Assert.Equal((Domain.Target, Condition.Anomaly), (examples.AnomalousTarget.Domain, examples.AnomalousTarget.Condition));
        Assert.All([examples.Own, examples.Normal, examples.Anomalous, examples.NormalTarget], c => Assert.Equal((examples.Machine, examples.Section), (c.Machine, c.Section)));
    }

    [Fact]
    public void AmongEqualsTheMachineWithTheMostTestClipsIsShown() => Assert.Equal("SynthGearbox", new Examples(Dataset.Load(_folder)).Machine);

    [Fact]
    public void AMachineThatHasAllKindsIsPreferred()
    {
        foreach (var machine in Directory.GetDirectories(Path.Combine(_folder, "dev_data")).Where(m => Path.GetFileName(m) != "SynthPump"))
            Array.ForEach(Directory.GetFiles(Path.Combine(machine, "test"), "*_anomaly_*"), File.Delete);
        Directory.Delete(Path.Combine(_folder, "eval_data"), recursive: true);
        Directory.Delete(Path.Combine(_folder, "ground_truth"), recursive: true);
        Assert.Equal("SynthPump", new Examples(Dataset.Load(_folder)).Machine);
    }

    [Fact]
    public void WithoutAnAnomalousRecordingItIsSaidInOneLine()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(_folder, "dev_data"), "*_anomaly_*", SearchOption.AllDirectories))
            File.Delete(file);
        Directory.Delete(Path.Combine(_folder, "eval_data"), recursive: true);
        Directory.Delete(Path.Combine(_folder, "ground_truth"), recursive: true);
        var examples = new Examples(Dataset.Load(_folder));
        Assert.Equal(Condition.Normal, examples.Normal.Condition);
        Assert.Contains("no anomaly test recording", Assert.Throws<Ssl4Asd.InputException>(() => examples.Anomalous).Message);
    }
}
