namespace Ssl4Asd.Notebooks.Lessons;

/// <summary>Several notebooks may be open at once, each with a kernel of its own, and need the same: one of them makes it, and the others wait.</summary>
internal static class Turn
{
    /// <summary>Makes what is not there yet, unless another notebook does.</summary>
    /// <param name="folder">What is made.</param>
    /// <param name="isMade">Whether it is there.</param>
    /// <param name="make">Makes it.</param>
    /// <exception cref="InputException">Beside the folder nothing can be written.</exception>
    /// <exception cref="OperationCanceledException">The cell was stopped while it waited.</exception>
    internal static void Make(string folder, Func<bool> isMade, Action make)
    {
        if (isMade())
        {
            FileLock.RemoveAbandoned(LockOf(folder)); // of a kernel that was killed
            return;
        }
        using var ours = Take(folder);
        if (!isMade())
            make();
    }

    /// <summary>Other notebooks do not work on the folder until the result is disposed of.</summary>
    /// <param name="folder">What is worked on.</param>
    /// <exception cref="InputException">Beside the folder nothing can be written.</exception>
    /// <exception cref="OperationCanceledException">The cell was stopped while it waited.</exception>
    internal static FileLock Take(string folder) =>
        FileLock.Take(LockOf(folder), folder, TimeSpan.MaxValue, () => Console.WriteLine($"Another notebook is at work on {folder}; waiting for it …"), Lesson.Stop);

    private static string LockOf(string folder) => Path.TrimEndingDirectorySeparator(folder) + ".lock";
}
