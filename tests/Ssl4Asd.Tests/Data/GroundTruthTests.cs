using Ssl4Asd.Data;

namespace Ssl4Asd.Tests.Data;

public class GroundTruthTests
{
    private const string Labels = "section_00_0003.wav,1\nsection_00_0001.wav,1\r\nsection_00_0002.wav,0\n\nsection_00_0000.wav,0\n";
    private const string Domains = "section_00_0001.wav,0\nsection_00_0000.wav,0\nsection_00_0003.wav,1\nsection_00_0002.wav,1\n";

    private static TemporaryDataset Evaluation(string labels = Labels, string domains = Domains)
    {
        var data = TemporaryDataset.Complete();
        data.AddMachine("eval_data", "Toy_Tank");
        data.AddTruth("Toy_Tank", labels, domains);
        return data;
    }

    [Fact]
    public void Labels_and_domains_are_matched_by_file_name()
    {
        using var data = Evaluation();
        var set = Dataset.Load(data.Root);
        Assert.Empty(set.Notices);
        Assert.Equal(
            [
                ("section_00_0000.wav", Domain.Source, Condition.Normal), ("section_00_0001.wav", Domain.Source, Condition.Anomaly),
                ("section_00_0002.wav", Domain.Target, Condition.Normal), ("section_00_0003.wav", Domain.Target, Condition.Anomaly),
            ],
            set.TestClips.Where(c => c.Subset == Subset.Evaluation).Select(c => (c.FileName, c.Domain!.Value, c.Condition!.Value)));
    }

    [Fact]
    public void Truth_of_other_machines_and_other_files_are_noticed()
    {
        using var data = Evaluation();
        data.AddTruth("bandsaw", Labels, Domains);
        data.Write("ground_truth/ground_truth_data/readme.csv", "");
        data.Write("ground_truth/ground_truth_attributes/ground_truth_Toy_Tank_section_00_test.csv", "x");
        Assert.Equal(
            [
                $"{data.At("ground_truth/ground_truth_data/readme.csv")}: not named ground_truth_<machine>_section_<SS>_test.csv; ignored",
                $"{data.At("ground_truth/ground_truth_data/ground_truth_bandsaw_section_00_test.csv")} (also ground_truth_domain/ground_truth_bandsaw_section_00_test.csv; 2 in all): no evaluation test clips of bandsaw section 00; not used",
            ],
            Dataset.Load(data.Root).Notices);
    }

    [Fact]
    public void Truth_that_names_other_clips_or_lacks_some_is_an_error()
    {
        using var more = Evaluation(Labels + string.Concat(Enumerable.Range(4, 5).Select(i => $"section_00_{i:0000}.wav,0\n")));
        Assert.Equal(
            $"{more.At("ground_truth/ground_truth_data/ground_truth_Toy_Tank_section_00_test.csv")}: names clips that are not in the data "
            + "(section_00_0004.wav, section_00_0005.wav, section_00_0006.wav, and 2 more); add them or remove the rows",
            more.OnlyError());

        using var fewer = Evaluation(domains: "section_00_0001.wav,0\n");
        Assert.Equal(
            $"{fewer.At("ground_truth/ground_truth_domain/ground_truth_Toy_Tank_section_00_test.csv")}: has no row for clips of the data "
            + "(section_00_0000.wav, section_00_0002.wav, section_00_0003.wav); add the rows or remove the file",
            fewer.OnlyError());
    }

    [Theory]
    [InlineData("section_00_0000.wav;0", "line 5: expected <file>.wav,<0|1>, found 'section_00_0000.wav;0'")]
    [InlineData("section_00_0000.wav,2", "line 5: expected <file>.wav,<0|1>")]
    [InlineData("section_00_0000.wav,0,0", "line 5: expected <file>.wav,<0|1>")]
    [InlineData("section_00_0001.wav,0", "line 5: a second row for section_00_0001.wav")]
    public void Wrong_rows_are_errors_that_name_the_line(string row, string expected)
    {
        using var data = Evaluation(Labels[..Labels.LastIndexOf("section", StringComparison.Ordinal)] + row + "\n");
        Assert.Contains(data.Errors(), e => e.Contains($"ground_truth_Toy_Tank_section_00_test.csv {expected}"));
        Assert.Throws<InputException>(() => Dataset.Load(data.Root));
    }

    [Fact]
    public void TruthAsPeopleHaveItIsReadWithANotice()
    {
        using var data = Evaluation(
            "\uFEFFfile;label\r\n\"section_00_0003.wav\"; 1\r\nsection_00_0001.wav;1\r\nsection_00_0002.wav;normal\r\nsection_00_0000.wav;0\r\n", Domains);
        File.Move(
            data.At("ground_truth/ground_truth_domain/ground_truth_Toy_Tank_section_00_test.csv"), data.At("ground_truth/ground_truth_domain/ground_truth_TOY_TANK_section_00_test.csv"));
        var set = Dataset.Load(data.Root);
        Assert.Equal([(Domain.Source, Condition.Normal), (Domain.Source, Condition.Anomaly), (Domain.Target, Condition.Normal), (Domain.Target, Condition.Anomaly)], Known(set));
        string[] words = ["byte-order mark", "separated by ';'", "header line", "quotes", "spaces", "written TOY_TANK, its folder Toy_Tank"];
        Assert.Equal(words.Length, set.Notices.Count);
        Assert.All(words, word => Assert.Contains(set.Notices, n => n.Contains(word, StringComparison.Ordinal)));
    }

