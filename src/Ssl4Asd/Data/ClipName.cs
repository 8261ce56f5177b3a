using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Ssl4Asd.Data;

/// <summary>What the file name of a clip says, by the naming rules of the DCASE Task 2 data sets of 2022 and 2023.</summary>
/// <param name="Section">The two digits of the section, such as <c>00</c>.</param>
/// <param name="Domain">Source or target; null in the names of evaluation test clips, which do not tell.</param>
/// <param name="Split">Train or test.</param>
/// <param name="Condition">Normal or anomaly; null in the names of evaluation test clips, which do not tell.</param>
/// <param name="Number">The running number as written, four digits or more.</param>
/// <param name="Attributes">
/// The attribute string as written, such as <c>volt_1.5_wt_150</c>, <c>m-n_W</c> or <c>noAttribute</c>; empty where the
/// name has none.
/// </param>
public sealed partial record ClipName(
    string Section, Domain? Domain, Split Split, Condition? Condition, string Number, string Attributes)
{
    /// <summary>The two forms of a name, for messages.</summary>
    public const string Grammar =
        "section_<SS>_<source|target>_<train|test>_<normal|anomaly>_<NNNN>[_<attributes>].wav, or for evaluation test clips "
        + "section_<SS>_<NNNN>.wav or section_<SS>_test_<NNNN>.wav";

    /// <summary>Whether there are no attributes, or they are hidden on purpose, as of some machines since 2024.</summary>
    public bool HidesAttributes => Attributes is "" or "noAttribute";

    /// <summary>Whether the name tells domain and condition.</summary>
    public bool IsLabelled => Domain is not null;

    /// <summary>Reads a file name; the case of the extension does not matter, all else does.</summary>
    /// <param name="fileName">The file name without folder, with its extension.</param>
    /// <param name="name">What the name says, or null.</param>
    /// <param name="reason">Why the name does not follow the rules, or null.</param>
    /// <returns>Whether the name follows the rules.</returns>
    public static bool TryParse(
        string fileName, [NotNullWhen(true)] out ClipName? name, [NotNullWhen(false)] out string? reason)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        name = null;
        reason = null;
        if (!fileName.EndsWith(".wav", StringComparison.OrdinalIgnoreCase))
        {
            reason = "it does not end in .wav";
            return false;
        }
        var stem = fileName[..^4];
        if (Unlabelled().Match(stem) is { Success: true } test)
        {
            name = new ClipName(test.Groups["section"].Value, null, Split.Test, null, test.Groups["number"].Value, "");
            return true;
        }
        if (Labelled().Match(stem) is { Success: true } full)
        {
            name = new ClipName(
                full.Groups["section"].Value,
                full.Groups["domain"].Value == "source" ? Data.Domain.Source : Data.Domain.Target,
                full.Groups["split"].Value == "train" ? Split.Train : Split.Test,
                full.Groups["condition"].Value == "normal" ? Data.Condition.Normal : Data.Condition.Anomaly,
                full.Groups["number"].Value,
                full.Groups["attributes"].Value);
            return true;
        }
        reason = Explain(stem);
        return false;
    }

    /// <summary>Reads a file name that has to follow the rules.</summary>
    /// <param name="fileName">The file name without folder, with its extension.</param>
    /// <returns>What the name says.</returns>
    /// <exception cref="InputException">It does not; the message says why and shows <see cref="Grammar"/>.</exception>
    public static ClipName Parse(string fileName) =>
        TryParse(fileName, out var name, out var reason)
            ? name
            : throw new InputException($"{fileName}: not a clip name ({reason}); expected {Grammar}");

    /// <summary>The file name in the full form, or as <c>section_SS_NNNN.wav</c> where domain and condition are unknown.</summary>
    /// <returns>A name that <see cref="Parse"/> reads back to an equal record.</returns>
    public override string ToString()
    {
        if (Domain is not { } domain || Condition is not { } condition) return $"section_{Section}_{Number}.wav";
        var attributes = Attributes.Length == 0 ? "" : "_" + Attributes;
        return $"section_{Section}_{Word(domain)}_{Word(Split)}_{Word(condition)}_{Number}{attributes}.wav";
    }

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    // The parts are checked in their order, so the reason names the first one that is wrong.
    private static string Explain(string stem)
    {
        var parts = stem.Split('_');
        string At(int i) => i < parts.Length ? $"'{parts[i]}'" : "nothing";
        bool Is(int i, params ReadOnlySpan<string> words) => i < parts.Length && words.Contains(parts[i]);

        if (!Is(0, "section")) return $"it starts with {At(0)}, not with 'section'";
        if (parts.Length < 2 || !Section2().IsMatch(parts[1])) return $"the section is {At(1)}, not two digits";
        if (Is(2, "test") || (parts.Length > 2 && parts[2].All(char.IsAsciiDigit)))
            return "an evaluation test name ends after its number of at least four digits";
        if (!Is(2, "source", "target")) return $"the domain is {At(2)}, not 'source' or 'target'";
        if (!Is(3, "train", "test")) return $"the split is {At(3)}, not 'train' or 'test'";
        if (!Is(4, "normal", "anomaly")) return $"the condition is {At(4)}, not 'normal' or 'anomaly'";
        if (parts.Length < 6 || !Number4().IsMatch(parts[5])) return $"the number is {At(5)}, not at least four digits";
        return $"the attributes '{string.Join('_', parts[6..])}' hold other characters than letters, digits, '-', '.' and '_'";
    }

    [GeneratedRegex(@"\Asection_(?<section>[0-9]{2})_(?:test_)?(?<number>[0-9]{4,})\z")]
    private static partial Regex Unlabelled();

    [GeneratedRegex(@"\Asection_(?<section>[0-9]{2})_(?<domain>source|target)_(?<split>train|test)_(?<condition>normal|anomaly)_(?<number>[0-9]{4,})(?:_(?<attributes>[A-Za-z0-9_.-]*))?\z")]
    private static partial Regex Labelled();

    [GeneratedRegex(@"\A[0-9]{2}\z")]
    private static partial Regex Section2();

    [GeneratedRegex(@"\A[0-9]{4,}\z")]
    private static partial Regex Number4();
}
