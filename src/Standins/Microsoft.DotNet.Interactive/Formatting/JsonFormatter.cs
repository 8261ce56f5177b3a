using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>JSON, by System.Text.Json.</summary>
public static class JsonFormatter
{
    public const string MimeType = "application/json";

    internal static readonly ITypeFormatter[] Defaults =
    [
        new DelegateFormatter<object>(
            (value, context) =>
            {
                context.Writer.Write(JsonSerializer.Serialize(value, SerializerOptions));
                return true;
            },
            MimeType),
    ];

    public static JsonSerializerOptions SerializerOptions { get; } = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static ITypeFormatter GetPreferredFormatterFor(Type type) => Formatter.GetPreferredFormatterFor(type, MimeType);
}
