using Ssl4Asd.Data;
using Ssl4Asd.Presets;

namespace Ssl4Asd.Tests.Data;

public class DatasetTests
{
    [Fact]
    public void Clips_come_in_the_order_of_their_names_with_all_that_is_known()
    {
        using var data = TemporaryDataset.Complete();
        data.AddMachine("dev_data", "ToyCar");
        data.AddMachine("eval_data", "Vacuum");
        data.Write("dev_data/fan/attributes_00.csv", "file_name,d1p,d1v\n");
        var set = Dataset.Load(data.Root);

        Assert.Equal(["ToyCar", "Vacuum", "fan"], set.Machines);
        Assert.Equal(21, set.Clips.Count);
        Assert.Equal(set.Clips, set.Clips.OrderBy(c => c.Subset).ThenBy(c => c.Machine, StringComparer.Ordinal).ThenBy(c => c.Split).ThenBy(c => c.FileName, StringComparer.Ordinal));
        Assert.Equal(set.Clips.Where(c => c.Split == Split.Train), set.TrainClips);
        Assert.Equal(set.Clips.Where(c => c.Split == Split.Test), set.TestClips);
        Assert.Equal(
            new Clip(data.At("dev_data/fan/test/section_00_target_test_anomaly_0000_m-n_W.wav"), Subset.Development, "fan", "00", Split.Test, Domain.Target, Condition.Anomaly, "m-n_W"),
            set.Clips.Single(c => c is { Machine: "fan", Domain: Domain.Target, Condition: Condition.Anomaly }));
        Assert.All(set.Clips, c => Assert.True(File.Exists(c.Path)));
    }

    [Fact]
    public void Classes_are_machine_section_attributes_and_domain_of_the_training_clips()
    {
        using var data = TemporaryDataset.Complete();
        data.AddMachine("eval_data", "Vacuum");
        data.Add("dev_data/fan/train/section_00_source_train_normal_0002_m-n_W.wav");
        var set = Dataset.Load(data.Root);

        Assert.Equal(
            ["Vacuum/00/m-n_W/source", "Vacuum/00/m-n_X/source", "Vacuum/00/m-n_Z/target", "fan/00/m-n_W/source", "fan/00/m-n_X/source", "fan/00/m-n_Z/target"],
            set.Classes);
        Assert.All(set.TrainClips, c => Assert.Equal(c.ClassLabel, set.Classes[set.ClassIndex(c)]));
        Assert.Equal(-1, set.ClassIndex(set.TestClips.First(c => c.Domain is null)));
        Assert.Equal(-1, set.ClassIndex(set.TestClips.First(c => c is { Machine: "fan", Domain: Domain.Target })));
        Assert.Equal(3, set.ClassIndex(set.TestClips.First(c => c is { Machine: "fan", Domain: Domain.Source })));
    }

    [Fact]
    public void Finer_classes_hold_the_coarser_ones()
    {
        var clip = new Clip("x.wav", Subset.Development, "fan", "01", Split.Train, Domain.Target, Condition.Normal, "spd_6_mic_1");
        Assert.Equal(["fan", "fan/01", "fan/01/spd_6", "fan/01/spd_6_mic_1", "fan/01/spd_6_mic_1/target"], Enum.GetValues<ClassGranularity>().Where(g => g != ClassGranularity.Pseudo).Select(g => clip.ClassOf(g)));
        Assert.Throws<ArgumentException>(() => clip.ClassOf(ClassGranularity.Pseudo));
        Assert.Equal((null, "fan/01/spd_6_mic_1"), ((clip with { Domain = null }).ClassOf(ClassGranularity.Domain), (clip with { Domain = null }).ClassOf(ClassGranularity.Attributes)));
    }

    [Fact]
    public void Junk_of_operating_systems_is_ignored_and_upper_case_extensions_are_not()
    {
        using var data = TemporaryDataset.Complete();
        var before = Dataset.Load(data.Root);
        foreach (var junk in new[] { ".DS_Store", "dev_data/.DS_Store", "dev_data/fan/train/.DS_Store", "dev_data/fan/train/._section_00_source_train_normal_0000_m-n_W.wav", "dev_data/fan/test/Thumbs.db", "dev_data/__MACOSX/fan/train/._x.wav" })
            data.Write(junk, "junk");
        var after = Dataset.Load(data.Root);
        Assert.Equal(before.Clips, after.Clips);
        Assert.Empty(after.Notices);

        data.Add("dev_data/fan/train/section_00_source_train_normal_0007_m-n_W.WAV");
        Assert.Equal(before.Clips.Count + 1, Dataset.Load(data.Root).Clips.Count);
    }

