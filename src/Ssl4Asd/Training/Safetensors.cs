using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using static TorchSharp.torch;

namespace Ssl4Asd.Training;

/// <summary>
/// Reads and writes the safetensors format (huggingface/safetensors): eight bytes with the length of a JSON header,
/// the header (name → dtype, shape, offsets), the raw little-endian numbers. Opens from Python too. What is written here has a
/// checksum among the metadata of the header, which is looked at when it is read; files from elsewhere need none.
/// </summary>
public static class Safetensors
{
    private const int MaxHeaderBytes = 100_000_000; // the format's own limit

    // XxHash3 of the whole file behind the eight bytes of the length, with zeros for the checksum itself
    private const string Metadata = "__metadata__", Checksum = "xxh3", NoChecksum = "0000000000000000";
    private static readonly int _checksumStart = $"{{\"{Metadata}\":{{\"{Checksum}\":\"".Length;

    private static readonly Dictionary<ScalarType, string> Names = new()
    {
        [ScalarType.Float32] = "F32",
        [ScalarType.Float64] = "F64",
        [ScalarType.Int64] = "I64",
        [ScalarType.Int32] = "I32",
        [ScalarType.Bool] = "BOOL",
    };

    /// <summary>Writes tensors, in the order of their names, beside the target and renames.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">Name → tensor, on any device; float32, float64, int64, int32 or bool.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var scope = NewDisposeScope();
        var ordered = tensors.OrderBy(t => t.Key, StringComparer.Ordinal)
            .Select(t => (Name: t.Key, Tensor: t.Value.detach().cpu().contiguous())).ToList();
        var header = Header(ordered);
        var hash = new XxHash3();
        hash.Append(header);
        foreach (var (_, tensor) in ordered)
            hash.Append(tensor.bytes);
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetCurrentHash()), header.AsSpan(_checksumStart));
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (var (_, tensor) in ordered)
                stream.Write(tensor.bytes);
        });
    }

    private static byte[] Header(List<(string Name, Tensor Tensor)> tensors)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject(Metadata);
            json.WriteString(Checksum, NoChecksum);
            json.WriteEndObject();
            var offset = 0L;
            foreach (var (name, tensor) in tensors)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", Names.TryGetValue(tensor.dtype, out var dtype) ? dtype : throw new ArgumentException($"{name}: {tensor.dtype} cannot be stored."));
                json.WritePropertyName("shape");
                JsonSerializer.Serialize(json, tensor.shape);
                json.WritePropertyName("data_offsets");
                JsonSerializer.Serialize(json, new[] { offset, offset += tensor.bytes.Length });
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        while (buffer.Length % 8 != 0)
            buffer.WriteByte((byte)' '); // the numbers start on a multiple of eight
        return buffer.ToArray();
    }

    /// <summary>Reads all tensors of a file, on the CPU. The caller disposes them (or a dispose scope does).</summary>
    /// <exception cref="InputException">The file is missing, is no safetensors file, or was damaged.</exception>
    public static Dictionary<string, Tensor> Read(string path)
    {
        if (!File.Exists(path))
            throw new InputException($"{path}: no such file; the run folder is incomplete, train it again.");
        try
        {
            using var stream = File.OpenRead(path);
            Span<byte> length = stackalloc byte[8];
            stream.ReadExactly(length);
            var headerLength = BinaryPrimitives.ReadInt64LittleEndian(length);
            if (headerLength is < 2 or > MaxHeaderBytes || headerLength > stream.Length - 8)
                throw new InvalidDataException("its header has an impossible length");
            var header = new byte[headerLength];
            stream.ReadExactly(header);
            using var json = JsonDocument.Parse(header);
            var entries = json.RootElement.EnumerateObject().Where(e => e.Name != Metadata).ToList();
            CheckOffsets(entries, stream.Length - 8 - headerLength);
            if (json.RootElement.TryGetProperty(Metadata, out var metadata) && metadata.TryGetProperty(Checksum, out var checksum))
                CheckSum(stream, header, checksum.GetString() ?? "");
            var result = new Dictionary<string, Tensor>(StringComparer.Ordinal);
            foreach (var entry in entries)
                result.Add(entry.Name, ReadTensor(stream, 8 + headerLength, entry.Value));
            return result;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or JsonException or InvalidOperationException
                                    or KeyNotFoundException or FormatException or ArgumentException or OverflowException)
        {
            throw new InputException($"{path}: not a whole safetensors file ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}); train the run again or copy it anew.", e);
        }
    }

    // before memory is taken: a small file must not say that it is a large one
    private static void CheckOffsets(IEnumerable<JsonProperty> entries, long length)
    {
        var last = 0L;
        foreach (var (from, to) in entries.Select(e => Offsets(e.Value)).Order())
        {
            if (from < last || to < from || to > length || to - from > int.MaxValue)
                throw new InvalidDataException("an offset lies outside the file, or two tensors share a place");
            last = to;
        }
    }

    private static (long From, long To) Offsets(JsonElement entry)
        => entry.GetProperty("data_offsets") is var both && both.GetArrayLength() == 2 ? (both[0].GetInt64(), both[1].GetInt64()) : throw new InvalidDataException("a tensor has no two offsets");

    private static void CheckSum(FileStream stream, byte[] header, string expected)
    {
        var hash = new XxHash3();
        var unsigned = header.ToArray();
        Encoding.ASCII.GetBytes(NoChecksum, unsigned.AsSpan(_checksumStart));
        hash.Append(unsigned);
        stream.Position = 8 + header.Length;
        hash.Append(stream);
        if (Convert.ToHexStringLower(hash.GetCurrentHash()) != expected)
            throw new InvalidDataException("its checksum is another one: it was damaged or changed");
    }

    private static Tensor ReadTensor(FileStream stream, long start, JsonElement entry)
    {
        var dtype = entry.GetProperty("dtype").GetString();
        var type = Names.FirstOrDefault(n => n.Value == dtype);
        if (type.Value is null)
            throw new InvalidDataException($"the number type {dtype} is not supported");
        var shape = entry.GetProperty("shape").EnumerateArray().Select(n => n.GetInt64()).ToArray();
        var (from, to) = Offsets(entry);
        var bytes = new byte[to - from];
        stream.Position = start + from;
        stream.ReadExactly(bytes);
        var elementSize = type.Key switch { ScalarType.Float64 or ScalarType.Int64 => 8, ScalarType.Bool => 1, _ => 4 };
        if (shape.Any(n => n < 0) || shape.Aggregate((long)elementSize, (a, b) => checked(a * b)) != bytes.Length)
            throw new InvalidDataException("a shape and its offsets disagree");
        var result = empty(shape, dtype: type.Key);
        if (bytes.Length > 0)
            result.bytes = bytes;
        return result;
    }
}
