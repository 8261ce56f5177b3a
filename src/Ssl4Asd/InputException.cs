namespace Ssl4Asd;

/// <summary>
/// Something that the user handed in cannot be used. The message is one line for the user: what is wrong, where,
/// and what to do. The command line prints it as it is and ends with exit code 2.
/// </summary>
/// <param name="message">One line: what, where, what to do.</param>
/// <param name="innerException">The cause, where there is one.</param>
public sealed class InputException(string message, Exception? innerException = null)
    : Exception(message, innerException);
