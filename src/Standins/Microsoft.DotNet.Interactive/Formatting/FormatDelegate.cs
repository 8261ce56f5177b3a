namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Writes a value to the context's writer; false says that it did not, so that the next formatter is asked.</summary>
public delegate bool FormatDelegate<in T>(T value, FormatContext context);
