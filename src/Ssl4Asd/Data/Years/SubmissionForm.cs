namespace Ssl4Asd.Data.Years;

/// <summary>The form of the files that a year's official evaluator reads, as data.</summary>
/// <param name="Name">
/// What follows <c>anomaly_score_</c> and <c>decision_result_</c>: <c>{0}</c> is the machine, <c>{1}</c> the section, <c>{2}</c> the domain; one
/// file for each that comes out.
/// </param>
/// <param name="HasDecisions">Whether decisions are handed in, too.</param>
public sealed record SubmissionForm(string Name, bool HasDecisions)
{
    /// <summary>2020: by machine id, scores alone.</summary>
    public static SubmissionForm Ids { get; } = new("{0}_id_{1}", HasDecisions: false);

    /// <summary>2021: a file for each domain.</summary>
    public static SubmissionForm Domains { get; } = new("{0}_section_{1}_{2}_test", HasDecisions: true);

    /// <summary>2022 and later: a file for each section.</summary>
    public static SubmissionForm Sections { get; } = new("{0}_section_{1}_test", HasDecisions: true);
}
