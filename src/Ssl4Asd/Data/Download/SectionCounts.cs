namespace Ssl4Asd.Data.Download;

/// <summary>How many clips of a section were published.</summary>
/// <param name="Section">The two digits, such as <c>00</c>.</param>
/// <param name="TrainSource">Training clips of the source domain.</param>
/// <param name="TrainTarget">Training clips of the target domain.</param>
/// <param name="SourceNormal">Normal test clips of the source domain.</param>
/// <param name="SourceAnomaly">Anomalous test clips of the source domain.</param>
/// <param name="TargetNormal">Normal test clips of the target domain.</param>
/// <param name="TargetAnomaly">Anomalous test clips of the target domain.</param>
public sealed record SectionCounts(
    string Section, int TrainSource, int TrainTarget, int SourceNormal, int SourceAnomaly, int TargetNormal, int TargetAnomaly)
{
    /// <summary>All training clips.</summary>
    public int Train => TrainSource + TrainTarget;

    /// <summary>All test clips.</summary>
    public int Test => SourceNormal + SourceAnomaly + TargetNormal + TargetAnomaly;
}

/// <summary>The sections of a machine type.</summary>
/// <param name="Machine">The machine type, such as <c>fan</c>.</param>
/// <param name="Sections">Its sections in one of the two subsets.</param>
public sealed record MachineSections(string Machine, IReadOnlyList<SectionCounts> Sections);
