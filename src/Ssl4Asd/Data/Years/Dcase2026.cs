namespace Ssl4Asd.Data.Years;

/// <summary>
/// DCASE2026 Challenge, Task 2: seven machines for development, five for evaluation, two channels (near and far). No labels of the
/// evaluation test clips are public.
/// </summary>
internal static class Dcase2026
{
    internal static DcaseData Data { get; } = new()
    {
        Name = "dcase2026",
        Title = "DCASE2026 Challenge Task 2",
        Development = DcaseData.FirstShot("ToyCar", "ToyCarEmu", "bearingEmu", "fan", "gearboxEmu", "sliderEmu", "valveEmu"),
        Evaluation = [.. DcaseData.FirstShot("BlowerDustCollector", "Sander", "SewingMachine", "ToothBrush", "ToyDrone")
            .Select(m => new MachineSections(m.Machine, [new SectionCounts("00", 990, 10)]))], // how the test clips divide is not published
        ShortestClip = 6,
        LongestClip = 16,
        Channels = 2,
        DevelopmentRecord = "19336329",
        TrainingRecord = "20151556",
        EvaluationRecord = "20437238",
        Replaced = new Dictionary<string, string> { ["dev_ToyCar.zip"] = "dev_ToyCar_r2.zip" },
    };
}
