namespace Ssl4Asd.Data.Years;

/// <summary>
/// DCASE2020 Challenge, Task 2: six machines, told apart by ids, no domains. The test counts of the evaluation set are those of the
/// published list of labels; no public source that could be read has those of the other clips.
/// </summary>
internal static class Dcase2020
{
    private static readonly string[] _ids = ["00", "02", "04", "06"];

    internal static DcaseData Data { get; } = new()
    {
        Name = "dcase2020",
        Title = "DCASE2020 Challenge Task 2",
        Layout = DcaseLayout.Ids,
        Development =
        [
            Development("ToyCar", "01", "02", "03", "04"), Development("ToyConveyor", "01", "02", "03"),
            Development("fan", _ids), Development("pump", _ids), Development("slider", _ids), Development("valve", _ids),
        ],
        Evaluation =
        [
            Evaluation("ToyCar", ("05", 250, 265), ("06", 250, 265), ("07", 250, 265)),
            Evaluation("ToyConveyor", ("04", 200, 355), ("05", 200, 355), ("06", 200, 355)),
            Evaluation("fan", ("01", 100, 326), ("03", 100, 358), ("05", 109, 349)),
            Evaluation("pump", ("01", 100, 116), ("03", 100, 113), ("05", 100, 248)),
            Evaluation("slider", ("01", 100, 178), ("03", 100, 178), ("05", 100, 178)),
            Evaluation("valve", ("01", 100, 120), ("03", 100, 120), ("05", 100, 400)),
        ],
        LongestClip = 11,
        DevelopmentRecord = "3678171",
        TrainingRecord = "3727685",
        EvaluationRecord = "3841772",
        DevelopmentFile = "dev_data_*.zip",
        TrainingFile = "eval_data_train_*.zip",
        EvaluationFile = "eval_data_test_*.zip",
        Truth = TruthSource.BaselineList(2020), // a list is in the Zenodo record 3951620, too
    };

    private static MachineSections Development(string machine, params string[] ids) => new(machine, [.. ids.Select(id => new SectionCounts(id))]);

    private static MachineSections Evaluation(string machine, params (string Id, int Normal, int Anomaly)[] ids) =>
        new(machine, [.. ids.Select(i => new SectionCounts(i.Id, null, 0, i.Normal, i.Anomaly, 0, 0))]);
}
