namespace Ssl4Asd.Data.Download;

/// <summary>The four things that make a DCASE data set complete; each is published apart from the others.</summary>
public enum DataPart
{
    /// <summary>Training and test clips of the development machines: <c>dev_data</c>.</summary>
    Development,

    /// <summary>The additional training clips, of the evaluation machines: <c>eval_data/&lt;machine&gt;/train</c>.</summary>
    Training,

    /// <summary>The evaluation test clips, without labels: <c>eval_data/&lt;machine&gt;/test</c>.</summary>
    Evaluation,

    /// <summary>Labels and domains of the evaluation test clips: <c>ground_truth</c>.</summary>
    GroundTruth,
}
