using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ssl4Asd.Tests.Data.Download;

/// <summary>What the server does with one request.</summary>
/// <param name="Status">Instead of the file, this; 0: the file.</param>
/// <param name="Headers">More lines of the answer's head.</param>
/// <param name="CutAt">Closes the connection when this share of the body is sent.</param>
/// <param name="StallAt">Is silent from this share of the body on, until the server ends.</param>
/// <param name="Body">Sends this instead of the file.</param>
internal sealed record Fault(int Status = 0, string Headers = "", double? CutAt = null, double? StallAt = null, byte[]? Body = null);

/// <summary>
/// An HTTP server on plain sockets, so that it can misbehave: the files of a mirror, with ranges, ETags and a fault for each
/// of the first requests of a file.
/// </summary>
internal sealed class FileServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Fault>> _faults = new();

    internal FileServer(IReadOnlyDictionary<string, byte[]> files)
    {
        Files = new ConcurrentDictionary<string, byte[]>(files);
        _listener.Start();
        _ = Task.Run(Accept);
    }

    internal ConcurrentDictionary<string, byte[]> Files { get; }

    internal Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/mirror");

    /// <summary>Path and range (or nothing) of all requests.</summary>
    internal ConcurrentQueue<(string Path, string Range)> Requests { get; } = new();

    /// <summary>How the clients of all requests name themselves.</summary>
    internal ConcurrentQueue<string> Clients { get; } = new();

    internal bool HasRanges { get; init; } = true;

    internal bool HasTags { get; init; } = true;

    /// <summary>Chunked bodies, as of archives that are made while they are sent.</summary>
    internal bool IsChunked { get; init; }

    /// <summary>Cut connections are reset, which may destroy what is under way.</summary>
    internal bool Resets { get; init; }

    /// <summary>A pause after each 16 kB.</summary>
    internal TimeSpan Slowness { get; set; }

    internal long BytesSent;

    internal IEnumerable<string> Paths => Requests.Select(r => r.Path);

    internal void On(string path, params Fault[] faults)
    {
        foreach (var fault in faults) _faults.GetOrAdd(path, _ => new()).Enqueue(fault);
    }

    internal void OnAll(params Fault[] faults)
    {
        foreach (var path in Files.Keys) On(path, faults);
    }

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
    }

    private async Task Accept()
    {
        while (!_end.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_end.Token);
            _ = Task.Run(() => Serve(client));
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                while (await ReadHead(client.GetStream()) is { } head)
                {
                    if (!await Answer(client, head)) return;
                }
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // the client has gone, or the test is over
            }
        }
    }

    private async Task<bool> Answer(TcpClient client, string[] head)
    {
        var stream = client.GetStream();
        var path = Uri.UnescapeDataString(head[0].Split(' ')[1])["/mirror/".Length..];
        string Header(string name) => head.FirstOrDefault(l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim() ?? "";
        Requests.Enqueue((path, Header("Range")));
        Clients.Enqueue(Header("User-Agent"));
        var fault = _faults.TryGetValue(path, out var queue) && queue.TryDequeue(out var next) ? next : new Fault();
        var isThere = Files.TryGetValue(path, out var file);
        if (fault.Status != 0 || !isThere)
        {
            await Send(stream, $"HTTP/1.1 {(fault.Status == 0 ? 404 : fault.Status)} As told\r\nContent-Length: 0\r\n{fault.Headers}\r\n");
            return true;
        }
        var body = fault.Body ?? file!;
        var tag = $"\"{StableHash(body):x8}\"";
        var from = HasRanges && Header("Range") is { Length: > 0 } range && Header("If-Range") is var condition && (condition == "" || condition == tag)
            ? int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture) : 0;
        if (from > 0 && from >= body.Length)
        {
            await Send(stream, $"HTTP/1.1 416 As told\r\nContent-Range: bytes */{body.Length}\r\nContent-Length: 0\r\n\r\n");
            return true;
        }
        await Send(stream, $"HTTP/1.1 {(from > 0 ? "206 Partial Content" : "200 OK")}\r\n"
            + (from > 0 ? $"Content-Range: bytes {from}-{body.Length - 1}/{body.Length}\r\n" : "")
            + (HasTags ? $"ETag: {tag}\r\n" : "") + fault.Headers
            + (IsChunked ? "Transfer-Encoding: chunked\r\n\r\n" : $"Content-Length: {body.Length - from}\r\n\r\n"));
        var end = (fault.CutAt ?? fault.StallAt) is { } share ? (int)(body.Length * share) : body.Length;
        for (var at = from; at < end;)
        {
            var count = Math.Min(1 << 14, end - at);
            if (IsChunked) await Send(stream, $"{count:x}\r\n");
            await stream.WriteAsync(body.AsMemory(at, count), _end.Token);
            if (IsChunked) await Send(stream, "\r\n");
            Interlocked.Add(ref BytesSent, count);
            at += count;
            if (Slowness > TimeSpan.Zero) await Task.Delay(Slowness, _end.Token);
        }
        if (fault.StallAt is not null)
            await Task.Delay(Timeout.Infinite, _end.Token);
        if (fault.CutAt is not null)
        {
            if (Resets) client.Client.Close(0);
            return false;
        }
        if (IsChunked) await Send(stream, "0\r\n\r\n");
        return true;
    }

    private static async Task<string[]?> ReadHead(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one) == 1)
        {
            head.Append((char)one[0]);
            if (head.Length > 3 && head[^1] == '\n' && head[^3] == '\n')
                return head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        }
        return null;
    }

    private static async Task Send(NetworkStream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text));

    private static uint StableHash(byte[] bytes) => bytes.Aggregate(2166136261u, (hash, b) => unchecked((hash ^ b) * 16777619u));
}
