using Ssl4Asd.Data.Years;

namespace Ssl4Asd.Metrics;

/// <summary>The official metrics of a year in words, for headings.</summary>
public static class OfficialText
{
    /// <summary>What the official score is the mean of.</summary>
    public static string Score(OfficialScoring scoring) => scoring switch
    {
        OfficialScoring.NoDomains => "arithmetic mean of AUC and pAUC over machines and ids",
        OfficialScoring.EachDomain => "harmonic mean of AUC and pAUC of both domains over machines and sections",
        _ => "harmonic mean of AUC source, AUC target and pAUC over machines and sections",
    };

    /// <summary>Which clips the official metrics take.</summary>
    public static string Clips(OfficialScoring scoring) => scoring switch
    {
        OfficialScoring.NoDomains => "all clips of an id (DCASE2020 has no domains)",
        OfficialScoring.EachDomain => "clips of a domain only (DCASE2021)",
        _ => "normal clips of a domain against all anomalous clips of the section",
    };
}
