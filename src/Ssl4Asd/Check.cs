namespace Ssl4Asd;

/// <summary>One wording for options outside their range and for names that nothing has.</summary>
internal static class Check
{
    internal static void That(bool fine, string name, object? value, string allowed)
    {
        if (!fine)
            throw new InputException(FormattableString.Invariant($"The option {name} is {value}; it must be {allowed}."));
    }

    /// <summary>Finds by name, whatever the case; the error suggests the nearest name and lists all.</summary>
    internal static T Named<T>(IReadOnlyList<T> all, Func<T, string> nameOf, string name, string kind)
        where T : class
    {
        if (all.FirstOrDefault(one => nameOf(one).Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found)
            return found;
        var names = all.Select(nameOf).ToList();
        var nearest = names.MinBy(candidate => Distance(candidate, name.ToLowerInvariant()))!;
        var hint = Distance(nearest, name.ToLowerInvariant()) <= Math.Max(1, nearest.Length / 3) ? $"did you mean '{nearest}'? There are" : "choose one of";
        throw new InputException($"No {kind} is called '{name}'; {hint} {string.Join(", ", names)}.");
    }

    /// <summary>The same for an enum's names, as <see cref="Csv.Word"/> writes them.</summary>
    internal static T Named<T>(string name, string kind)
        where T : struct, Enum => Enum.Parse<T>(Named([.. Enum.GetValues<T>().Select(Csv.Word)], word => word, name, kind), ignoreCase: true);

    // Levenshtein's: how many letters are put in, left out or changed
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(diagonal + (a[i - 1] == b[j - 1] ? 0 : 1), 1 + Math.Min(row[j], row[j - 1])));
        }
        return row[^1];
    }
}
