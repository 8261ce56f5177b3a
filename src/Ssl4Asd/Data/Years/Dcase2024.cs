namespace Ssl4Asd.Data.Years;

/// <summary>DCASE2024 Challenge, Task 2: the machines of 2023 for development and nine others for evaluation; some hide their attributes.</summary>
internal static class Dcase2024
{
    internal static DcaseData Data { get; } = new()
    {
        Name = "dcase2024",
        Title = "DCASE2024 Challenge Task 2",
        Development = DcaseData.FirstShot("bearing", "fan", "gearbox", "slider", "ToyCar", "ToyTrain", "valve"),
        Evaluation = DcaseData.FirstShot("3DPrinter", "AirCompressor", "BrushlessMotor", "HairDryer", "HoveringDrone", "RoboticArm", "Scanner", "ToothBrush", "ToyCircuit"),
        LongestClip = 12,
        DevelopmentRecord = "10902294",
        TrainingRecord = "11259435",
        EvaluationRecord = "11363076",
        Replaced = new Dictionary<string, string>
        {
            ["eval_data_3DPrinter_train.zip"] = "eval_data_3DPrinter_train_r2.zip",
            ["eval_data_RoboticArm_train.zip"] = "eval_data_RoboticArm_train_r2.zip",
        },
        Truth = TruthSource.Evaluator("nttcslab/dcase2024_task2_evaluator", "b5d17f63769bf4372a5412a7ede1f814c9590047"),
    };
}
