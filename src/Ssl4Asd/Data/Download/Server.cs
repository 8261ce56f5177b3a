using System.Net;
using System.Net.Http.Headers;

namespace Ssl4Asd.Data.Download;

/// <summary>Requests with an answer, an <see cref="Interruption"/> that is worth another try, or one line that is final.</summary>
internal sealed class Server : IDisposable
{
    /// <summary>Shorter waits are not worth a word.</summary>
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http;
    private readonly Action<string> _notice;
    private readonly QuietHosts _quiet;

    /// <param name="retry">How patient to be.</param>
    /// <param name="connections">At once, to one host.</param>
    /// <param name="contact">An address of the user, told to servers; null for none.</param>
    /// <param name="notice">Told why nothing comes for a while.</param>
    internal Server(RetryPolicy retry, int connections, string? contact, Action<string> notice)
    {
        (Retry, _notice, _quiet) = (retry, notice, new QuietHosts(retry, notice));
        var version = typeof(Server).Assembly.GetName().Version!;
        _http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(30), MaxConnectionsPerServer = connections })
        {
            Timeout = Timeout.InfiniteTimeSpan, // a large file may take hours: Silence ends what is stuck
        };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Ssl4Asd", version.ToString(3)));
        if (contact is not null)
            _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue($"({contact})"));
    }

    internal RetryPolicy Retry { get; }

    public void Dispose() => _http.Dispose();

    /// <summary>Asks once.</summary>
    /// <param name="address">What for.</param>
    /// <param name="prepare">May add headers.</param>
    /// <param name="silence">Ends the wait for the answer; see <see cref="RetryPolicy.Silence"/>.</param>
    /// <param name="stop">Ends all.</param>
    /// <returns>An answer with status 2xx, or 416 to a request for a range; the body is not read yet.</returns>
    /// <exception cref="Interruption">Try again.</exception>
    /// <exception cref="InputException">There is no point in trying again.</exception>
    internal async Task<HttpResponseMessage> Get(Uri address, Action<HttpRequestHeaders> prepare, CancellationTokenSource silence, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        prepare(request.Headers);
        HttpResponseMessage response;
        try
        {
            silence.CancelAfter(Retry.Silence);
            response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (Cut(e, stop) is { } cut)
        {
            throw e is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }
                ? new InputException($"{address}: {cut.Message}; check the address, the clock and the certificates of this machine", e)
                : cut;
        }
        if (response.RequestMessage?.RequestUri is { } answered && answered != address)
            _quiet.Count(answered); // a redirect was a request, too
        if (response.IsSuccessStatusCode || (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && request.Headers.Range is not null))
            return response;
        using (response)
            throw Refusal(address, response);
    }

    /// <summary>Tries until it works, with growing waits; failures with progress in between do not add up.</summary>
    /// <param name="address">For the message.</param>
    /// <param name="failures">How many failures in a row are one too many.</param>
    /// <param name="attempt">Throws <see cref="Interruption"/> for another try.</param>
    /// <param name="progress">A number that grows with progress.</param>
    /// <param name="stop">Ends the waits.</param>
    internal async Task Patiently(Uri address, int failures, Func<Task> attempt, Func<long> progress, CancellationToken stop)
    {
        var (failed, furthest) = (0, progress());
        while (true)
        {
            try
            {
                using (await _quiet.Enter(address, stop).ConfigureAwait(false))
                    await attempt().ConfigureAwait(false);
                _quiet.Fine(address);
                return;
            }
            catch (Interruption e)
            {
                failed = progress() > furthest ? 1 : failed + 1;
                furthest = Math.Max(furthest, progress());
                var wait = e.WantsQuiet ? _quiet.Asked(address, e.Wait) : Retry.WaitAfter(failed, e.Wait);
                if (wait > Retry.LongestServerWait)
                    throw new InputException($"{address}: {e.Message}, and the server asks for {wait.TotalMinutes:0} minutes of patience; run the same command again then", e);
                if (failed >= failures)
                    throw new InputException($"{address}: {e.Message}, {failed} times in a row; run the same command again later, it goes on where this stopped", e);
                if (wait > LongWait)
                    _notice($"{address}: {e.Message}; again in {wait.TotalSeconds:0} s");
                await (e.WantsQuiet ? _quiet.Wait(address, wait, stop) : Retry.Wait(wait, stop)).ConfigureAwait(false);
            }
        }
    }

    /// <summary>What a failure of the network is, or null where it is something else (or we were told to stop).</summary>
    internal Interruption? Cut(Exception e, CancellationToken stop) => e switch
    {
        _ when stop.IsCancellationRequested => null,
        OperationCanceledException => new Interruption($"no answer for {Retry.Silence.TotalSeconds:0} s", isUnreachable: true),
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } => new Interruption("the connection was cut"),
        HttpRequestException http => new Interruption($"no connection ({OneLine(http.GetBaseException().Message)})", isUnreachable: true),
        IOException => new Interruption("the connection was cut"),
        _ => null,
    };

    private static Exception Refusal(Uri address, HttpResponseMessage response)
    {
        var answer = $"the server answered {(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();
        if ((int)response.StatusCode >= 500 || response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout)
        {
            var asked = response.Headers.RetryAfter;
            return new Interruption(answer, asked?.Delta ?? (asked?.Date is { } date ? date - TimeProvider.System.GetUtcNow() : null), wantsQuiet: response.StatusCode == HttpStatusCode.TooManyRequests);
        }
        if (response.StatusCode == HttpStatusCode.Forbidden)
            return new InputException($"{address}: {answer}: the server refuses automated clients for now; wait some hours and run the same command again, or fetch the file with a browser and name its folder with --from");
        return new InputException($"{address}: {answer}; check the address (--base-url), or fetch the file in another way and name its folder with --from");
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
