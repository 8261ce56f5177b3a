namespace Ssl4Asd.Data.Download;

/// <summary>A transfer stopped for a reason that may be gone next time.</summary>
/// <param name="reason">In words, without the address.</param>
/// <param name="wait">How long the server asks us to wait.</param>
/// <param name="isUnreachable">Whether there was no answer at all.</param>
/// <param name="wantsQuiet">Whether the server has too many requests of ours; see <see cref="QuietHosts"/>.</param>
internal sealed class Interruption(string reason, TimeSpan? wait = null, bool isUnreachable = false, bool wantsQuiet = false) : Exception(reason)
{
    internal bool WantsQuiet => wantsQuiet;

    internal TimeSpan? Wait => wait;

    internal bool IsUnreachable => isUnreachable;
}
