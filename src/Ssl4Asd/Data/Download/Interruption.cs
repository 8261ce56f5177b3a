namespace Ssl4Asd.Data.Download;

/// <summary>A transfer stopped for a reason that may be gone next time.</summary>
/// <param name="reason">In words, without the address.</param>
/// <param name="wait">How long the server asks us to wait.</param>
/// <param name="isUnreachable">Whether there was no answer at all.</param>
internal sealed class Interruption(string reason, TimeSpan? wait = null, bool isUnreachable = false) : Exception(reason)
{
    internal TimeSpan? Wait => wait;

    internal bool IsUnreachable => isUnreachable;
}
