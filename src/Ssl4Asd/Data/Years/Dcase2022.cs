namespace Ssl4Asd.Data.Years;

/// <summary>DCASE2022 Challenge, Task 2: seven machines, sections 00–02 for development and 03–05 for evaluation.</summary>
internal static class Dcase2022
{
    internal static DcaseData Data { get; } = new()
    {
        Name = "dcase2022",
        Title = "DCASE2022 Challenge Task 2",
        Development = Machines("00", "01", "02"),
        Evaluation = Machines("03", "04", "05"),
        ShortestClip = 10,
        LongestClip = 10,
        DevelopmentRecord = "6355122",
        TrainingRecord = "6462969",
        EvaluationRecord = "6586456",
        Truth = TruthSource.Evaluator("Kota-Dohi/dcase2022_evaluator", "9785ae5c63f6308c699b8b82cff3bfcd08667df3"),
    };

    private static MachineSections[] Machines(params string[] sections) =>
        [.. from machine in new[] { "bearing", "fan", "gearbox", "slider", "ToyCar", "ToyTrain", "valve" }
            select new MachineSections(machine, [.. sections.Select(s => new SectionCounts(s, 990, 10, 50, 50, 50, 50))])];
}
