namespace Ssl4Asd.Experiments;

/// <summary>The files of a run; its scores are those of its system's back end. A run of autoencoders has no embeddings.</summary>
/// <param name="Path">The folder.</param>
public sealed record RunFolder(string Path) : ScoredFolder(Path)
{
    /// <summary>Every setting, seed, classes, versions.</summary>
    public string Settings => File("run.json");

    /// <summary>Weights, running statistics and scales, named by module path.</summary>
    public string Model => File("model.safetensors");

    /// <summary>The embeddings of all training clips, <c>train</c> <c>[clips, dim]</c>, in the order of the data set.</summary>
    public string TrainEmbeddings => File("train_embeddings.safetensors");

    /// <summary>Which training clips these are.</summary>
    public string TrainClips => File("train_clips.csv");

    /// <summary>The embeddings of the test clips that were scored, <c>test</c> <c>[clips, dim]</c>, in the order of the data set.</summary>
    public string TestEmbeddings => File("test_embeddings.safetensors");

    /// <summary>How loud each frequency of each machine and section is when it is normal.</summary>
    public string NormalSpectra => File("normal_spectra.safetensors");

    /// <summary>Losses and scales of each step.</summary>
    public string History => File("history.csv");

    /// <summary>The state after the last finished epoch of a training that is not finished.</summary>
    public string Checkpoint => File("checkpoint.safetensors");

    /// <summary>Held by the process that trains, beside the folder.</summary>
    internal string Lock => $"{System.IO.Path.TrimEndingDirectorySeparator(Path)}.lock";

    /// <summary>Whether training ran to its end.</summary>
    public bool IsTrained => System.IO.File.Exists(References) && System.IO.File.Exists(Model);
}
