namespace Ssl4Asd.Data.Years;

/// <summary>
/// DCASE2021 Challenge, Task 2: seven machines, sections 00–02 for development and 03–05 for evaluation, test clips in a folder for
/// each domain. The test counts of the evaluation set are those of the evaluator's labels; of the others the data set's page only
/// says "around".
/// </summary>
internal static class Dcase2021
{
    private static readonly string[] _machines = ["fan", "gearbox", "pump", "slider", "ToyCar", "ToyTrain", "valve"];

    internal static DcaseData Data { get; } = new()
    {
        Name = "dcase2021",
        Title = "DCASE2021 Challenge Task 2",
        Layout = DcaseLayout.DomainFolders,
        Development = [.. _machines.Select(m => new MachineSections(m, [new("00"), new("01"), new("02")]))],
        Evaluation = [.. _machines.Select(m => new MachineSections(m, [Test(m, "03"), Test(m, "04"), Test(m, "05")]))],
        LongestClip = 10,
        DevelopmentRecord = "4562016",
        TrainingRecord = "4660992",
        EvaluationRecord = "4884786",
        DevelopmentFile = "dev_data_*.zip",
        Truth = new TruthSource("y-kawagu/dcase2021_task2_evaluator", "178746837e5ffe46f8c8bfc6498e7d538b25bc41", [GroundTruth.Conditions], DomainFiles: true),
    };

    private static SectionCounts Test(string machine, string section) => (machine, section) switch
    {
        ("gearbox", "03") => new(section, null, null, 130, 104, 104, 182),
        ("gearbox", "04") => new(section, null, null, 144, 108, 104, 130),
        ("gearbox", "05") => new(section, null, null, 108, 102, 110, 102),
        ("slider", "05") => new(section, null, null, 103, 101, 103, 100),
        _ => new(section, null, null, 100, 100, 100, 100),
    };
}
