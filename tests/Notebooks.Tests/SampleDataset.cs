using Ssl4Asd.Audio;
using Ssl4Asd.Data;

namespace Notebooks.Tests;

/// <summary>A data set of two machines on disk, gone afterwards: six training clips and four test clips each, 1 and 2 s long.</summary>
public sealed class SampleDataset : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ssl4asd-charts-");

    public SampleDataset()
    {
        foreach (var machine in new[] { "fan", "saw" })
        {
            for (var i = 0; i < 4; i++)
                Write(machine, $"train/section_00_source_train_normal_{i:0000}_load_{i % 2}.wav", 1, 0.5);
            for (var i = 0; i < 2; i++)
                Write(machine, $"train/section_00_target_train_normal_{i:0000}_load_3.wav", 2, 0.25);
            foreach (var condition in new[] { "normal", "anomaly" })
            {
                Write(machine, $"test/section_00_source_test_{condition}_0000_load_1.wav", 1, 0.5);
                Write(machine, $"test/section_00_target_test_{condition}_0000_load_3.wav", 1, 0.25);
            }
        }
        Dataset = Dataset.Load(folder.FullName);
        Train = ClipStore.Load(Dataset.TrainClips.Select(c => c.Path));
    }

    public Dataset Dataset { get; }

    public ClipStore Train { get; }

    public void Dispose()
    {
        Train.Dispose();
        folder.Delete(recursive: true);
    }

    private void Write(string machine, string file, int seconds, double amplitude)
    {
        var path = Path.Combine(folder.FullName, "dev_data", machine, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        WavFile.Write(path, Sample.Sine(500, amplitude, seconds * 16_000));
    }
}
