using Microsoft.DotNet.Interactive.Formatting;

namespace Ssl4Asd.Kernel.Display;

/// <summary>Which formatters a type has.</summary>
internal static class TypeMatch
{
    public static bool HasFormatter(Type type, string mimeType) =>
        Formatter.RegisteredFormatters().Any(formatter => formatter.MimeType == mimeType && Concerns(formatter.Type, type));

    /// <summary>What the formatting package itself brings for a type, unless that is only its way with any object or sequence.</summary>
    public static ITypeFormatter? PackageFormatter(Type type, string mimeType)
    {
        var users = Formatter.RegisteredFormatters(includeDefaults: false).ToHashSet(ReferenceEqualityComparer.Instance);
        var candidates = Formatter.RegisteredFormatters()
            .Where(formatter => !users.Contains(formatter) && formatter.MimeType == mimeType && Concerns(formatter.Type, type))
            .Where(formatter => formatter.Type != typeof(object) && formatter.Type != typeof(System.Collections.IEnumerable))
            .ToArray();
        return Array.Find(candidates, candidate => Array.TrueForAll(candidates, other => Concerns(other.Type, candidate.Type)))
            ?? candidates.FirstOrDefault();
    }

    private static bool Concerns(Type registered, Type type)
    {
        if (!registered.IsGenericTypeDefinition)
            return registered.IsAssignableFrom(type);
        var family = type.GetInterfaces().AsEnumerable();
        for (var ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
            family = family.Append(ancestor);
        return family.Any(member => member.IsGenericType && member.GetGenericTypeDefinition() == registered);
    }
}
