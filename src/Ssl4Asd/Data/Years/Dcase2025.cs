namespace Ssl4Asd.Data.Years;

/// <summary>
/// DCASE2025 Challenge, Task 2: the machines of 2023 for development and eight others for evaluation, with recordings of noise alone
/// or of the machine alone beside them. The labels are those of the official baseline's list: no evaluator repository of this year
/// was found.
/// </summary>
internal static class Dcase2025
{
    internal static DcaseData Data { get; } = new()
    {
        Name = "dcase2025",
        Title = "DCASE2025 Challenge Task 2",
        Development = DcaseData.FirstShot("bearing", "fan", "gearbox", "slider", "ToyCar", "ToyTrain", "valve"),
        Evaluation = DcaseData.FirstShot("AutoTrash", "BandSealer", "CoffeeGrinder", "HomeCamera", "Polisher", "ScrewFeeder", "ToyPet", "ToyRCCar"),
        LongestClip = 12,
        DevelopmentRecord = "15097779",
        TrainingRecord = "15392814",
        EvaluationRecord = "15519362",
        OtherFolders = [DatasetLayout.Supplemental],
        Truth = TruthSource.BaselineList(2025),
    };
}
