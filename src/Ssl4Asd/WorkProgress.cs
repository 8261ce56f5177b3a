namespace Ssl4Asd;

/// <summary>How far a piece of long work is.</summary>
/// <param name="Task">What is being done, such as <c>training</c>.</param>
/// <param name="Done">Units finished.</param>
/// <param name="Total">Units in all.</param>
/// <param name="Note">What is worth knowing at this point, such as the loss; may be empty.</param>
/// <param name="Unit">What is counted, where the task does not tell.</param>
public readonly record struct WorkProgress(string Task, long Done, long Total, string Note = "", string Unit = "")
{
    /// <summary>The task and how far it is, as it is shown to people: <c>reading recordings 12/450</c>.</summary>
    public string Text => FormattableString.Invariant($"{Task} {Done}/{Total}{(Unit.Length > 0 ? " " : "")}{Unit}");
}
