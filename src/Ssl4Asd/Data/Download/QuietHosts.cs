using System.Collections.Concurrent;
using System.Diagnostics;

namespace Ssl4Asd.Data.Download;

/// <summary>
/// What a server that answered 429 (too many requests) is owed for an hour: no request for as long as it asks, or for a minute that
/// doubles each time; then one connection at a time, and at most ten requests an hour. Others are not held up.
/// </summary>
internal sealed class QuietHosts(RetryPolicy retry, Action<string> notice)
{
    internal const int MostInAnHour = 10;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Host> _hosts = new();

    /// <summary>Waits until a request may be sent.</summary>
    /// <param name="address">Where it goes.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>Held until the answer has come completely.</returns>
    /// <exception cref="InputException">The server wants to be left alone for longer than we wait.</exception>
    internal async Task<IDisposable?> Enter(Uri address, CancellationToken stop)
    {
        var host = Of(address);
        if (!host.IsQuiet)
            return null;
        await host.One.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            while (host.Due() is var (wait, isAsked) && wait > TimeSpan.Zero)
            {
                if (isAsked && wait > retry.LongestServerWait)
                    throw new InputException($"{address}: the server asks for {wait.TotalMinutes:0} minutes of patience; run the same command again then");
                if (!isAsked)
                    notice($"{address.Host}: has asked for quiet, so it gets at most {MostInAnHour} requests an hour; the next in {Math.Ceiling(wait.TotalMinutes):0} min");
                await host.Wait(retry, wait, stop).ConfigureAwait(false);
            }
            host.Count();
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <summary>The server has answered 429.</summary>
    /// <param name="address">What was asked for.</param>
    /// <param name="wait">How long it wants quiet, if it says.</param>
    /// <returns>How long it gets it.</returns>
    internal TimeSpan Asked(Uri address, TimeSpan? wait) => Of(address).Asked(wait, retry.LongestServerWait);

    /// <summary>Waits for whoever was told so; other requests wait in <see cref="Enter"/>.</summary>
    internal Task Wait(Uri address, TimeSpan wait, CancellationToken stop) => Of(address).Wait(retry, wait, stop);

    /// <summary>One more request was sent, such as by a redirect.</summary>
    internal void Count(Uri address) => Of(address).Count();

    /// <summary>The server has answered well.</summary>
    internal void Fine(Uri address) => Of(address).Fine();

    private Host Of(Uri address) => _hosts.GetOrAdd(address.Authority, _ => new Host());

    private sealed class Host : IDisposable
    {
        private readonly Lock _gate = new();
        private readonly Queue<TimeSpan> _requests = [];
        private readonly long _start = Stopwatch.GetTimestamp();
        private TimeSpan _quietUntil = TimeSpan.Zero, _askedAt = -Hour;
        private TimeSpan _ahead; // of the clock, where waits are shorter than they should be, as in tests
        private int _times;

        internal SemaphoreSlim One { get; } = new(1, 1);

        internal bool IsQuiet
        {
            get { lock (_gate) return Now < _quietUntil || Now - _askedAt < Hour; }
        }

        private TimeSpan Now => Stopwatch.GetElapsedTime(_start) + _ahead;

        internal (TimeSpan Wait, bool IsAsked) Due()
        {
            lock (_gate)
            {
                while (_requests.TryPeek(out var old) && Now - old >= Hour) _requests.Dequeue();
                var asked = _quietUntil - Now;
                var hourly = _requests.Count < MostInAnHour ? TimeSpan.Zero : _requests.Peek() + Hour - Now;
                return asked >= hourly ? (asked, true) : (hourly, false);
            }
        }

        internal async Task Wait(RetryPolicy retry, TimeSpan wait, CancellationToken stop)
        {
            var since = Stopwatch.GetTimestamp();
            await retry.Wait(wait, stop).ConfigureAwait(false);
            lock (_gate)
            {
                if (wait - Stopwatch.GetElapsedTime(since) is var missing && missing > TimeSpan.Zero) _ahead += missing;
            }
        }

        internal void Count()
        {
            lock (_gate) _requests.Enqueue(Now);
        }

        internal void Fine()
        {
            lock (_gate) _times = 0;
        }

        internal TimeSpan Asked(TimeSpan? wait, TimeSpan longest)
        {
            lock (_gate)
            {
                var quiet = wait ?? TimeSpan.FromMinutes(Math.Min(Math.Pow(2, _times), longest.TotalMinutes));
                _times++;
                _askedAt = Now;
                if (Now + quiet > _quietUntil) _quietUntil = Now + quiet;
                return quiet;
            }
        }

        /// <summary>Lets the next one in.</summary>
        public void Dispose() => One.Release();
    }
}
