namespace Microsoft.DotNet.Interactive.Formatting;

internal sealed class DelegateFormatter<T> : TypeFormatter<T>
{
    private readonly FormatDelegate<T> _format;

    public DelegateFormatter(FormatDelegate<T> format, string mimeType, Type? type = null)
        : base(type)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentException.ThrowIfNullOrWhiteSpace(mimeType);
        _format = format;
        MimeType = mimeType;
    }

    public override string MimeType { get; }

    public override bool Format(T value, FormatContext context) => _format(value, context);
}
