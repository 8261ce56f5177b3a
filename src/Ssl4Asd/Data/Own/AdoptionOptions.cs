namespace Ssl4Asd.Data.Own;

/// <summary>How plain folders of recordings become a data set.</summary>
public sealed record AdoptionOptions
{
    /// <summary>Subfolders that are taken for faulty recordings unless <see cref="Anomalous"/> names one.</summary>
    internal static readonly IReadOnlyList<string> UsualAnomalous = ["anomalous", "anomaly", "abnormal", "faulty", "faults"];

    /// <summary>
    /// The folders: each of one machine, with a subfolder of normal recordings and perhaps one of anomalous ones, or with normal
    /// recordings alone, or with several such folders. At least one.
    /// </summary>
    public required IReadOnlyList<string> Folders { get; init; }

    /// <summary>The subfolder of normal recordings.</summary>
    public string Normal { get; init; } = "normal";

    /// <summary>The subfolder of anomalous recordings; anomalous, anomaly, abnormal, faulty or faults where null.</summary>
    public string? Anomalous { get; init; }

    /// <summary>The machine type where there is one machine; the name of its folder where null.</summary>
    public string? Machine { get; init; }

    /// <summary>Folders of other machines, or of any sound, that are only trained on: the network learns to tell them from the machines above.</summary>
    public IReadOnlyList<string> Outliers { get; init; } = [];

    /// <summary>Whether the synthetic machines (<see cref="Demo.DemoData"/>) are trained on too, as outliers: 450 clips of eight types.</summary>
    public bool WithDemoMachines { get; init; }

    /// <summary>What a session is: recordings made in one go, with the same recorder in the same place.</summary>
    public SessionRule Sessions { get; init; } = SessionRule.Folder;

    /// <summary>With <see cref="SessionRule.Time"/>, minutes between the times of two files that begin a new session; above 0.</summary>
    public double SessionGapMinutes { get; init; } = 60;

    /// <summary>Recordings that are longer than one and a half of these are cut into clips of so many seconds, 1 … 600.</summary>
    public double ClipSeconds { get; init; } = 10;

    /// <summary>Share of the normal recordings that become test clips, above 0 and below 1; whole recordings.</summary>
    public double TestShare { get; init; } = 0.25;

    /// <summary>Whether recordings that are not cut are copied; otherwise links to them are made.</summary>
    public bool Copy { get; init; }

    /// <summary>Whether recordings that cannot be read are left out, with a notice, instead of refusing all.</summary>
    public bool SkipBroken { get; init; }

    /// <summary>Which recordings become test clips is drawn by it.</summary>
    public int Seed { get; init; }

    /// <summary>Finds a rule for sessions by its name, whatever the case.</summary>
    /// <exception cref="InputException">None has that name.</exception>
    public static SessionRule SessionRuleNamed(string name) => Check.Named<SessionRule>(name, "rule for sessions");

    /// <summary>Returns these options after checking them.</summary>
    /// <exception cref="InputException">A number is outside its range, or there are no folders; the message names it.</exception>
    public AdoptionOptions Validate()
    {
        if (Folders.Count == 0)
            throw new InputException("No folder of recordings is given; name the folder of each machine.");
        Check.That(SessionGapMinutes > 0 && double.IsFinite(SessionGapMinutes), nameof(SessionGapMinutes), SessionGapMinutes, "above 0");
        Check.That(ClipSeconds is >= 1 and <= 600, nameof(ClipSeconds), ClipSeconds, "in 1 … 600 s");
        Check.That(TestShare is > 0 and < 1, nameof(TestShare), TestShare, "above 0 and below 1");
        Check.That(Enum.IsDefined(Sessions), nameof(Sessions), Sessions, string.Join(", ", Enum.GetNames<SessionRule>()));
        return this;
    }
}

/// <summary>What tells the sessions of recordings apart.</summary>
public enum SessionRule
{
    /// <summary>The subfolders below the normal and the anomalous folder.</summary>
    Folder,

    /// <summary>The times at which the files were written.</summary>
    Time,

    /// <summary>Nothing: all recordings are of one session.</summary>
    None,
}