    [Fact]
    public void Linked_folders_and_files_are_followed()
    {
        using var data = TemporaryDataset.Complete();
        using var linked = new TemporaryDataset();
        Directory.CreateSymbolicLink(linked.At("dev_data"), data.At("dev_data"));
        Assert.Equal(7, Dataset.Load(linked.Root).Clips.Count);
        File.CreateSymbolicLink(
            data.At("dev_data/fan/train/section_00_source_train_normal_0009.wav"), data.At("dev_data/fan/train/section_00_source_train_normal_0000_m-n_W.wav"));
        Assert.Equal(8, Dataset.Load(linked.Root).Clips.Count);
    }

    [Fact]
    public void Missing_domains_and_test_clips_are_noticed()
    {
        using var data = new TemporaryDataset();
        data.Add("dev_data/a/train/section_00_source_train_normal_0000.wav");
        data.Add("dev_data/a/test/section_00_source_test_normal_0000.wav");
        data.Add("dev_data/b/train/section_01_target_train_normal_0000.wav");
        data.Write("dev_data/b/train/readme.txt", "");
        data.Write("dev_data/notes/readme.txt", "");
        Assert.Equal(
            [
                $"{data.At("dev_data/notes")}: passed over; it holds no train or test and no recordings, so it is no machine",
                $"{data.At("dev_data/b/train")}: 1 files that are not .wav are ignored (readme.txt)",
                "a section 00: no target-domain training clips: scores will use the source centres only",
                "b section 01: no source-domain training clips: scores will use the target-domain clips only",
                "b section 01: no test clips: trained on, not scored",
            ],
            Dataset.Load(data.Root).Notices);
    }

    [Fact]
    public void Sections_that_lack_the_same_are_one_line()
    {
        using var data = new TemporaryDataset();
        foreach (var machine in new[] { "a", "b", "c", "d" })
        {
            data.Add($"dev_data/{machine}/train/section_00_source_train_normal_0000.wav");
            data.Add($"dev_data/{machine}/test/section_00_source_test_normal_0000.wav");
        }
        Assert.Equal(["a section 00 (also b section 00, c section 00; 4 in all): no target-domain training clips: scores will use the source centres only"], Dataset.Load(data.Root).Notices);
    }

    [Fact]
    public void Names_and_labels_that_are_wrong_are_errors()
    {
        Check("dev_data/fan/train/section_00_source_train_normal_1.wav", "not a clip name (the number is '1', not at least four digits)");
        Check("dev_data/fan/train/section_00_source_train_anomaly_0005.wav", "an anomalous clip among the training clips");
        Check("dev_data/fan/train/section_00_source_test_normal_0005.wav", "by its name a test clip, but it lies in train");
        Check("dev_data/fan/test/section_00_source_train_normal_0005.wav", "by its name a train clip, but it lies in test");
        Check("dev_data/fan/test/section_00_0005.wav", "the name tells neither domain nor condition");
        Check("dev_data/fan/train/section_00_0005.wav", "by its name a test clip, but it lies in train");

        static void Check(string file, string what)
        {
            using var data = TemporaryDataset.Complete();
            data.Add(file);
            var error = data.OnlyError();
            Assert.StartsWith($"{data.At(file)}: {what}", error);
        }
    }

    [Fact]
    public void Test_clips_without_training_clips_are_an_error()
    {
        using var data = TemporaryDataset.Complete();
        data.Add("dev_data/fan/test/section_01_source_test_normal_0000.wav");
        Assert.StartsWith($"{data.At("dev_data/fan/test")}: fan section 01 has 1 test clips but no training clips; add", data.OnlyError());

        data.Add("eval_data/grinder/test/section_00_0000.wav");
        data.Add("eval_data/shaker/train/section_00_source_train_normal_0000.wav");
        Assert.StartsWith($"{data.At("dev_data/fan/test")} (also grinder/test; 2 in all): fan section 01 has 1 test clips but no training clips", data.OnlyError());
    }

    [Fact]
    public void A_file_name_may_occur_once_in_a_machine()
    {
        using var data = TemporaryDataset.Complete();
        data.Add("dev_data/fan/train/section_00_source_train_normal_0000_m-n_w.wav");
        Assert.Contains("the same file name as", data.OnlyError());

        using var twice = TemporaryDataset.Complete();
        twice.Add("eval_data/fan/train/section_00_source_train_normal_0000_m-n_W.wav");
        var error = twice.OnlyError();
        Assert.StartsWith(twice.At("eval_data/fan/train/"), error);
        Assert.Contains(twice.At("dev_data/fan/train/"), error);

        using var other = TemporaryDataset.Complete();
        other.AddMachine("dev_data", "fan2");
        Assert.Empty(other.Errors());
    }

    [Fact]
    public void A_set_of_both_subsets_of_the_same_machines_is_told_apart_by_section()
    {
        using var data = TemporaryDataset.Complete();
        data.AddMachine("eval_data", "fan", "03");
        var set = Dataset.Load(data.Root);
        Assert.Equal(["fan"], set.Machines);
        Assert.Equal(6, set.Classes.Count);
        Assert.Equal(["fan section 03: 4 of 4 test clips without ground truth: scored, not evaluated"], set.Notices);
    }
}