    [Fact]
    public void AnEvaluatorBesideTheDataIsFoundAndOneOfAnotherYearIsNot()
    {
        using var data = Evaluation();
        var root = data.At("here");
        Directory.CreateDirectory(root);
        foreach (var folder in new[] { "dev_data", "eval_data" }) Directory.Move(data.At(folder), Path.Combine(root, folder));
        Directory.Move(data.At("ground_truth"), data.At("dcase2023_task2_evaluator-main"));
        data.Write("dcase2022_evaluator-main/ground_truth_data/ground_truth_fan_section_00_test.csv", Labels);
        var set = Dataset.Load(root);
        Assert.Equal(4, Known(set).Count(k => k.Item1 is not null && k.Item2 is not null));
        Assert.Contains("dcase2023_task2_evaluator-main: taken as the ground truth", Assert.Single(set.Notices), StringComparison.Ordinal);

        Directory.Move(data.At("dcase2023_task2_evaluator-main"), data.At("elsewhere"));
        Assert.All(Known(Dataset.Load(root)), k => Assert.Null(k.Item2));
        Assert.Equal(Known(set), Known(Dataset.Load(root, data.At("elsewhere"))));
        Assert.Contains("holds no ground truth; expected", Assert.Throws<InputException>(() => Dataset.Load(root, root)).Message, StringComparison.Ordinal);
        Assert.Contains("no such folder", Assert.Throws<InputException>(() => Dataset.Load(root, data.At("nowhere"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AListOfAllMachinesTellsConditionAndDomain()
    {
        using var data = Evaluation();
        Directory.Delete(data.At("ground_truth"), recursive: true);
        const string Rows = "section_00_0000.wav,section_00_source_normal_0035_weight15_BckgF.wav\r\nsection_00_0001.wav,section_00_source_test_anomaly_0001.wav\r\n"
            + "section_00_0002.wav,section_00_target_test_normal_0002_.wav\r\nsection_00_0003.wav,section_00_target_test_anomaly_0003.wav\r\n";
        data.Write("eval_data_list_2024.csv", "bandsaw\r\nsection_00_0000.wav,section_00_source_test_normal_0000.wav\r\nToy_Tank\r\n" + Rows);
        var set = Dataset.Load(data.Root);
        Assert.Equal([(Domain.Source, Condition.Normal), (Domain.Source, Condition.Anomaly), (Domain.Target, Condition.Normal), (Domain.Target, Condition.Anomaly)], Known(set));
        Assert.Equal(Known(set), Known(Dataset.Load(data.Root, data.At("eval_data_list_2024.csv"))));

        data.Write("eval_data_list_2024.csv", "Toy_Tank\n" + Rows.Replace("0001.wav\r\n", "0001.wav,0\r\n", StringComparison.Ordinal));
        Assert.Contains("eval_data_list_2024.csv line 3: '0' contradicts the name section_00_source_test_anomaly_0001.wav", data.Errors()[0], StringComparison.Ordinal);
    }

    [Fact]
    public void FilesThatContradictEachOtherAreNamedWithTheirLine()
    {
        using var data = Evaluation();
        data.Write("ground_truth/eval_data_list.csv", "Toy_Tank\nsection_00_0000.wav,section_00_source_test_anomaly_0000.wav\nsection_00_0001.wav,section_00_source_test_anomaly_0001.wav\n"
            + "section_00_0002.wav,section_00_target_test_normal_0002.wav\nsection_00_0003.wav,section_00_target_test_anomaly_0003.wav\n");
        Assert.EndsWith("eval_data_list.csv line 2: contradicts another file of the ground truth on section_00_0000.wav; correct one of them", data.OnlyError(), StringComparison.Ordinal);
    }

    private static List<(Domain?, Condition?)> Known(Dataset set) => [.. set.TestClips.Where(c => c.Subset == Subset.Evaluation).Select(c => (c.Domain, c.Condition))];

    [Fact]
    public void Without_the_domain_the_condition_is_still_known()
    {
        using var data = Evaluation();
        Directory.Delete(data.At("ground_truth/ground_truth_domain"), recursive: true);
        var set = Dataset.Load(data.Root);
        Assert.Equal(["Toy_Tank section 00: 4 of 4 test clips without known domain: not in the metrics of one domain"], set.Notices);
        Assert.All(set.TestClips, c => Assert.NotNull(c.Condition));
    }

    [Fact]
    public void An_empty_ground_truth_folder_is_noticed()
    {
        using var data = TemporaryDataset.Complete();
        Directory.CreateDirectory(data.At("ground_truth"));
        Assert.Contains("holds no ground truth; expected ground_truth_data/*.csv", Assert.Single(Dataset.Load(data.Root).Notices));
    }

    [Fact]
    public void Renamed_evaluation_clips_tell_their_labels_themselves()
    {
        using var data = TemporaryDataset.Complete();
        data.Add("eval_data/fan/train/section_03_source_train_normal_0000.wav");
        data.Add("eval_data/fan/train/section_03_target_train_normal_0000.wav");
        data.Add("eval_data/fan/test/section_03_source_test_anomaly_0000.wav");
        data.AddTruth("fan", "section_03_0000.wav,1\n", "section_03_0000.wav,0\n", "03");
        Assert.All(Dataset.Load(data.Root).Notices, n => Assert.EndsWith("not used, because the names of the clips already tell domain and condition", n));

        data.AddTruth("fan", "section_03_source_test_anomaly_0000.wav,0\n", "section_03_source_test_anomaly_0000.wav,0\n", "03");
        Assert.Contains("contradicts the file name section_03_source_test_anomaly_0000.wav", data.OnlyError());
    }
}
