namespace Ssl4Asd;

/// <summary>How far a piece of long work is.</summary>
/// <param name="Task">What is being done, such as <c>training</c>.</param>
/// <param name="Done">Units finished.</param>
/// <param name="Total">Units in all.</param>
/// <param name="Note">What is worth knowing at this point, such as the loss; may be empty.</param>
public readonly record struct WorkProgress(string Task, int Done, int Total, string Note = "");
