using Ssl4Asd.Audio;
using Ssl4Asd.Data;
using Ssl4Asd.Experiments;
using Ssl4Asd.Presets;
using Ssl4Asd.Training;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Data;

public sealed class DatasetStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Batches_are_those_of_a_store_in_memory_bit_for_bit()
    {
        var dataset = Dataset.Load(SmallDataset.Write(_folder.File("data"), seconds: 0.7));
        var preset = TinyPreset.Value with { ClipSeconds = 0.5 };
        using var recordings = new DatasetRecordings(dataset, preset.SampleRate);
        using var memory = ClipStore.Load(dataset.TrainClips.Select(c => c.Path), preset.SampleRate);
        Assert.Equal(Batches(memory), Batches(recordings.Train()));
        Assert.Equal(["train-16000-"], Directory.GetFiles(Path.Combine(dataset.Root, ".ssl4asd")).Select(f => Path.GetFileName(f)[..Math.Min(12, Path.GetFileName(f).Length)]).Order());

        List<float[]> Batches(ClipStore store)
        {
            var clips = new TrainingClips(store, [.. dataset.TrainClips.Select(dataset.ClassIndex)], dataset.Classes.Count, preset.ClipSamples);
            return [.. clips.Epoch(4, new Random(1), new Random(2), CPU).Select(batch =>
            {
                using (batch.Waveforms)
                using (batch.Labels)
                    return batch.Waveforms.data<float>().Concat(batch.Labels.data<float>()).ToArray();
            })];
        }
    }

    [Fact]
    public void Training_clips_do_not_wait_for_test_clips()
    {
        var root = SmallDataset.Write(_folder.File("data"));
        var test = Dataset.Load(root).TestClips[0].Path;
        File.WriteAllText(test, "broken");
        using var recordings = new DatasetRecordings(Dataset.Load(root), 16000);
        Assert.Equal(16, recordings.Train().Count);
        Assert.StartsWith(test, Assert.Throws<InputException>(() => recordings.Test()).Message);
    }

    [Fact]
    public void Ground_truth_that_comes_later_leaves_the_store_as_it_is()
    {
        var root = DcaseDataset.Write2023(_folder.File("data"));
        Directory.Move(Path.Combine(root, "ground_truth"), _folder.File("truth"));
        var lines = new List<string>();
        using (var without = new DatasetRecordings(Dataset.Load(root), 16000))
            without.Test(notice: lines.Add);
        Directory.Move(_folder.File("truth"), Path.Combine(root, "ground_truth"));
        using var with = new DatasetRecordings(Dataset.Load(root), 16000);
        with.Test(notice: lines.Add);
        Assert.Single(lines);
    }

    [Fact]
    public void The_place_is_beside_the_data_then_the_cache_unless_the_environment_names_one()
    {
        var root = _folder.File("my data");
        var folders = DatasetStore.Folders(root + "/", null);
        Assert.Equal(Path.Combine(root + "/", ".ssl4asd"), folders[0]);
        Assert.Matches(@"[\\/]ssl4asd[\\/]my data-[0-9a-f]{8}\z", folders[1]);
        Assert.Matches(@"\Aelsewhere[\\/]my data-[0-9a-f]{8}\z", Assert.Single(DatasetStore.Folders(root, "elsewhere")));
        Assert.NotEqual(DatasetStore.Folders(root, "elsewhere"), DatasetStore.Folders(_folder.File("more", "my data"), "elsewhere"));
    }
}
