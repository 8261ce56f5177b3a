using Ssl4Asd.Audio;
using Ssl4Asd.Audio.Store;
using Ssl4Asd.Data;
using Ssl4Asd.Presets;

namespace Ssl4Asd.Experiments.Bench;

/// <summary>
/// Recordings to measure with, and their clip store, which lies in a temporary folder: some of a data set, or noise in the
/// same folder, in the DCASE layout. The folder goes with the object; nothing else is written.
/// </summary>
internal sealed class BenchRecordings : IDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly int _sampleRate;
    private readonly StoreSource[] _sources;
    private ClipStore? _store;

    /// <summary>Takes recordings from a data set, spread evenly over it, or writes noise.</summary>
    /// <param name="preset">Length and rate of the noise.</param>
    /// <param name="count">How many recordings; fewer where the data set has fewer.</param>
    /// <param name="data">A data set; noise where null.</param>
    /// <exception cref="InputException">The data set cannot be used, or the noise not be written.</exception>
    internal BenchRecordings(Preset preset, int count, string? data = null)
    {
        _sampleRate = preset.SampleRate;
        _folder = TemporaryFolder();
        try
        {
            var root = data ?? WriteNoise(preset, count);
            var clips = Dataset.Load(root).TrainClips;
            count = Math.Min(count, clips.Count);
            _sources = [.. Enumerable.Range(0, count).Select(i => clips[(int)((long)i * clips.Count / count)])
                .Select(c => new StoreSource(c.Path, Path.GetRelativePath(root, c.Path), new Dictionary<string, string>()))];
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>How many there are.</summary>
    internal int Count => _sources.Length;

    /// <summary>All recordings; built where that was not done yet.</summary>
    internal ClipStore Store => _store ??= Open(default);

    /// <summary>Decodes all recordings into a file, on all cores, whether or not they were before.</summary>
    internal void Build(CancellationToken stop = default)
    {
        _store?.Dispose();
        foreach (var file in Directory.Exists(StorePath) ? Directory.GetFiles(StorePath, "*" + StoreFile.Extension) : [])
            File.Delete(file);
        _store = Open(stop);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _store?.Dispose();
        _folder.Delete(recursive: true);
    }

    private string StorePath => Path.Combine(_folder.FullName, "store");

    private ClipStore Open(CancellationToken stop) => StoreFolder.Open([StorePath], "bench", _sources, _sampleRate, progress: null, notice: null, stop).Whole();

    private static DirectoryInfo TemporaryFolder()
    {
        try
        {
            return Directory.CreateTempSubdirectory("ssl4asd-bench-");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{Path.GetTempPath()}: cannot be written ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}); name another folder in the environment variable TMPDIR.", e);
        }
    }

    // The same noise in every file: what it costs to read does not depend on what is heard.
    private string WriteNoise(Preset preset, int count)
    {
        var (needed, free) = (2.0 * count * 2 * preset.ClipSamples, DiskSpace.Free(_folder.FullName)); // recordings and store, 2 bytes a sample
        if (free < needed)
            throw new InputException($"{Path.GetTempPath()}: the recordings to measure with need {DiskSpace.Text(needed)}, {DiskSpace.Text(free)} are free; make room, or name another folder in the environment variable TMPDIR.");
        var random = new Random(0);
        var samples = new float[preset.ClipSamples];
        foreach (ref var sample in samples.AsSpan())
            sample = 0.2f * (2 * random.NextSingle() - 1);
        using var noise = new MemoryStream();
        WavFile.Write(noise, new Waveform(samples, preset.SampleRate));
        var bytes = noise.ToArray();
        var root = Path.Combine(_folder.FullName, "noise");
        try
        {
            var train = Directory.CreateDirectory(Path.Combine(root, "dev_data", "noise", "train"));
            for (var i = 0; i < count; i++)
                File.WriteAllBytes(Path.Combine(train.FullName, FormattableString.Invariant($"section_00_source_train_normal_{i:0000}.wav")), bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{root}: cannot be written ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}); make room, or name another folder in the environment variable TMPDIR.", e);
        }
        return root;
    }
}
