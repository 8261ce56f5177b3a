using Ssl4Asd.Data;

namespace Ssl4Asd.Tests.Data;

public class DatasetReportTests
{
    [Fact]
    public void Counts_and_lengths_are_given_for_each_section()
    {
        using var data = TemporaryDataset.Complete();
        data.AddMachine("dev_data", "fan", "01");
        data.AddMachine("eval_data", "Vacuum");
        data.Add("dev_data/fan/train/section_01_source_train_normal_0005_m-n_W.wav", seconds: 0.015);
        var report = DatasetReport.Inspect(data.Root);

        Assert.True(report.CanTrain);
        Assert.Equal(Dataset.Load(data.Root).Classes.Count, report.Classes);
        Assert.Equal(Dataset.Load(data.Root).Notices, report.Problems.Select(p => p.Message));
        Assert.Equal(
            [
                new SectionReport(Subset.Development, "fan", "00", 2, 1, 1, 1, 1, 1, 0, 3, new ClipLengths(0.01, 0.01, 0.01)),
                new SectionReport(Subset.Development, "fan", "01", 3, 1, 1, 1, 1, 1, 0, 3, new ClipLengths(0.01, 0.01, 0.015)),
                new SectionReport(Subset.Evaluation, "Vacuum", "00", 2, 1, 0, 0, 0, 0, 4, 3, new ClipLengths(0.01, 0.01, 0.01)),
            ],
            report.Sections);
    }

    [Fact]
    public void The_median_of_an_even_number_is_the_mean_of_the_middle_two()
    {
        using var data = new TemporaryDataset();
        foreach (var (i, seconds) in new[] { 4, 1, 10, 2 }.Index())
            data.Add($"dev_data/fan/train/section_00_source_train_normal_000{i}.wav", seconds);
        Assert.Equal(new ClipLengths(1, 3, 10), Assert.Single(DatasetReport.Inspect(data.Root).Sections).Lengths);
    }

    [Fact]
    public void Every_problem_is_listed_and_loading_names_the_first_of_them()
    {
        using var data = TemporaryDataset.Complete();
        data.Add("dev_data/fan/train/a.wav");
        data.Add("dev_data/fan/train/b.wav");
        data.Add("dev_data/fan/train/section_00_source_train_anomaly_0000.wav");
        data.Add("dev_data/fan/test/section_07_source_test_normal_0000.wav");
        data.Write("dev_data/empty/train/.DS_Store", "");
        var errors = data.Errors();
        Assert.Equal(4, errors.Count);
        Assert.StartsWith($"{data.At("dev_data/fan/train/a.wav")} (also b.wav; 2 in all): not a clip name (it starts with 'a'", errors[1]);
        Assert.Equal($"{errors[0]} (and 3 more; run inspect to see all)", Assert.Throws<InputException>(() => Dataset.Load(data.Root)).Message);
        Assert.All(errors, e => Assert.StartsWith(data.Root, e));
        Assert.False(DatasetReport.Inspect(data.Root).CanTrain);
    }

    [Fact]
    public void Recordings_that_cannot_be_read_are_errors_of_the_report()
    {
        using var data = TemporaryDataset.Complete();
        const string Broken = "dev_data/fan/train/section_00_source_train_normal_0005.wav";
        data.Write(Broken, "not a recording");
        data.Add("dev_data/fan/train/section_00_source_train_normal_0006.wav", seconds: 0);
        var report = DatasetReport.Inspect(data.Root);
        Assert.False(report.CanTrain);
        Assert.Collection(
            report.Problems,
            p => Assert.StartsWith($"error: {data.At(Broken)}: ", p.ToString()),
            p => Assert.StartsWith($"error: {data.At("dev_data/fan/train/section_00_source_train_normal_0006.wav")}: ", p.ToString()));
        Assert.Equal(4, report.Sections[0].TrainSource);
    }
}
