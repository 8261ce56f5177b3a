using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ssl4Asd.Data;
using Ssl4Asd.Experiments;
using Ssl4Asd.Presets;
using Ssl4Asd.Scoring;
using Ssl4Asd.Training;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Experiments;

/// <summary>
/// Broken files of a run, each read by what reads it: it is refused in one line that names the file, or read, at once. The environment
/// variable SSL4ASD_MUTATIONS asks for more of them than the few hundred of each.
/// </summary>
public sealed class RunMutationTests : IDisposable
{
    private static readonly int _mutations = int.TryParse(Environment.GetEnvironmentVariable("SSL4ASD_MUTATIONS"), CultureInfo.InvariantCulture, out var many) ? many : 200;
    private static readonly string[] _words =
        ["-1", "0", "1e999", "NaN", "null", "\"\"", "[]", "{}", "true", "99999999999999999999", "0.0000001", "\"../../x\"", ",", "\n", "é", "\"", "'", ";", "0x10", " ", "2147483648"];

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
        Broken(run.Settings, () => IDetector.Open(run.Path, CPU).Dispose(), _mutations / 4);
        Broken(run.References, () => ReferencesFile.Read(run.References));
        Broken(run.Model, () => IDetector.Open(run.Path, CPU).Dispose(), _mutations / 4);
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
        for (var i = 0; i < (count ?? _mutations); i++)
        {
            var bytes = Path.GetExtension(path) == ".safetensors" ? Mutate(whole, random) : MutateText(whole, random);
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
        Assert.True(refused > (count ?? _mutations) / 5, $"{Path.GetFileName(path)}: {refused} refused");
    }

    private static byte[] Mutate(byte[] whole, Random random)
    {
        if (random.Next(4) == 0)
            return whole[..random.Next(whole.Length)];
        var bytes = whole.ToArray();
        var end = random.Next(3) == 0 ? bytes.Length : Math.Min(bytes.Length, 8 + (int)Math.Min(int.MaxValue, BitConverter.ToInt64(bytes)));
        for (var changes = random.Next(1, 4); changes > 0; changes--)
            bytes[random.Next(end)] = (byte)random.Next(256);
        return bytes;
    }

    // characters, words in the place of others, lines out of order or twice, an end that is missing
    private static byte[] MutateText(byte[] whole, Random random)
    {
        var text = Encoding.UTF8.GetString(whole);
        for (var changes = random.Next(1, 3); changes > 0 && text.Length > 2; changes--)
        {
            var at = random.Next(text.Length - 1);
            var lines = text.Split('\n').ToList();
            var line = random.Next(lines.Count);
            switch (random.Next(6))
            {
                case 0:
                    text = text[..at] + (char)random.Next(1, 200) + text[(at + 1)..];
                    break;
                case 1:
                    text = text[..at];
                    break;
                case 2:
                    lines.RemoveAt(line);
                    text = string.Join('\n', lines);
                    break;
                case 3:
                    lines.Insert(line, lines[random.Next(lines.Count)]);
                    text = string.Join('\n', lines);
                    break;
                default:
                    var end = at;
                    while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '.' or '-'))
                        end++;
                    text = text[..at] + _words[random.Next(_words.Length)] + text[end..];
                    break;
            }
        }
        return Encoding.UTF8.GetBytes(text);
    }
}
