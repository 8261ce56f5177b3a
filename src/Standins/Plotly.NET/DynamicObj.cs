using Plotly.NET;
using Plotly.NET.CSharp;

namespace DynamicObj;

/// <summary>
/// A JSON object by the names that plotly.js knows. Values are kept as they are given and read when the JSON is written.
/// </summary>
public class DynamicObj
{
    private readonly Dictionary<string, object?> properties = [];

    internal IReadOnlyDictionary<string, object?> Properties => properties;

    /// <summary>Sets whatever plotly.js has and this API has no argument for: <c>trace.SetValue("zmin", -80.0)</c>.</summary>
    public void SetValue<T>(string name, T value) => properties[name] = value;

    /// <returns>Whether there was such a property.</returns>
    public bool Remove(string name) => properties.Remove(name);

    internal object? Get(string name) => properties.GetValueOrDefault(name);

    // Writes the second's properties into the first, objects in objects too.
    internal static void Combine(DynamicObj first, DynamicObj second)
    {
        foreach (var (name, value) in second.properties)
        {
            if (value is DynamicObj added && first.Get(name) is DynamicObj present)
                Combine(present, added);
            else
                first.SetValue(name, value);
        }
    }
}

internal static class Setting
{
    /// <summary>Sets an optional argument if it was given.</summary>
    public static TObject With<TObject, T>(this TObject target, string name, Optional<T> value)
        where TObject : DynamicObj
    {
        if (value.IsSome)
            target.SetValue(name, value.Value is IStyleValue style ? style.Json : value.Value);
        return target;
    }

    public static TObject WithValue<TObject>(this TObject target, string name, object? value)
        where TObject : DynamicObj
    {
        target.SetValue(name, value);
        return target;
    }

    /// <summary>The object under a name, made if it is missing.</summary>
    public static TChild Child<TChild>(this DynamicObj target, string name)
        where TChild : DynamicObj, new()
    {
        if (target.Get(name) is TChild present)
            return present;
        var child = new TChild();
        target.SetValue(name, child);
        return child;
    }
}
