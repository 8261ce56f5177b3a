using static TorchSharp.torch;

namespace Ssl4Asd.Features.Fast;

/// <summary>Splits loops among as many threads as libtorch uses. A loop within one that is split already runs on the thread that it is on.</summary>
internal static class Work
{
    private const int Shares = 32; // of each thread: one that starts late takes fewer of them

    [ThreadStatic]
    private static bool t_isSplit;

    /// <summary>Calls <paramref name="body"/> with 0 … <paramref name="count"/> − 1, in any order.</summary>
    internal static void Each(int count, Action<int> body)
    {
        var threads = Math.Min(get_num_threads(), count);
        var share = Taken(threads, count, body);
        Run(threads, _ => share());
    }

    /// <summary>
    /// Splits one loop and then goes on with another, which need not wait for it: who is done first with the one does more of the other.
    /// </summary>
    /// <param name="splitCount">Of the first loop.</param>
    /// <param name="split">Gets the number of a part and its range, as of <see cref="Split(int, Action{int, int, int})"/>.</param>
    /// <param name="count">Of the second loop.</param>
    /// <param name="body">Gets 0 … <paramref name="count"/> − 1, in any order.</param>
    internal static void SplitThenEach(int splitCount, Action<int, int, int> split, int count, Action<int> body)
    {
        var threads = Math.Min(get_num_threads(), Math.Max(splitCount, count));
        var rest = Taken(threads, count, body);
        Run(threads, part =>
        {
            split(part, Bound(splitCount, part, threads), Bound(splitCount, part + 1, threads));
            rest();
        });
    }

    // what a thread does of a loop: the next share, again and again
    private static Action Taken(int threads, int count, Action<int> body)
    {
        var share = Math.Max(1, count / (Math.Max(1, threads) * Shares));
        var next = 0;
        return () =>
        {
            for (int from; (from = Interlocked.Add(ref next, share) - share) < count;)
                for (var i = from; i < Math.Min(from + share, count); i++)
                    body(i);
        };
    }

    private static int Bound(int count, int part, int parts) => (int)((long)count * part / parts);

    /// <summary>Calls <paramref name="body"/> with ranges that cover 0 … <paramref name="count"/> − 1, one a thread.</summary>
    /// <returns>The results of the ranges, in their order.</returns>
    internal static T[] Split<T>(int count, Func<int, int, T> body)
    {
        var results = new T[Math.Min(get_num_threads(), count)];
        Split(count, (part, from, to) => results[part] = body(from, to));
        return results;
    }

    /// <summary>The same; the ranges are counted from 0.</summary>
    internal static void Split(int count, Action<int, int, int> body)
    {
        var threads = Math.Min(get_num_threads(), count);
        Run(threads, t => body(t, Bound(count, t, threads), Bound(count, t + 1, threads)));
    }

    private static void Run(int threads, Action<int> body)
    {
        if (threads == 1 || t_isSplit)
            for (var part = 0; part < threads; part++)
                body(part);
        else if (threads > 1)
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, part =>
            {
                t_isSplit = true;
                try
                {
                    body(part);
                }
                finally
                {
                    t_isSplit = false;
                }
            });
    }
}
