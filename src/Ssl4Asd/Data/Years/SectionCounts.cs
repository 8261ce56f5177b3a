namespace Ssl4Asd.Data.Years;

/// <summary>How many clips of a section were published; null where no public source has the number.</summary>
/// <param name="Section">The two digits, such as <c>00</c>; in 2020 the machine id.</param>
/// <param name="TrainSource">Training clips of the source domain.</param>
/// <param name="TrainTarget">Training clips of the target domain.</param>
/// <param name="SourceNormal">Normal test clips of the source domain.</param>
/// <param name="SourceAnomaly">Anomalous test clips of the source domain.</param>
/// <param name="TargetNormal">Normal test clips of the target domain.</param>
/// <param name="TargetAnomaly">Anomalous test clips of the target domain.</param>
public sealed record SectionCounts(
    string Section, int? TrainSource = null, int? TrainTarget = null,
    int? SourceNormal = null, int? SourceAnomaly = null, int? TargetNormal = null, int? TargetAnomaly = null)
{
    /// <summary>All training clips.</summary>
    public int? Train => TrainSource + TrainTarget;

    /// <summary>All test clips.</summary>
    public int? Test => SourceNormal + SourceAnomaly + TargetNormal + TargetAnomaly;

    /// <summary>Anomalous test clips.</summary>
    public int? Anomalies => SourceAnomaly + TargetAnomaly;

    /// <summary>Test clips of the target domain.</summary>
    public int? Targets => TargetNormal + TargetAnomaly;
}

/// <summary>The sections of a machine type.</summary>
/// <param name="Machine">The machine type, such as <c>fan</c>.</param>
/// <param name="Sections">Its sections in one of the two subsets.</param>
public sealed record MachineSections(string Machine, IReadOnlyList<SectionCounts> Sections);
