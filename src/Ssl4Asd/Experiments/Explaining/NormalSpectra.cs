using Ssl4Asd.Audio;
using Ssl4Asd.Data;
using Ssl4Asd.Training;
using static TorchSharp.torch;

namespace Ssl4Asd.Experiments.Explaining;

/// <summary>
/// normal_spectra.safetensors: how loud each frequency of a machine and section is when it is normal, the mean magnitudes of the STFT over time and
/// training clips, <c>[bins]</c> under <c>machine/section</c>. <see cref="Occlusion"/> puts it in the place of what it takes away.
/// </summary>
internal static class NormalSpectra
{
    internal const int Window = 1024, Hop = 256;

    // a mean of more would be the same
    private const int Clips = 100;

    /// <summary>Computes and writes them.</summary>
    /// <param name="path">The file.</param>
    /// <param name="clips">The training clips; those that are held out are left out.</param>
    /// <param name="store">Their recordings, in the same order.</param>
    internal static void Write(string path, IReadOnlyList<Clip> clips, ClipStore store)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var spectra = new Dictionary<string, Tensor>();
        foreach (var section in clips.Index().Where(c => !c.Item.IsHeldOut).GroupBy(c => $"{c.Item.Machine}/{c.Item.Section}"))
        {
            int[] all = [.. section.Select(c => c.Index)];
            var count = Math.Min(Clips, all.Length);
            var sum = zeros(Window / 2 + 1, dtype: ScalarType.Float64);
            foreach (var recording in Enumerable.Range(0, count).Select(i => all[(long)i * all.Length / count])) // evenly taken
            {
                using var inner = NewDisposeScope();
                var samples = new float[Math.Max(Window, store.Length(recording))];
                store.CopyClip(recording, 0, samples);
                sum.add_(Transform(tensor(samples)).abs().mean([1]), Scalars.One);
            }
            spectra[section.Key] = sum / tensor((double)count);
        }
        Safetensors.Write(path, spectra);
    }

    /// <summary>Reads that of a machine and section, <c>[bins]</c>.</summary>
    /// <exception cref="InputException">There is none.</exception>
    internal static Tensor Read(string path, string machine, string section)
    {
        if (!File.Exists(path))
            throw new InputException($"{path}: no such file; the run is of an earlier version, which did not keep what normal recordings are like: train it again.");
        return Safetensors.Read(path).TryGetValue($"{machine}/{section}", out var spectrum)
            ? spectrum
            : throw new InputException($"{path}: machine type '{machine}' section '{section}': no training clips of it.");
    }

    /// <summary><c>[…, samples]</c> → complex <c>[…, bins, frames]</c>, frames centred on every hop.</summary>
    internal static Tensor Transform(Tensor waveform)
    {
        using var window = hann_window(Window);
        return stft(waveform, Window, Hop, window: window, center: true, return_complex: true);
    }

    /// <summary>The way back, so many samples of it.</summary>
    internal static Tensor Back(Tensor spectra, long samples)
    {
        using var window = hann_window(Window);
        return istft(spectra, Window, Hop, window: window, center: true, length: samples);
    }
}
