namespace Ssl4Asd.Presets;

/// <summary>One wording for options outside their range.</summary>
internal static class Check
{
    internal static void That(bool fine, string name, object value, string allowed)
    {
        if (!fine)
            throw new InputException(FormattableString.Invariant($"The option {name} is {value}; it must be {allowed}."));
    }
}
