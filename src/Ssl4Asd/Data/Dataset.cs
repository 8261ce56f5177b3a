using Ssl4Asd.Audio;
using Ssl4Asd.Data.Years;

namespace Ssl4Asd.Data;

/// <summary>
/// A data set in the DCASE layout: <c>ROOT/dev_data/&lt;machine&gt;/{train,test}/*.wav</c>, optionally
/// <c>ROOT/eval_data/&lt;machine&gt;/{train,test}/*.wav</c> and
/// <c>ROOT/ground_truth/{ground_truth_data,ground_truth_domain}/*.csv</c>; other years' folders and names are read as they are. Nothing of the recordings is read here.
/// </summary>
public sealed class Dataset
{
    private readonly Dictionary<string, int> _classIndex;

    private Dataset(DatasetScan scan, IReadOnlyList<BrokenRecording> leftOut)
    {
        Root = scan.Root;
        Clips = scan.Clips;
        TrainClips = scan.Clips.FindAll(c => c.Split == Split.Train);
        TestClips = scan.Clips.FindAll(c => c.Split == Split.Test);
        Layout = scan.Layout;
        Machines = [.. scan.Clips.Select(c => c.Machine).Distinct().Order(StringComparer.Ordinal)];
        Classes = [.. TrainClips.Select(c => c.ClassLabel!).Distinct().Order(StringComparer.Ordinal)];
        LeftOut = leftOut;
        Notices = [.. leftOut.Count > 0 ? [BrokenRecording.Notice(leftOut)] : Array.Empty<string>(), .. scan.Problems.Select(p => p.Message)];
        _classIndex = Classes.Index().ToDictionary(c => c.Item, c => c.Index, StringComparer.Ordinal);
    }

    /// <summary>The folder that was loaded, as given.</summary>
    public string Root { get; }

    /// <summary>Which years it may be of: what is scored, and how.</summary>
    public DcaseLayout Layout { get; }

    /// <summary>
    /// All clips, in an order that depends on names only: development before evaluation, then by machine, training before
    /// test, then by file name (ordinal).
    /// </summary>
    public IReadOnlyList<Clip> Clips { get; }

    /// <summary>The training clips of both subsets, all normal, in the order of <see cref="Clips"/>.</summary>
    public IReadOnlyList<Clip> TrainClips { get; }

    /// <summary>The test clips of both subsets, in the order of <see cref="Clips"/>.</summary>
    public IReadOnlyList<Clip> TestClips { get; }

    /// <summary>The machine types, ordinal order.</summary>
    public IReadOnlyList<string> Machines { get; }

    /// <summary>The distinct <see cref="Clip.ClassLabel"/> of the training clips, ordinal order.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Recordings that cannot be used and are none of the clips, because the user said so; mostly none.</summary>
    public IReadOnlyList<BrokenRecording> LeftOut { get; }

    /// <summary>What the user should know of these data, one line each; empty when there is nothing.</summary>
    public IReadOnlyList<string> Notices { get; }

    /// <summary>The position of a clip's class in <see cref="Classes"/>.</summary>
    /// <param name="clip">Any clip.</param>
    /// <returns>0 … Classes.Count − 1; −1 when no training clip has this class.</returns>
    public int ClassIndex(Clip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        return clip.ClassLabel is { } label && _classIndex.TryGetValue(label, out var index) ? index : -1;
    }

    /// <summary>Reads the folders and file names of a data set and its ground truth.</summary>
    /// <param name="root">The folder that holds <c>dev_data</c>.</param>
    /// <param name="truth">
    /// Folder or file of the ground truth; null: <c>ROOT/ground_truth</c>, or else what is found in ROOT and beside it.
    /// </param>
    /// <returns>The data set; never without training clips.</returns>
    /// <exception cref="InputException">
    /// The layout, a file name, a label or the ground truth is wrong: the first error, and how many more there are.
    /// <see cref="DatasetReport.Inspect"/> lists all of them.
    /// </exception>
    public static Dataset Load(string root, string? truth = null) => LoadWithout(root, truth, []);

    /// <summary>The same without some of its recordings.</summary>
    internal static Dataset LoadWithout(string root, string? truth, IReadOnlyList<BrokenRecording> leftOut)
    {
        var scan = DatasetScan.Of(root, truth, leftOut);
        var errors = scan.Problems.FindAll(p => p.Severity == ProblemSeverity.Error);
        return errors.Count switch
        {
            0 => new Dataset(scan, leftOut),
            1 => throw new InputException(errors[0].Message),
            var n => throw new InputException($"{errors[0].Message} (and {n - 1} more; run inspect to see all)"),
        };
    }
}
