using System.Net;
using System.Net.Http.Headers;

namespace Ssl4Asd.Data.Download;

/// <summary>
/// Brings one file here, however often the connection breaks: goes on where it stopped (HTTP ranges) or begins again where
/// the server cannot, and compares the md5 of what came.
/// </summary>
/// <param name="server">Whom to ask.</param>
/// <param name="moved">Told how many bytes there are more, or less.</param>
internal sealed class Transfer(Server server, Action<long> moved)
{
    /// <summary>Fetches a file; it has its name only when it is whole.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="path">Where it goes.</param>
    /// <param name="size">Its size in bytes, where known.</param>
    /// <param name="md5">Its md5 in lower case, where known.</param>
    /// <param name="stop">Stops between two blocks; what has come is kept.</param>
    /// <exception cref="InputException">It cannot be had, or is twice another one than it should be; or it cannot be written.</exception>
    internal async Task Fetch(Uri address, string path, long? size, string? md5, CancellationToken stop)
    {
        using var file = new PartFile(path, moved);
        if (md5 is null && file.Tag is null)
            file.Restart(null); // nothing could tell whether the rest belongs to it
        for (var again = false; ; again = true)
        {
            await server.Patiently(address, server.Retry.Failures, () => GoOn(address, file, size, stop), () => file.Length, stop).ConfigureAwait(false);
            var problem = size is { } s && file.Length != s ? $"{file.Length} bytes have come, {s} are published"
                : md5 is not null && file.Md5() != md5 ? $"what has come has the md5 {file.Md5()}, published is {md5}"
                : null;
            if (problem is null)
            {
                file.Finish();
                return;
            }
            file.Restart(null);
            if (again)
                throw new InputException($"{address}: {problem}, twice; try again later or another --base-url");
        }
    }

    private async Task GoOn(Uri address, PartFile file, long? size, CancellationToken stop)
    {
        if (size is { } whole && file.Length == whole)
            return;
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var response = await server.Get(address, headers => Ask(headers, file), silence, stop).ConfigureAwait(false);
        if (response.Content.Headers.ContentType?.MediaType is "text/html")
            throw WebPage(address);
        var range = response.Content.Headers.ContentRange;
        switch (response.StatusCode)
        {
            case HttpStatusCode.RequestedRangeNotSatisfiable when range?.Length == file.Length:
                return; // it was whole already
            case HttpStatusCode.RequestedRangeNotSatisfiable:
            case HttpStatusCode.PartialContent when range?.From != file.Length || (TagOf(response) is { } tag && file.Tag is not null && tag != file.Tag):
                file.Restart(null);
                throw new Interruption("the server sent another range than it was asked for", TimeSpan.Zero);
            case HttpStatusCode.PartialContent:
                break;
            default:
                file.Restart(TagOf(response));
                break;
        }
        await Copy(address, response, file, silence, stop).ConfigureAwait(false);
        if (size is { } expected && file.Length < expected)
            throw new Interruption("the connection was cut");
    }

    private async Task Copy(Uri address, HttpResponseMessage response, PartFile file, CancellationTokenSource silence, CancellationToken stop)
    {
        var buffer = new byte[1 << 17];
        while (true)
        {
            int read;
            try
            {
                silence.CancelAfter(server.Retry.Silence);
                var body = await response.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
                read = await body.ReadAsync(buffer, silence.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (server.Cut(e, stop) is { } cut)
            {
                throw cut;
            }
            if (read == 0)
                return;
            if (file.Length == 0 && Unpacker.IsWebPage(buffer.AsSpan(0, read)))
                throw WebPage(address);
            file.Append(buffer.AsSpan(0, read));
        }
    }

    private static InputException WebPage(Uri address) =>
        new($"{address}: the server sent a web page instead of the archive (a notice, a login or a proxy?); open the address in a browser to see it, or fetch the file there and name its folder with --from");

    private static void Ask(HttpRequestHeaders headers, PartFile file)
    {
        if (file.Length == 0)
            return;
        headers.Range = new RangeHeaderValue(file.Length, null);
        if (file.Tag is not null && !file.Tag.StartsWith("W/", StringComparison.Ordinal)) // If-Range takes no weak tags
            headers.TryAddWithoutValidation("If-Range", file.Tag);
    }

    private static string? TagOf(HttpResponseMessage response) =>
        response.Headers.ETag?.ToString() ?? response.Content.Headers.LastModified?.ToString("R");
}
