namespace Ssl4Asd;

/// <summary>One wording for options outside their range and for names that nothing has.</summary>
internal static class Check
{
    internal static void That(bool fine, string name, object value, string allowed)
    {
        if (!fine)
            throw new InputException(FormattableString.Invariant($"The option {name} is {value}; it must be {allowed}."));
    }

    internal static T Named<T>(IReadOnlyList<T> all, Func<T, string> nameOf, string name, string kind)
        where T : class
        => all.FirstOrDefault(one => nameOf(one).Equals(name, StringComparison.OrdinalIgnoreCase))
           ?? throw new InputException($"No {kind} is called '{name}'; choose one of {string.Join(", ", all.Select(nameOf))}.");
}
