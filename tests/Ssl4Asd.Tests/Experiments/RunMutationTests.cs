using System.Diagnostics;
using System.Text;
using Ssl4Asd.Data;
using Ssl4Asd.Experiments;
using Ssl4Asd.Presets;
using Ssl4Asd.Scoring;
using Ssl4Asd.Training;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Experiments;

/// <summary>Broken files of a run (<see cref="Mutation"/>), each read by what reads it: it is refused in one line that names the file, or read, at once.</summary>
public sealed class RunMutationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EachFileIsReadOrRefusedInOneLine()
    {
        var data = SmallDataset.Write(_folder.File("data"));
        var run = TrainExperiment.Run(new TrainRequest { Data = data, Folder = _folder.File("run"), Preset = TinyPreset.Value }, CPU);
        using (var trained = IDetector.Open(run.Path, CPU))
        using (var recordings = DatasetRecordings.Load(data, TinyPreset.Value.Sound, skipBroken: false, [Split.Train, Split.Test]))
            trained.Score(recordings);
        var clips = Dataset.Load(data).TrainClips.Count;

        // whoever opens a run reads all of it; the settings and tensors are the larger part
        Broken(run.Settings, () => RunSettings.Read(run.Settings));
        Broken(run.Settings, () => IDetector.Open(run.Path, CPU).Dispose(), Mutation.Count / 4);
        Broken(run.References, () => ReferencesFile.Read(run.References));
        Broken(run.Model, () => IDetector.Open(run.Path, CPU).Dispose(), Mutation.Count / 4);
        Broken(run.TrainEmbeddings, () => EmbeddingsFile.Read(run.TrainEmbeddings, "train", clips, 256));
        Broken(run.History, () => HistoryCsv.Read(run.History));
        Broken(run.Scores, () => ScoresCsv.Read(run.Scores));
    }

    private static void Broken(string path, Action read, int? count = null)
    {
        var whole = File.ReadAllBytes(path);
        read();
        var random = new Random(path.Length);
        var refused = 0;
        for (var i = 0; i < (count ?? Mutation.Count); i++)
        {
            var bytes = Path.GetExtension(path) == ".safetensors" ? Mutation.OfBytes(whole, 8 + (int)BitConverter.ToInt64(whole), random) : Mutation.OfText(whole, random);
            File.WriteAllBytes(path, bytes);
            using var scope = NewDisposeScope();
            var clock = Stopwatch.StartNew();
            try
            {
                read();
            }
            catch (InputException e)
            {
                refused++;
                Assert.Contains(Path.GetFileName(Path.GetDirectoryName(path))!, e.Message, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', e.Message);
            }
            catch (Exception e)
            {
                Assert.Fail($"{Path.GetFileName(path)}, mutation {i}: {e}\n{Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 4000)])}");
            }
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        }
        File.WriteAllBytes(path, whole);
        Assert.True(refused > (count ?? Mutation.Count) / 5, $"{Path.GetFileName(path)}: {refused} refused");
    }
}
