namespace Ssl4Asd.Data;

/// <summary>How much a problem of a data set matters.</summary>
public enum ProblemSeverity
{
    /// <summary>Worth knowing; the data can be used.</summary>
    Notice,

    /// <summary>The data cannot be used as they are: <see cref="Dataset.Load"/> refuses them.</summary>
    Error,
}

/// <summary>One thing found in a data set that its user should know.</summary>
/// <param name="Severity">Error or notice.</param>
/// <param name="Message">One line: where, what, and for an error what to do.</param>
public sealed record DataProblem(ProblemSeverity Severity, string Message)
{
    internal static DataProblem Error(string message) => new(ProblemSeverity.Error, message.ReplaceLineEndings(" "));

    internal static DataProblem Notice(string message) => new(ProblemSeverity.Notice, message.ReplaceLineEndings(" "));

    /// <summary>The severity and the message as one line.</summary>
    /// <returns>Such as <c>error: …</c>.</returns>
    public override string ToString() => $"{(Severity == ProblemSeverity.Error ? "error" : "notice")}: {Message}";
}
