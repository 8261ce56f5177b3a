namespace Ssl4Asd.Tests;

/// <summary>
/// Data sets with the exact folders and names of DCASE2022 and DCASE2023, only with fewer and shorter clips. In the order of
/// the evaluation test clips' numbers, conditions and domains are mixed, and the rows of the ground truth are in another order.
/// </summary>
internal static class DcaseDataset
{
    internal static readonly string[] Machines = ["bearing", "fan", "gearbox", "slider", "ToyCar", "ToyTrain", "valve"];
    internal static readonly string[] NewMachines = ["bandsaw", "grinder", "shaker", "ToyDrone", "ToyNscale", "ToyTank", "Vacuum"];

    /// <summary>Seven machines, sections 00–02 in the development set and 03–05 in the evaluation set.</summary>
    internal static string Write2022(string root)
    {
        foreach (var (m, machine) in Machines.Index())
            for (var section = 0; section < 6; section++)
                WriteSection(root, section < 3 ? "dev_data" : "eval_data", machine, section, 200 + 170 * m + 25 * section);
        return root;
    }

    /// <summary>Seven machines in the development set and seven others in the evaluation set, section 00 each.</summary>
    internal static string Write2023(string root)
    {
        foreach (var (m, machine) in Machines.Concat(NewMachines).Index())
            WriteSection(root, m < 7 ? "dev_data" : "eval_data", machine, 0, 200 + 110 * m);
        return root;
    }

    // attribute grammars as they occur: several attributes, decimal points, dashes, none, and an empty one after "_"
    private static string Attributes(string machine, int number) => machine switch
    {
        "bearing" => $"_vel_{2 + number % 2}",
        "fan" => $"_m-n_{(number % 2 == 0 ? "W" : "X")}",
        "gearbox" => $"_volt_{(number % 2 == 0 ? "1.5" : "3.0")}_wt_150",
        "valve" => $"_pat_{number % 2:00}",
        "slider" => "_noAttribute",
        "ToyDrone" => "_",
        _ => $"_spd_{28 + 3 * (number % 2)}V_mic_1",
    };

    private static void WriteSection(string root, string subset, string machine, int section, double hum)
    {
        string Wav(string split, string name) => Path.Combine(root, subset, machine, split, $"section_{section:00}_{name}.wav");
        foreach (var (domain, count) in new[] { ("source", 4), ("target", 1) })
            for (var i = 0; i < count; i++)
                SmallDataset.WriteClip(Wav("train", $"{domain}_train_normal_{i:0000}{Attributes(machine, i)}"), hum, domain == "target", isAnomaly: false, HashCode(machine, section, i), i, 0.5);

        (bool Target, bool Anomaly)[] cells = [(false, false), (true, true), (false, true), (true, false), (false, false), (true, true), (true, false), (false, true)];
        foreach (var (i, (target, anomaly)) in cells.Index())
        {
            var name = subset == "eval_data" ? $"{i:0000}" : $"{(target ? "target" : "source")}_test_{(anomaly ? "anomaly" : "normal")}_{i:0000}{Attributes(machine, i)}";
            SmallDataset.WriteClip(Wav("test", name), hum, target, anomaly, HashCode(machine, section, 100 + i), i, 0.5);
        }
        if (subset != "eval_data")
            return;
        WriteTruth("data", cell => cell.Anomaly);
        WriteTruth("domain", cell => cell.Target);

        void WriteTruth(string kind, Func<(bool Target, bool Anomaly), bool> is1)
        {
            var folder = Directory.CreateDirectory(Path.Combine(root, "ground_truth", $"ground_truth_{kind}"));
            File.WriteAllLines(Path.Combine(folder.FullName, $"ground_truth_{machine}_section_{section:00}_test.csv"),
                cells.Index().Reverse().Select(c => $"section_{section:00}_{c.Index:0000}.wav,{(is1(c.Item) ? 1 : 0)}"));
        }
    }

    private static int HashCode(string machine, int section, int number) => (machine + section).Aggregate(number, (hash, c) => unchecked(hash * 31 + c));
}
