namespace Ssl4Asd.Experiments.Compare.Slurm;

/// <summary>What a comparison asks of Slurm; what is null is left to the cluster's defaults. The names are those of <c>sbatch</c>.</summary>
public sealed record SlurmOptions
{
    /// <summary>Partition (queue) of the nodes.</summary>
    public string? Partition { get; init; }

    /// <summary>Generic resources of a task, such as <c>gpu:1</c>.</summary>
    public string? Gres { get; init; }

    /// <summary>Time limit of a task, in Slurm's notation: minutes, <c>H:MM:SS</c>, <c>D-HH</c> …; a task that reaches it goes on in another.</summary>
    public string? Time { get; init; }

    /// <summary>Memory of a task, such as <c>4G</c>.</summary>
    public string? Memory { get; init; }

    /// <summary>Account that is charged.</summary>
    public string? Account { get; init; }

    /// <summary>Cores of a task, 1 … 1024; where null, one for each of its runs.</summary>
    public int? Cpus { get; init; }

    /// <summary>Tasks that run at once at most; 1 or more.</summary>
    public int? ArrayLimit { get; init; }

    /// <summary>Runs that a task makes at once, 1 … 1024: several share a GPU, or the cores of a node.</summary>
    public int RunsPerTask { get; init; } = 1;

    /// <summary>Further options of sbatch, as they stand.</summary>
    public string? More { get; init; }

    /// <summary>A folder on the disk of each node, for the decoded recordings; variables of the node's environment count, such as <c>$TMPDIR</c>.</summary>
    public string? Scratch { get; init; }

    /// <summary>Whether the tasks get GPUs.</summary>
    public bool HasGpu => Gres?.Contains("gpu", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Returns these options after checking them.</summary>
    /// <exception cref="InputException">A number is out of range, or a text has several lines.</exception>
    public SlurmOptions Validate()
    {
        Check.That(Cpus is null or (>= 1 and <= 1024), "cpus", Cpus, "in 1 … 1024");
        Check.That(ArrayLimit is null or >= 1, "array-limit", ArrayLimit, "1 or more");
        Check.That(RunsPerTask is >= 1 and <= 1024, "runs-per-task", RunsPerTask, "in 1 … 1024");
        Check.That(Scratch?.Contains('"') != true, "scratch", Scratch, "without quotation marks: the script puts them around it");
        foreach (var text in new[] { Partition, Gres, Time, Memory, Account, More, Scratch })
            Check.That(text is null || (text != "" && !text.AsSpan().ContainsAny('\n', '\r')), "an option of Slurm", text, "one line and not empty");
        return this;
    }
}
