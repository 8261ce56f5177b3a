using Ssl4Asd.Audio;
using Ssl4Asd.Experiments.Autoencoders;
using Ssl4Asd.Scoring;
using Ssl4Asd.Scoring.Backends;
using static TorchSharp.torch;

namespace Ssl4Asd.Experiments;

/// <summary>A finished run that scores recordings, whatever its system is.</summary>
public interface IDetector : IDisposable
{
    /// <summary>Scores all test clips of a data set and writes scores.csv and the official submission files.</summary>
    /// <param name="recordings">A data set, decoded at the preset's sample rate.</param>
    /// <param name="report">Told how far the work is.</param>
    /// <param name="notice">Told, line by line, what a user should know about the data.</param>
    /// <param name="stop">Ends the work; nothing is written then.</param>
    /// <returns>One row a test clip.</returns>
    /// <exception cref="InputException">A file cannot be read, or the run knows nothing of a machine and section.</exception>
    IReadOnlyList<ScoreRow> Score(DatasetRecordings recordings, Action<WorkProgress>? report = null, Action<string>? notice = null, CancellationToken stop = default);

    /// <summary>Where the run is.</summary>
    RunFolder Folder { get; }

    /// <summary>How the run was made.</summary>
    RunSettings Settings { get; }

    /// <summary>Scores recordings as those of one machine and section (<see cref="Detector"/> does so from files).</summary>
    /// <param name="recordings">Decoded at the preset's sample rate.</param>
    /// <param name="machine">The machine type.</param>
    /// <param name="section">The two digits of the section.</param>
    /// <param name="backend">A back end that the run was scored by; the system's where null.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns>One score a recording, the same that it has as a test clip.</returns>
    /// <exception cref="InputException">The run knows nothing of the machine and section, or was not scored by the back end.</exception>
    IReadOnlyList<double> Score(ClipStore recordings, string machine, string section, Backend? backend = null, CancellationToken stop = default);

    /// <summary>What decides about recordings of a machine and section.</summary>
    /// <param name="machine">The machine type.</param>
    /// <param name="section">The two digits of the section.</param>
    /// <param name="backend">A back end that the run was scored by; the system's where null.</param>
    /// <exception cref="InputException">As of <see cref="Score(ClipStore, string, string, Backend?, CancellationToken)"/>.</exception>
    SectionThreshold Threshold(string machine, string section, Backend? backend = null);

    /// <summary>Opens a run folder.</summary>
    /// <param name="path">The folder that train wrote.</param>
    /// <param name="device">CPU or a CUDA device; any, whatever the run was trained on.</param>
    /// <exception cref="InputException">A file is missing or broken, training is not finished, or the folder has another format.</exception>
    static IDetector Open(string path, Device device)
    {
        var folder = new RunFolder(path);
        var settings = RunSettings.Read(folder.Settings);
        return settings.System.Autoencoder is null ? TrainedRun.Open(path, device) : new AutoencoderRun(folder, settings, device);
    }
}

/// <summary>What decides about recordings of a machine and section.</summary>
/// <param name="Usual">The threshold at the preset's percentile.</param>
/// <param name="Scores">The scores that it comes from; null for a run of an earlier version, which has not kept them.</param>
/// <param name="Notice">Why it says little; null where it does not.</param>
public sealed record SectionThreshold(double Usual, ThresholdScores? Scores, string? Notice);
