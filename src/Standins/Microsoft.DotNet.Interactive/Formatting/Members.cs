using System.Collections;
using System.Reflection;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>What of an object is shown.</summary>
internal static class Members
{
    /// <summary>Whether a value is one word rather than something with members.</summary>
    public static bool IsScalar(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(decimal) || type == typeof(Guid)
        || type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(TimeSpan)
        || Nullable.GetUnderlyingType(type) is { } underlying && IsScalar(underlying);

    /// <summary>Public fields and properties with their values; an exception of a getter is its value.</summary>
    public static IEnumerable<(string Name, object? Value)> Of(object value)
    {
        const BindingFlags Public = BindingFlags.Instance | BindingFlags.Public;
        foreach (var member in value.GetType().GetMembers(Public))
        {
            if (member is FieldInfo field)
                yield return (field.Name, field.GetValue(value));
            else if (member is PropertyInfo { CanRead: true } property && property.GetIndexParameters().Length == 0)
                yield return (property.Name, ValueOrException(property, value));
        }
    }

    /// <summary>The first items up to the limit, and how many are left: null where only counting them all could tell.</summary>
    public static (List<object?> Items, int? Left) Take(IEnumerable sequence)
    {
        var items = new List<object?>();
        foreach (var item in sequence)
        {
            items.Add(item);
            if (items.Count >= Formatter.ListExpansionLimit)
                return (items, sequence is ICollection collection ? collection.Count - items.Count : null);
        }
        return (items, 0);
    }

    public static string LeftText(int? left) => left is { } count ? $"({count} more)" : "(more)";

    private static object? ValueOrException(PropertyInfo property, object value)
    {
        try
        {
            return property.GetValue(value);
        }
        catch (TargetInvocationException exception)
        {
            return exception.InnerException;
        }
    }
}
