using System.Text.Json;

namespace Ssl4Asd.Data.Download;

/// <summary>What a Zenodo record says of its files: <c>/api/records/ID</c>, <c>files[]</c> with <c>key</c>, <c>size</c> and <c>checksum</c>.</summary>
internal static class RecordListing
{
    /// <summary>Three tries: without it the work can go on.</summary>
    private const int Failures = 3;

    /// <summary>Sizes and checksums by file name.</summary>
    /// <exception cref="InputException">The listing cannot be had or read.</exception>
    internal static async Task<IReadOnlyDictionary<string, (long Bytes, string? Md5)>> Read(Server server, Uri address, CancellationToken stop)
    {
        var text = "";
        await server.Patiently(address, Failures, async () =>
        {
            using var silence = CancellationTokenSource.CreateLinkedTokenSource(stop);
            using var response = await server.Get(address, headers => headers.Add("Accept", "application/json"), silence, stop).ConfigureAwait(false);
            try
            {
                text = await response.Content.ReadAsStringAsync(silence.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (server.Cut(e, stop) is { } cut)
            {
                throw cut;
            }
        }, () => 0, stop).ConfigureAwait(false);
        return Parse(text) ?? throw new InputException($"{address}: not the listing of a record");
    }

    internal static IReadOnlyDictionary<string, (long Bytes, string? Md5)>? Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.GetProperty("files").EnumerateArray().ToDictionary(
                file => file.GetProperty("key").GetString()!,
                file => (file.GetProperty("size").GetInt64(), Md5(file.GetProperty("checksum").GetString())));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static string? Md5(string? checksum) =>
        checksum?.Split(':') is ["md5", { Length: 32 } hex] && hex.All(char.IsAsciiHexDigit) ? hex.ToLowerInvariant() : null;
}
