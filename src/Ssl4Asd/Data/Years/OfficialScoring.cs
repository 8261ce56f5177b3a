namespace Ssl4Asd.Data.Years;

/// <summary>What the official evaluator of a year computes; the years differ in whom they compare and in how they average.</summary>
public enum OfficialScoring
{
    /// <summary>
    /// 2022 and later: for each section, AUC of the normal clips of each domain against all anomalous ones, and pAUC of all
    /// clips; the score is the harmonic mean of these three over machines and sections.
    /// </summary>
    AllAnomalies,

    /// <summary>2021: for each section and domain, AUC and pAUC of the clips of that domain; the score is the harmonic mean of all of them.</summary>
    EachDomain,

    /// <summary>2020: for each machine id, AUC and pAUC of its clips, and their arithmetic means; there are no domains.</summary>
    NoDomains,
}
