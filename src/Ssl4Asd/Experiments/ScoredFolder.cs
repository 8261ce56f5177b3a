using Ssl4Asd.Data.Years;
using Ssl4Asd.Scoring;

namespace Ssl4Asd.Experiments;

/// <summary>The files of anomaly scores: of a run, or of one of its other back ends.</summary>
/// <param name="Path">The folder.</param>
public abstract record ScoredFolder(string Path)
{
    /// <summary>What scores are distances to: the references of each machine and section.</summary>
    public string References => File("references.safetensors");

    /// <summary>Anomaly scores of the test clips.</summary>
    public string Scores => File("scores.csv");

    /// <summary>The fingerprint of the recordings that were scored; written before the scores.</summary>
    public string ScoredClips => File("scored_clips.sha256");

    /// <summary>Metrics of the test clips.</summary>
    public string Metrics => File("metrics.csv");

    /// <summary>The official submission files.</summary>
    public string Submission => File("submission");

    private protected string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes scores and submission files and removes what is there of scores before.</summary>
    internal void Write(IReadOnlyList<ScoreRow> rows, string clipsHash, SubmissionForm form)
    {
        System.IO.File.Delete(Metrics); // first: none is there of other scores
        AtomicFile.RemoveLeftovers(Submission);
        var written = SubmissionFiles.Write(Submission, rows, form);
        var old = SubmissionFiles.Kinds.SelectMany(kind => Directory.GetFiles(Submission, $"{kind}_*.csv", SearchOption.AllDirectories));
        foreach (var file in old.Except(written))
            System.IO.File.Delete(file);
        AtomicFile.WriteText(ScoredClips, text => text.WriteLine(clipsHash));
        ScoresCsv.Write(Scores, rows); // last: who finds it finds the rest
    }
}
