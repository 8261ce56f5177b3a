namespace Ssl4Asd.Data.Years;

/// <summary>DCASE2023 Challenge, Task 2: seven machines for development and seven others for evaluation, section 00 each.</summary>
internal static class Dcase2023
{
    internal static DcaseData Data { get; } = new()
    {
        Name = "dcase2023",
        Title = "DCASE2023 Challenge Task 2",
        Development = DcaseData.FirstShot("bearing", "fan", "gearbox", "slider", "ToyCar", "ToyTrain", "valve"),
        Evaluation =
        [
            Machine("bandsaw", 67, 40, 60, 33), Machine("grinder", 107, 27, 36, 30), Machine("shaker", 49, 53, 52, 46),
            .. DcaseData.FirstShot("ToyDrone", "ToyNscale", "ToyTank", "Vacuum"),
        ],
        ShortestClip = 6,
        LongestClip = 18,
        DevelopmentRecord = "7882613",
        TrainingRecord = "7830345",
        EvaluationRecord = "7860847",
        Truth = TruthSource.Evaluator("nttcslab/dcase2023_task2_evaluator", "c850537ff8e3b81ab09d90041279dbf86811738b"),
        Md5 = new Dictionary<string, string>
        {
            ["dev_bearing.zip"] = "8a813bc8d8f156b5395bfccdfac7673c",
            ["dev_fan.zip"] = "9348591e96fb0ad499a1e33b082562fc",
            ["dev_gearbox.zip"] = "b6e55f6a31faa0fc8569ec0afdd53ccf",
            ["dev_slider.zip"] = "b3f8dee36b4718c36d659a4fd1c4afe0",
            ["dev_ToyCar.zip"] = "4e3bf15f4101ed4ed4f1fecde2e2b2a3",
            ["dev_ToyTrain.zip"] = "6b02a6c65eebb3b8b1ae59a6b25bb897",
            ["dev_valve.zip"] = "b2051a2022eadb53cd97581120811cae",
            ["eval_data_bandsaw_train.zip"] = "9274dfe63de028743823f1123f8b4b47",
            ["eval_data_grinder_train.zip"] = "17569c1f9df23621a0dbabc430684a35",
            ["eval_data_shaker_train.zip"] = "35f821b5645b731fb5a1750e33b95fc3",
            ["eval_data_ToyDrone_train.zip"] = "7fea367d1384a1521ae24f72203238de",
            ["eval_data_ToyNscale_train.zip"] = "9332822f3e47afd984c01f2ecb5ca3af",
            ["eval_data_ToyTank_train.zip"] = "b1fd3ab7de7561290df2d477de1c9d33",
            ["eval_data_Vacuum_train.zip"] = "1c8de33d9a8c7850a1f7aaddb97d87be",
            ["eval_data_bandsaw_test.zip"] = "2a8e8f39f6584ab366a8f4da52d4d7a6",
            ["eval_data_grinder_test.zip"] = "631b3e1608b6077772829a6e68c82c77",
            ["eval_data_shaker_test.zip"] = "ba98c98caa96051ec80e24e44b8fca56",
            ["eval_data_ToyDrone_test.zip"] = "fdae7b8d1f4cadb2bea88bc93e2367db",
            ["eval_data_ToyNscale_test.zip"] = "62f5f5043d8fb3a305b1c2e1025872de",
            ["eval_data_ToyTank_test.zip"] = "f5639bf58c47169c622751f19c6fc321",
            ["eval_data_Vacuum_test.zip"] = "a32524fd8c45b574a560685b38acc4e1",
        },
    };

    private static MachineSections Machine(string name, int sourceNormal, int sourceAnomaly, int targetNormal, int targetAnomaly) =>
        new(name, [new SectionCounts("00", 990, 10, sourceNormal, sourceAnomaly, targetNormal, targetAnomaly)]);
}
