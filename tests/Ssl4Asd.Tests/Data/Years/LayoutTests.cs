using Ssl4Asd.Data;
using Ssl4Asd.Data.Years;

namespace Ssl4Asd.Tests.Data.Years;

/// <summary>The layouts of the years, and what people make of them.</summary>
public class LayoutTests
{
    [Fact]
    public void FoldersOfDomainsAre2021()
    {
        using var data = Of2021();
        var set = Dataset.Load(data.Root);
        Assert.Equal(OfficialScoring.EachDomain, set.Layout.Scoring);
        Assert.Equal((4, 8), (set.TrainClips.Count, set.TestClips.Count));
        Assert.Equal(4, set.TestClips.Count(c => c.Domain == Domain.Target));
        Assert.Equal(["fan section 03: 4 of 4 test clips without ground truth: scored, not evaluated"], set.Notices);
    }

    [Fact]
    public void TheBaselinesCopiesOf2021AreNotReadTwice()
    {
        using var data = Of2021();
        foreach (var clip in Dataset.Load(data.Root).TestClips.Where(c => c.Subset == Subset.Development))
            data.Add($"dev_data/fan/test/{clip.FileName}");
        var set = Dataset.Load(data.Root);
        Assert.Equal(8, set.TestClips.Count);
        Assert.Contains(set.Notices, n => n.StartsWith($"{data.At("dev_data/fan/test")}: passed over; it holds copies of the recordings of source_test and target_test", StringComparison.Ordinal));
    }

    [Fact]
    public void IdsAre2020AndHaveNoDomains()
    {
        using var data = Of2020();
        data.Write("ground_truth/eval_data_list.csv", "fan\nid_01_00000000.wav,anomaly_id_01_00000003.wav,1\nid_01_00000001.wav,normal_id_01_00000007.wav,0\n");
        var set = Dataset.Load(data.Root);
        Assert.Empty(set.Notices);
        Assert.Equal(OfficialScoring.NoDomains, set.Layout.Scoring);
        Assert.Equal(["fan/00//source", "fan/01//source"], set.Classes);
        Assert.Equal([Condition.Anomaly, Condition.Normal, Condition.Anomaly, Condition.Normal], set.TestClips.Select(c => c.Condition!.Value));
    }

    [Fact]
    public void TwoLayoutsInOneFolderAreOneError()
    {
        using var data = Of2020();
        data.AddMachine("dev_data", "bearing");
        Assert.StartsWith($"{data.Root}: mixes the layouts of DCASE2020", data.OnlyError(), StringComparison.Ordinal);

        using var other = Of2021();
        other.AddMachine("dev_data", "bearing");
        Assert.Contains("mixes the layouts of DCASE2021", other.OnlyError(), StringComparison.Ordinal);
        Assert.Contains(other.At("dev_data/bearing/test"), other.OnlyError(), StringComparison.Ordinal);

        using var third = Of2021();
        third.AddMachine("eval_data", "Vacuum");
        Assert.Contains("give each year a folder of its own", third.OnlyError(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheOfficialBaselinesFoldersAreReadWhereTheyLie()
    {
        using var data = new TemporaryDataset();
        data.AddMachine("dev_data/raw", "fan");
        data.AddMachine("eval_data/raw", "Vacuum");
        data.Write("dev_data/processed/fan/train/mels.pickle", "");
        data.Add("eval_data/raw/Vacuum/test_rename/section_00_source_normal_0000_weight15_BckgF.wav");
        data.Add("eval_data/raw/Vacuum/test_rename/section_00_target_test_anomaly_0000_.wav");
        var set = Dataset.Load(data.Root);
        Assert.Equal(["Vacuum", "fan"], set.Machines);
        Assert.Equal([(Domain.Source, Condition.Normal), (Domain.Target, Condition.Anomaly)], set.TestClips.Where(c => c.Machine == "Vacuum").Select(c => (c.Domain!.Value, c.Condition!.Value)));
        Assert.Equal(2, set.Notices.Count);
        Assert.Contains("features that the official baseline computes", set.Notices[0], StringComparison.Ordinal);
        Assert.StartsWith($"{data.At("eval_data/raw/Vacuum/test")}: passed over, because test_rename", set.Notices[1], StringComparison.Ordinal);
    }

    [Fact]
    public void FoldersThatArePassedOverAreNamedOnce()
    {
        using var data = TemporaryDataset.Complete();
        data.AddMachine("dev_data", "valve");
        foreach (var machine in new[] { "fan", "valve" }) data.Add($"dev_data/{machine}/supplemental/section_00_source_supplemental_noise_0000.wav");
        data.Add("dev_data/fan/more/section_00_source_train_normal_0005.wav");
        Directory.CreateDirectory(data.At("dev_data/fan/plots"));
        var set = Dataset.Load(data.Root);
        Assert.Equal(14, set.Clips.Count);
        Assert.Equal(
            [
                $"{data.At("dev_data/fan/more")}: passed over with its 1 recordings; if they are clips, move them to train or test beside it",
                $"{data.At("dev_data/fan/plots")}: passed over; it holds no recordings",
                $"{data.At("dev_data/fan/supplemental")} (also valve/supplemental; 2 in all): passed over; it looks like the recordings of noise alone, or of the machine alone, of DCASE2025, which are no training clips and are not used",
            ],
            set.Notices);
    }

    [Fact]
    public void WithoutEvaluationTrainingClipsTheDevelopmentSetIsUsedAlone()
    {
        using var data = TemporaryDataset.Complete();
        data.AddMachine("eval_data", "Vacuum");
        Directory.Delete(data.At("eval_data/Vacuum/train"), recursive: true);
        var set = Dataset.Load(data.Root);
        Assert.Equal(["fan"], set.Machines);
        Assert.StartsWith($"{data.At("eval_data")}: holds no training clips, so its 4 test clips (Vacuum) are left out", Assert.Single(set.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public void ErrorsOfOneKindAreOneLine()
    {
        using var data = TemporaryDataset.Complete();
        for (var i = 0; i < 9; i++) data.Add($"dev_data/fan/train/recording-{i}.wav");
        Assert.StartsWith($"{data.At("dev_data/fan/train/recording-0.wav")} (also recording-1.wav, recording-2.wav; 9 in all): not a clip name", data.OnlyError(), StringComparison.Ordinal);
    }

    private static TemporaryDataset Of2021()
    {
        var data = new TemporaryDataset();
        foreach (var (subset, section) in new[] { ("dev_data", "00"), ("eval_data", "03") })
        {
            foreach (var domain in new[] { "source", "target" })
            {
                data.Add($"{subset}/fan/train/section_{section}_{domain}_train_normal_0000_strength_1.wav");
                if (subset == "eval_data")
                {
                    for (var i = 0; i < 2; i++) data.Add($"{subset}/fan/{domain}_test/section_{section}_{domain}_test_{i:0000}.wav");
                    continue;
                }
                foreach (var condition in new[] { "normal", "anomaly" }) data.Add($"{subset}/fan/{domain}_test/section_{section}_{domain}_test_{condition}_0000.wav");
            }
        }
        return data;
    }

    private static TemporaryDataset Of2020()
    {
        var data = new TemporaryDataset();
        foreach (var name in new[] { "train/normal_id_00_00000000", "test/normal_id_00_00000000", "test/anomaly_id_00_00000000" }) data.Add($"dev_data/fan/{name}.wav");
        foreach (var name in new[] { "train/normal_id_01_00000000", "test/id_01_00000000", "test/id_01_00000001" }) data.Add($"eval_data/fan/{name}.wav");
        return data;
    }
}
