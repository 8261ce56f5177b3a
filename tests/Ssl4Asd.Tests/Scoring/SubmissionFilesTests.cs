using System.Globalization;
using Ssl4Asd.Data;
using Ssl4Asd.Data.Years;
using Ssl4Asd.Scoring;

namespace Ssl4Asd.Tests.Scoring;

public sealed class SubmissionFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ssl4asd-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ScoreRow Row(string machine, string section, int number, double score) =>
        new(Subset.Evaluation, machine, section, $"section_{section}_{number:0000}.wav", null, null, score, 0.25);

    [Fact]
    public void Two_files_for_each_machine_and_section_as_the_evaluators_read_them()
    {
        var paths = SubmissionFiles.Write(Path.Combine(_folder, "new"), [
            Row("Toy_Car", "01", 1, 0.1 + 0.2), Row("Toy_Car", "01", 0, 0.25), Row("Toy_Car", "00", 0, 1), Row("Vacuum", "00", 0, 1e-10)]);
        Assert.Equal(
            [
                "anomaly_score_Toy_Car_section_00_test.csv", "decision_result_Toy_Car_section_00_test.csv",
                "anomaly_score_Toy_Car_section_01_test.csv", "decision_result_Toy_Car_section_01_test.csv",
                "anomaly_score_Vacuum_section_00_test.csv", "decision_result_Vacuum_section_00_test.csv",
            ],
            paths.Select(Path.GetFileName));
        Assert.Equal(paths.Order(StringComparer.Ordinal), Directory.GetFiles(Path.Combine(_folder, "new")).Order(StringComparer.Ordinal));
        Assert.Equal("section_01_0001.wav,0.30000000000000004\nsection_01_0000.wav,0.25\n", File.ReadAllText(paths[2]));
        Assert.Equal("section_01_0001.wav,1\nsection_01_0000.wav,0\n", File.ReadAllText(paths[3]));
        Assert.Equal(1e-10, double.Parse(File.ReadAllText(paths[4]).Trim().Split(',')[1], CultureInfo.InvariantCulture));
    }

    [Fact]
    public void The_forms_of_2020_and_2021()
    {
        ScoreRow[] rows = [Row("fan", "03", 0, 0.5) with { Domain = Domain.Target }, Row("fan", "03", 1, 0.1) with { Domain = Domain.Source }];
        Assert.Equal(["anomaly_score_fan_id_03.csv"], SubmissionFiles.Write(Path.Combine(_folder, "2020"), rows, SubmissionForm.Ids).Select(Path.GetFileName));
        var paths = SubmissionFiles.Write(Path.Combine(_folder, "2021"), rows, SubmissionForm.Domains);
        Assert.Equal(
            [
                "anomaly_score_fan_section_03_source_test.csv", "decision_result_fan_section_03_source_test.csv",
                "anomaly_score_fan_section_03_target_test.csv", "decision_result_fan_section_03_target_test.csv",
            ],
            paths.Select(Path.GetFileName));
        Assert.Equal("section_03_0000.wav,1\n", File.ReadAllText(paths[3]));
    }

    [Fact]
    public void Both_sets_may_have_the_same_machine_and_section()
    {
        var evaluation = Row("fan", "00", 0, 0.5);
        var paths = SubmissionFiles.Write(_folder, [evaluation with { Subset = Subset.Development, Score = 0.1 }, evaluation, evaluation with { Subset = Subset.Development, Section = "01" }]);
        Assert.Equal(
            ["anomaly_score_fan_section_00_test.csv", "anomaly_score_fan_section_01_test.csv", "development/anomaly_score_fan_section_00_test.csv"],
            paths.Select(p => Path.GetRelativePath(_folder, p).Replace('\\', '/')).Where(p => p.Contains("anomaly", StringComparison.Ordinal)));
        Assert.Equal(["0.5", "0.1"], new[] { paths[0], paths[4] }.Select(p => File.ReadAllText(p).Trim().Split(',')[1]));
    }

    [Fact]
    public void What_cannot_be_written_throws_before_anything_is()
    {
        Assert.Throws<ArgumentException>(() => SubmissionFiles.Write(_folder, [Row("a", "00", 0, 1), Row("b", "00", 0, double.NaN)]));
        Assert.Throws<ArgumentException>(() => SubmissionFiles.Write(_folder, [Row("../a", "00", 0, 1)]));
        Assert.Empty(Directory.GetFiles(_folder));
    }
}
