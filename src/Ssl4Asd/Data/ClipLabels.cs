namespace Ssl4Asd.Data;

/// <summary>The acoustic condition a clip was recorded in: many training clips in one, few in the other.</summary>
public enum Domain
{
    /// <summary>The domain of nearly all training clips (990 of 1000 a section in DCASE2022 and DCASE2023).</summary>
    Source,

    /// <summary>The shifted domain (another speed, load, site, …) with few training clips (10 of 1000).</summary>
    Target,
}

/// <summary>What a clip is for: the folder it lies in.</summary>
public enum Split
{
    /// <summary>Training clips; all are normal.</summary>
    Train,

    /// <summary>Test clips, normal and anomalous.</summary>
    Test,
}

/// <summary>Which of the two data sets of a DCASE challenge a clip belongs to.</summary>
public enum Subset
{
    /// <summary>The development set, <c>dev_data</c>.</summary>
    Development,

    /// <summary>The evaluation set, <c>eval_data</c>: the additional training clips and the evaluation test clips.</summary>
    Evaluation,
}

/// <summary>Whether the machine sounded as it should.</summary>
public enum Condition
{
    /// <summary>A normal clip.</summary>
    Normal,

    /// <summary>An anomalous clip.</summary>
    Anomaly,
}
