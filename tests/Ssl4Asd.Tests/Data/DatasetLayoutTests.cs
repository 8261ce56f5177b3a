using Ssl4Asd.Data;

namespace Ssl4Asd.Tests.Data;

/// <summary>What users hand in instead of the folder that holds dev_data.</summary>
public class DatasetLayoutTests
{
    private static string Message(string root)
    {
        var message = Assert.Throws<InputException>(() => Dataset.Load(root)).Message;
        Assert.Equal([message], DatasetReport.Inspect(root).Problems.Select(p => p.Message));
        return message;
    }

    [Fact]
    public void The_folder_is_missing_or_a_file()
    {
        using var data = new TemporaryDataset();
        data.Write("file", "");
        Assert.Equal($"{data.At("nowhere")}: no such folder; give the folder that holds dev_data", Message(data.At("nowhere")));
        Assert.Equal($"{data.At("file")}: is a file; give the folder that holds dev_data", Message(data.At("file")));
    }

    [Fact]
    public void The_folder_is_too_deep()
    {
        using var data = TemporaryDataset.Complete();
        Assert.Equal($"{data.At("dev_data")}: is dev_data itself; give its parent {data.Root}", Message(data.At("dev_data")));
        Assert.Equal($"{data.At("dev_data")}/: is dev_data itself; give its parent {data.Root}", Message(data.At("dev_data") + "/"));
        Assert.Equal($"{data.At("dev_data/fan")}: is the folder of one machine; give {data.Root}, which holds dev_data", Message(data.At("dev_data/fan")));
        Assert.Contains("holds no dev_data; expected dev_data/<machine>/{train,test}/*.wav below it", Message(data.At("dev_data/fan/train")));
    }

    [Fact]
    public void The_folder_is_not_deep_enough_or_lacks_a_level()
    {
        using var data = new TemporaryDataset();
        Assert.Contains("holds no dev_data; expected", Message(data.Root));
        data.AddMachine("2023/dev_data", "fan");
        Assert.Equal($"{data.Root}: holds no dev_data, but {data.At("2023")} does; give that", Message(data.Root));

        using var flat = new TemporaryDataset();
        flat.AddMachine(".", "fan");
        Assert.Equal($"{flat.Root}: holds machine folders (fan) but no dev_data; move them to {flat.At("dev_data")}", Message(flat.Root));
        Assert.Equal($"{flat.At("fan")}: is the folder of one machine; move it to a folder dev_data and give the parent of that", Message(flat.At("fan")));
    }

    [Fact]
    public void Only_the_evaluation_set_is_there()
    {
        using var data = new TemporaryDataset();
        data.AddMachine("eval_data", "fan");
        Assert.Equal($"{data.Root}: holds eval_data but no dev_data; put the development set to {data.At("dev_data")}", Message(data.Root));
    }

    [Fact]
    public void Folders_are_empty()
    {
        using var data = new TemporaryDataset();
        Directory.CreateDirectory(data.At("dev_data"));
        Assert.StartsWith($"{data.At("dev_data")}: holds no machine folders", Message(data.Root));

        Directory.CreateDirectory(data.At("dev_data/fan/train"));
        Assert.StartsWith($"{data.At("dev_data/fan")}: holds no .wav files in train or test", Message(data.Root));
    }

    [Fact]
    public void A_machine_was_unzipped_too_deep_or_flat()
    {
        using var data = TemporaryDataset.Complete();
        data.AddMachine("dev_data/valve", "valve");
        Assert.Equal($"{data.At("dev_data/valve")}: holds no train or test, but {data.At("dev_data/valve/valve")} does: unzipped one folder too deep; move its content up", data.OnlyError());

        using var flat = TemporaryDataset.Complete();
        flat.Add("dev_data/valve/section_00_source_train_normal_0000.wav");
        Assert.StartsWith($"{flat.At("dev_data/valve")}: holds .wav files but no train or test; move them to", flat.OnlyError());
    }
}
