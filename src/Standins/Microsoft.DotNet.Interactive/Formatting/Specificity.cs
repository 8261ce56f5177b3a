namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Which registrations concern a type, and in which order they are asked.</summary>
internal static class Specificity
{
    /// <summary>A registration concerns its type, what derives from it or implements it, and any closed form of an open generic.</summary>
    public static bool Concerns(this Type registered, Type actual)
    {
        if (!registered.IsGenericTypeDefinition)
            return registered.IsAssignableFrom(actual);
        for (var type = actual; type is not null; type = type.BaseType)
        {
            if (Closes(type))
                return true;
        }
        return actual.GetInterfaces().Any(Closes);

        bool Closes(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == registered;
    }

    /// <summary>The more specific type first; otherwise the order stays, which is the latest registration first.</summary>
    public static List<T> MostSpecificFirst<T>(IEnumerable<T> registrations, Func<T, Type> typeOf)
    {
        var left = registrations.ToList();
        var ordered = new List<T>(left.Count);
        while (left.Count > 0)
        {
            var next = left.FindIndex(candidate => !left.Exists(other => IsMoreSpecific(typeOf(other), typeOf(candidate))));
            ordered.Add(left[next]);
            left.RemoveAt(next);
        }
        return ordered;
    }

    private static bool IsMoreSpecific(Type type, Type than) => than.Concerns(type) && !type.Concerns(than);
}
