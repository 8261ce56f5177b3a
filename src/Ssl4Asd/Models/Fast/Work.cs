using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast;

/// <summary>Splits loops over rows among as many threads as libtorch uses.</summary>
internal static class Work
{
    /// <summary>Calls <paramref name="body"/> with ranges that cover 0 … <paramref name="count"/> − 1, one a thread.</summary>
    internal static void Split(int count, Action<int, int> body)
    {
        var threads = Math.Min(get_num_threads(), count);
        if (threads <= 1)
        {
            body(0, count);
            return;
        }
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads },
            t => body((int)((long)count * t / threads), (int)((long)count * (t + 1) / threads)));
    }

    /// <summary>The same for loops with a result; those of the ranges, in their order.</summary>
    internal static T[] Split<T>(int count, Func<int, int, T> body)
    {
        var results = new SortedDictionary<int, T>();
        Split(count, (from, to) =>
        {
            var result = body(from, to);
            lock (results)
                results.Add(from, result);
        });
        return [.. results.Values];
    }

    /// <summary>Calls <paramref name="body"/> with 0 … <paramref name="count"/> − 1.</summary>
    internal static void Each(int count, Action<int> body) => Split(count, (from, to) =>
    {
        for (var i = from; i < to; i++)
            body(i);
    });
}
