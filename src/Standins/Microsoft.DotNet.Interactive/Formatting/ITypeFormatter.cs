namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Writes values of a type, and of what derives from it, as a MIME type.</summary>
public interface ITypeFormatter
{
    string MimeType { get; }

    Type Type { get; }

    bool Format(object? instance, FormatContext context);
}

/// <inheritdoc cref="ITypeFormatter"/>
public interface ITypeFormatter<in T> : ITypeFormatter
{
    bool Format(T instance, FormatContext context);
}
