using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Plotly.NET;

/// <summary>A style that is written as something simpler than an object.</summary>
internal interface IStyleValue
{
    object Json { get; }
}

/// <summary>JSON as plotly.js reads it.</summary>
internal static class Json
{
    public static string Of(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, value);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case IStyleValue style:
                Write(writer, style.Json);
                break;
            case DynamicObj.DynamicObj item:
                writer.WriteStartObject();
                foreach (var (name, property) in item.Properties)
                {
                    writer.WritePropertyName(name);
                    Write(writer, property);
                }
                writer.WriteEndObject();
                break;
            // JSON has no such numbers; the package writes their names, which plotly.js takes for gaps.
            case double number when !double.IsFinite(number):
                writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            case float number when !float.IsFinite(number):
                writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            case IEnumerable items when value is not (string or IDictionary):
                writer.WriteStartArray();
                foreach (var item in items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                JsonSerializer.Serialize(writer, value, value?.GetType() ?? typeof(object));
                break;
        }
    }
}
