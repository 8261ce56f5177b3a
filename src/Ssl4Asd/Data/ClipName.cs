using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Ssl4Asd.Data;

/// <summary>What the names of clips begin with.</summary>
public enum ClipNameForm
{
    /// <summary><c>section_00_…</c>, since 2021.</summary>
    Section,

    /// <summary><c>normal_id_01_…</c>, <c>anomaly_id_01_…</c> or <c>id_01_…</c>, in 2020.</summary>
    Id,
}

/// <summary>What the file name of a clip says, by the naming rules of the DCASE Task 2 data sets of 2020 to 2026.</summary>
/// <param name="Section">The two digits of the section, such as <c>00</c>; in 2020 of the machine id.</param>
/// <param name="Domain">
/// Source or target; null in the names of evaluation test clips since 2022, which do not tell. In 2020 there are no domains, and
/// all clips count as source.
/// </param>
/// <param name="Split">Train or test; null where the name does not tell: 2020's, and 200 of 2024.</param>
/// <param name="Condition">Normal or anomaly; null in the names of evaluation test clips, which do not tell.</param>
/// <param name="Number">The running number as written, four digits or more.</param>
/// <param name="Attributes">
/// The attribute string as written, such as <c>volt_1.5_wt_150</c>, <c>m-n_W</c> or <c>noAttribute</c>; empty where the
/// name has none.
/// </param>
public sealed partial record ClipName(
    string Section, Domain? Domain, Split? Split, Condition? Condition, string Number, string Attributes)
{
    /// <summary>The forms of a name, for messages.</summary>
    public const string Grammar =
        "section_<SS>_<source|target>_<train|test>_<normal|anomaly>_<NNNN>[_<attributes>].wav, or for evaluation test clips "
        + "section_<SS>_<NNNN>.wav or section_<SS>_test_<NNNN>.wav (2021: section_<SS>_<source|target>_test_<NNNN>.wav; "
        + "2020: [normal_|anomaly_]id_<II>_<NNNNNNNN>.wav)";

    /// <summary>What the name begins with.</summary>
    public ClipNameForm Form { get; init; }

    /// <summary>Whether there are no attributes, or they are hidden on purpose, as of some machines since 2024.</summary>
    public bool HidesAttributes => Attributes is "" or "noAttribute";

    /// <summary>Whether the name tells domain and condition.</summary>
    public bool IsLabelled => Domain is not null && Condition is not null;

    /// <summary>Reads a file name; the case of the extension does not matter, all else does.</summary>
    /// <param name="fileName">The file name without folder, with its extension.</param>
    /// <param name="name">What the name says, or null.</param>
    /// <param name="reason">Why the name does not follow the rules, or null.</param>
    /// <returns>Whether the name follows the rules.</returns>
    public static bool TryParse(
        string fileName, [NotNullWhen(true)] out ClipName? name, [NotNullWhen(false)] out string? reason)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        (name, reason) = (null, null);
        if (!fileName.EndsWith(".wav", StringComparison.OrdinalIgnoreCase))
        {
            reason = "it does not end in .wav";
            return false;
        }
        var stem = fileName[..^4];
        if (Unlabelled().Match(stem) is { Success: true } test)
            name = new ClipName(Text(test, "section"), Word<Domain>(test, "domain"), Data.Split.Test, null, Text(test, "number"), "");
        else if (Labelled().Match(stem) is { Success: true } full)
            name = new ClipName(Text(full, "section"), Word<Domain>(full, "domain"), Word<Split>(full, "split"), Word<Condition>(full, "condition"), Text(full, "number"), Text(full, "attributes"));
        else if (Id().Match(stem) is { Success: true } id)
            name = new ClipName(Text(id, "section"), Data.Domain.Source, id.Groups["condition"].Success ? null : Data.Split.Test, Word<Condition>(id, "condition"), Text(id, "number"), "") { Form = ClipNameForm.Id };
        else
            reason = Explain(stem);
        return name is not null;
    }

    /// <summary>Reads a file name that has to follow the rules.</summary>
    /// <param name="fileName">The file name without folder, with its extension.</param>
    /// <returns>What the name says.</returns>
    /// <exception cref="InputException">It does not; the message says why and shows <see cref="Grammar"/>.</exception>
    public static ClipName Parse(string fileName) =>
        TryParse(fileName, out var name, out var reason)
            ? name
            : throw new InputException($"{fileName}: not a clip name ({reason}); expected {Grammar}");

    /// <summary>The file name with all that is known; without the word "test" where it is the only thing known.</summary>
    /// <returns>A name that <see cref="Parse"/> reads back to an equal record.</returns>
    public override string ToString()
    {
        static string Part<T>(T? value) where T : struct, Enum => value is { } known ? Csv.Word(known) + "_" : "";
        if (Form == ClipNameForm.Id)
            return $"{Part(Condition)}id_{Section}_{Number}.wav";
        var split = Domain is null ? "" : Part(Split);
        return $"section_{Section}_{Part(Domain)}{split}{Part(Condition)}{Number}{(Attributes.Length == 0 ? "" : "_")}{Attributes}.wav";
    }

    private static string Text(Match match, string group) => match.Groups[group].Value;

    private static T? Word<T>(Match match, string group) where T : struct, Enum =>
        match.Groups[group] is { Success: true, Value: var word } ? Enum.Parse<T>(word, ignoreCase: true) : null;

    // The parts are checked in their order, so the reason names the first one that is wrong.
    private static string Explain(string stem)
    {
        var parts = stem.Split('_');
        string At(int i) => i < parts.Length ? $"'{parts[i]}'" : "nothing";
        bool Is(int i, params ReadOnlySpan<string> words) => i < parts.Length && words.Contains(parts[i]);
        bool IsNumber(int i) => i < parts.Length && parts[i].All(char.IsAsciiDigit);

        if (Is(0, "id") || (Is(0, "normal", "anomaly") && Is(1, "id")))
            return "after 'id' there are two digits and a number of at least four digits, and nothing else";
        if (!Is(0, "section")) return $"it starts with {At(0)}, not with 'section'";
        if (parts.Length < 2 || !Section2().IsMatch(parts[1])) return $"the section is {At(1)}, not two digits";
        if (Is(2, "test") || IsNumber(2) || (Is(2, "source", "target") && Is(3, "test") && IsNumber(4)))
            return "an evaluation test name ends after its number of at least four digits";
        if (!Is(2, "source", "target")) return $"the domain is {At(2)}, not 'source' or 'target'";
        if (!Is(3, "train", "test", "normal", "anomaly")) return $"the split is {At(3)}, not 'train' or 'test'";
        var condition = Is(3, "train", "test") ? 4 : 3; // 200 names of 2024 leave the split out
        if (!Is(condition, "normal", "anomaly")) return $"the condition is {At(condition)}, not 'normal' or 'anomaly'";
        if (parts.Length < condition + 2 || !Number4().IsMatch(parts[condition + 1])) return $"the number is {At(condition + 1)}, not at least four digits";
        return $"the attributes '{string.Join('_', parts[(condition + 2)..])}' hold other characters than letters, digits, '-', '.' and '_'";
    }

    [GeneratedRegex(@"\Asection_(?<section>[0-9]{2})_(?:(?:(?<domain>source|target)_)?test_)?(?<number>[0-9]{4,})\z")]
    private static partial Regex Unlabelled();

    [GeneratedRegex(@"\Asection_(?<section>[0-9]{2})_(?<domain>source|target)_(?:(?<split>train|test)_)?(?<condition>normal|anomaly)_(?<number>[0-9]{4,})(?:_(?<attributes>[A-Za-z0-9_.-]*))?\z")]
    private static partial Regex Labelled();

    [GeneratedRegex(@"\A(?:(?<condition>normal|anomaly)_)?id_(?<section>[0-9]{2})_(?<number>[0-9]{4,})\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"\A[0-9]{2}\z")]
    private static partial Regex Section2();

    [GeneratedRegex(@"\A[0-9]{4,}\z")]
    private static partial Regex Number4();
}
