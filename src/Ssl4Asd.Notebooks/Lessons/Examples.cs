using Ssl4Asd.Data;

namespace Ssl4Asd.Notebooks.Lessons;

/// <summary>
/// The recordings that notebooks show: of the machine type with the most test clips and its largest section, among the sections that
/// have normal and anomalous ones in both domains, or, where there is none, as many of these kinds as there are.
/// </summary>
public sealed class Examples
{
    private readonly Dataset _dataset;
    private readonly IReadOnlyList<Clip> _clips;

    /// <summary>Chooses them.</summary>
    /// <param name="dataset">The data set.</param>
    public Examples(Dataset dataset)
    {
        _dataset = dataset;
        var sections = dataset.Clips.GroupBy(c => (c.Subset, c.Machine, c.Section)).Where(g => g.Any(c => c.Split == Split.Train)).ToList();
        var chosen = sections.OrderByDescending(Kinds).ThenByDescending(g => TestClips(g.Key.Machine)).ThenByDescending(g => g.Count()).First();
        _clips = [.. chosen];
        (_, Machine, Section) = chosen.Key;

        int TestClips(string machine) => dataset.TestClips.Count(c => c.Machine == machine);
    }

    /// <summary>The machine type.</summary>
    public string Machine { get; }

    /// <summary>The two digits of its section.</summary>
    public string Section { get; }

    /// <summary>A normal training recording of the source domain.</summary>
    public Clip Own => Clip(Split.Train);

    /// <summary>A training recording of another class, of another machine type where there is one.</summary>
    public Clip Partner => _dataset.TrainClips.FirstOrDefault(c => c.Machine != Machine && string.CompareOrdinal(c.Machine, Machine) > 0)
        ?? _dataset.TrainClips.FirstOrDefault(c => c.Machine != Machine)
        ?? _dataset.TrainClips.FirstOrDefault(c => c.ClassLabel != Own.ClassLabel)
        ?? throw new InputException($"{_dataset.Root}: all training recordings are of one class; add another machine, section, attribute or domain.");

    /// <summary>A normal test recording of the source domain.</summary>
    public Clip Normal => Clip(Split.Test, Condition.Normal);

    /// <summary>An anomalous test recording of the source domain.</summary>
    public Clip Anomalous => Clip(Split.Test, Condition.Anomaly);

    /// <summary>A normal test recording of the target domain.</summary>
    public Clip NormalTarget => Clip(Split.Test, Condition.Normal, Domain.Target);

    /// <summary>An anomalous test recording of the target domain.</summary>
    public Clip AnomalousTarget => Clip(Split.Test, Condition.Anomaly, Domain.Target);

    /// <summary>The first recording of the machine and section of a kind.</summary>
    /// <exception cref="InputException">It has none; of the domain it takes another one then.</exception>
    private Clip Clip(Split split, Condition condition = Condition.Normal, Domain domain = Domain.Source)
    {
        var some = _clips.Where(c => c.Split == split && (split == Split.Train || c.Condition == condition)).ToList();
        return some.Find(c => c.Domain == domain) ?? some.FirstOrDefault()
            ?? throw new InputException($"{_dataset.Root}: {Machine} section {Section} has no {Csv.Word(condition)} {Csv.Word(split)} recording to show; add one, or use another data set.");
    }

    private static int Kinds(IEnumerable<Clip> section)
        => section.Where(c => c.Split == Split.Test && c.Condition is not null).Select(c => (c.Domain, c.Condition)).Distinct().Count();
}
