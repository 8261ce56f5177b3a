namespace Ssl4Asd.Kernel;

/// <summary>Something handed in cannot be used. The message is one line: what, where, what to do.</summary>
internal sealed class InputException(string message) : Exception(message);
