using NWaves.Utils;
using Ssl4Asd.Audio;
using Ssl4Asd.Scoring.Backends;
using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Experiments.Explaining;

/// <summary>
/// Occlusion (Zeiler and Fergus, ECCV 2014) for sounds: parts of the short-time spectrum are taken away one after the other, and what the
/// score loses is what they had given. Silence in their place would be an anomaly of its own, so they are brought to the level that the
/// machine has there when it is normal; their phases stay.
/// </summary>
public static class Occlusion
{
    // a band that is quieter than normal is made louder, but its noise not without bounds
    private const double MostGain = 10;

    /// <summary>Explains the score of a clip.</summary>
    /// <param name="run">A finished run.</param>
    /// <param name="path">A recording of any length.</param>
    /// <param name="machine">The machine type.</param>
    /// <param name="section">The two digits of the section.</param>
    /// <param name="start">Where the clip begins in it, in seconds.</param>
    /// <param name="bands">Bands of equal width in mel, at least 1.</param>
    /// <param name="moments">Moments of equal length, at least 1.</param>
    /// <param name="backend">A back end that the run was scored by; the system's where null.</param>
    /// <param name="report">Told how far the work is.</param>
    /// <param name="notice">Told, line by line, what is odd about the file.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns>How far the score falls without each band, each moment and each band at a moment.</returns>
    /// <exception cref="InputException">The file cannot be read, a number is out of range, or the run knows nothing of the machine and section.</exception>
    public static Explanation Of(
        IDetector run, string path, string machine, string section = "00", double start = 0, int bands = 16, int moments = 12,
        Backend? backend = null, Action<WorkProgress>? report = null, Action<string>? notice = null, CancellationToken stop = default)
    {
        Check.That(bands is >= 1 and <= 64, nameof(bands), bands, "in 1 … 64");
        Check.That(moments is >= 1 and <= 64, nameof(moments), moments, "in 1 … 64");
        var threshold = run.Threshold(machine, section, backend);
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var preset = run.Settings.Preset;
        var clip = Clip(path, start, preset.ClipSamples, preset.Sound, notice);
        var spectra = NormalSpectra.Transform(tensor(clip));
        var normal = NormalSpectra.Read(run.Folder.NormalSpectra, machine, section).to_type(ScalarType.Float32);
        var frequencies = Frequencies(bands, preset.SampleRate);
        int[] bins = [.. frequencies.Take(bands).Select(f => (int)Math.Round(f / preset.SampleRate * NormalSpectra.Window)), NormalSpectra.Window / 2 + 1];
        int[] frames = [.. Enumerable.Range(0, moments + 1).Select(m => (int)(spectra.size(1) * m / moments))];

        (Range Bands, Range Moments)[] all = // nothing first
        [
            (0..0, 0..0), .. Enumerable.Range(0, bands).Select(b => (b..(b + 1), 0..moments)), .. Enumerable.Range(0, moments).Select(m => (0..bands, m..(m + 1))),
            .. from b in Enumerable.Range(0, bands) from m in Enumerable.Range(0, moments) select (b..(b + 1), m..(m + 1)),
        ];
        var scores = new List<double>();
        foreach (var some in all.Chunk(preset.Training.BatchSize))
        {
            using var inner = NewDisposeScope();
            stop.ThrowIfCancellationRequested();
            var clips = some.Select(part => Levels(Normalised(
                spectra, normal, bins[part.Bands.Start], bins[part.Bands.End], frames[part.Moments.Start], frames[part.Moments.End]), preset.ClipSamples)).ToArray();
            using var store = ClipStore.Of(clips, preset.SampleRate);
            scores.AddRange(run.Score(store, machine, section, backend, stop));
            report?.Invoke(new WorkProgress("occluding", scores.Count, all.Length));
        }
        double Drop(int i) => scores[0] - scores[i];
        var tiles = new double[bands, moments];
        for (var i = 0; i < bands * moments; i++)
            tiles[i / moments, i % moments] = Drop(1 + bands + moments + i);
        return new Explanation(
            path, start, scores[0], threshold.Usual, frequencies, [.. Enumerable.Range(0, moments + 1).Select(m => start + preset.ClipSeconds * m / moments)],
            [.. Enumerable.Range(1, bands).Select(Drop)], [.. Enumerable.Range(1 + bands, moments).Select(Drop)], tiles)
        {
            Clip = new Waveform(clip, preset.SampleRate),
        };
    }

    private static float[] Clip(string path, double start, int samples, SoundFormat format, Action<string>? notice)
    {
        using var recording = LongRecording.Open(path, format, notice);
        if (!(start >= 0 && start < recording.Seconds))
            throw new InputException(FormattableString.Invariant($"{path}: has no clip at {start} s; it is {recording.Seconds:0.###} s long."));
        var clip = new float[samples];
        FixedLengthClip.Fill(recording.Read(start, samples), clip, 0);
        return clip;
    }

    // each bin of the part by one factor, that its mean level becomes the normal one
    private static Tensor Normalised(Tensor spectra, Tensor normal, int lowBin, int highBin, int firstFrame, int lastFrame)
    {
        var changed = spectra.clone();
        if (lowBin == highBin || firstFrame == lastFrame)
            return changed;
        using Scalar least = 1e-9.ToScalar(), most = MostGain.ToScalar();
        var part = changed.narrow(0, lowBin, highBin - lowBin).narrow(1, firstFrame, lastFrame - firstFrame);
        var gain = (normal.narrow(0, lowBin, highBin - lowBin) / part.abs().mean([1]).clamp_min(least)).clamp_max(most); // [bins of the part]
        part.mul_(gain.unsqueeze(1));
        return changed;
    }

    private static short[] Levels(Tensor spectra, int samples)
    {
        var levels = new short[samples];
        Pcm16.FromFloat(NormalSpectra.Back(spectra, samples).data<float>().ToArray(), levels);
        return levels;
    }

    private static double[] Frequencies(int bands, int sampleRate)
    {
        var last = Scale.HerzToMelSlaney(sampleRate / 2.0);
        return [.. Enumerable.Range(0, bands + 1).Select(b => Scale.MelToHerzSlaney(last * b / bands))];
    }
}
