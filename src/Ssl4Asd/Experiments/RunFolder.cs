namespace Ssl4Asd.Experiments;

/// <summary>The files of a run.</summary>
/// <param name="Path">The folder.</param>
public sealed record RunFolder(string Path)
{
    /// <summary>Every setting, seed, classes, versions.</summary>
    public string Settings => File("run.json");

    /// <summary>Weights, running statistics and scales, named by module path.</summary>
    public string Model => File("model.safetensors");

    /// <summary>What scores are distances to: the k-means centres and target-domain embeddings of each machine and section.</summary>
    public string References => File("references.safetensors");

    /// <summary>The embeddings of all training clips, <c>train</c> <c>[clips, 256]</c>, in the order of the data set.</summary>
    public string TrainEmbeddings => File("train_embeddings.safetensors");

    /// <summary>The embeddings of the test clips that were scored, <c>test</c> <c>[clips, 256]</c>, in the order of the data set.</summary>
    public string TestEmbeddings => File("test_embeddings.safetensors");

    /// <summary>Losses and scales of each step.</summary>
    public string History => File("history.csv");

    /// <summary>Anomaly scores of the test clips.</summary>
    public string Scores => File("scores.csv");

    /// <summary>The fingerprint of the recordings that were scored; written before the scores.</summary>
    public string ScoredClips => File("scored_clips.sha256");

    /// <summary>Metrics of the test clips.</summary>
    public string Metrics => File("metrics.csv");

    /// <summary>The state after the last finished epoch of a training that is not finished.</summary>
    public string Checkpoint => File("checkpoint.safetensors");

    /// <summary>The official submission files.</summary>
    public string Submission => File("submission");

    /// <summary>Whether training ran to its end.</summary>
    public bool IsTrained => System.IO.File.Exists(References) && System.IO.File.Exists(Model);

    private string File(string name) => System.IO.Path.Combine(Path, name);
}
