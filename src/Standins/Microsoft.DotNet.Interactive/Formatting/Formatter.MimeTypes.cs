using System.Collections.Concurrent;

namespace Microsoft.DotNet.Interactive.Formatting;

public static partial class Formatter
{
    private static readonly List<(Type Type, HashSet<string> MimeTypes)> UserPreferences = []; // the latest last
    private static readonly ConcurrentDictionary<Type, IReadOnlyCollection<string>> Preferred = new();

    /// <summary>Says in which MIME types a type, and what derives from it, is shown.</summary>
    public static void SetPreferredMimeTypesFor(Type type, params string[] preferredMimeTypes)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (preferredMimeTypes is null || preferredMimeTypes.All(string.IsNullOrWhiteSpace))
            throw new ArgumentException("Value cannot be null or whitespace.", nameof(preferredMimeTypes));
        lock (Gate)
        {
            UserPreferences.Add((type, [.. preferredMimeTypes]));
            ForgetComputed();
        }
    }

    /// <summary>What was set for the most specific type, or plain text for strings and <see cref="DefaultMimeType"/> for others.</summary>
    public static IReadOnlyCollection<string> GetPreferredMimeTypesFor(Type? type) =>
        Preferred.GetOrAdd(type ?? typeof(object), FindPreferredMimeTypes);

    private static HashSet<string> FindPreferredMimeTypes(Type type)
    {
        lock (Gate)
        {
            var set = Specificity.MostSpecificFirst(
                Enumerable.Reverse(UserPreferences).Where(preference => preference.Type.Concerns(type)), preference => preference.Type);
            return set.Count > 0 ? set[0].MimeTypes : [type == typeof(string) ? PlainTextFormatter.MimeType : DefaultMimeType];
        }
    }
}
