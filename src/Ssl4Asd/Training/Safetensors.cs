using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace Ssl4Asd.Training;

/// <summary>
/// Reads and writes the safetensors format (huggingface/safetensors): eight bytes with the length of a JSON header,
/// the header (name → dtype, shape, offsets), the raw little-endian numbers. Opens from Python too.
/// </summary>
public static class Safetensors
{
    private const int MaxHeaderBytes = 100_000_000; // the format's own limit

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
    /// <exception cref="InputException">The file is missing or is no safetensors file.</exception>
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
            var result = new Dictionary<string, Tensor>(StringComparer.Ordinal);
            foreach (var entry in json.RootElement.EnumerateObject().Where(e => e.Name != "__metadata__"))
                result.Add(entry.Name, ReadTensor(stream, 8 + headerLength, entry.Value));
            return result;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or JsonException or InvalidOperationException
                                    or KeyNotFoundException or FormatException or ArgumentException or OverflowException)
        {
            throw new InputException($"{path}: not a whole safetensors file ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}); train the run again or copy it anew.", e);
        }
    }

    private static Tensor ReadTensor(FileStream stream, long start, JsonElement entry)
    {
        var dtype = entry.GetProperty("dtype").GetString();
        var type = Names.FirstOrDefault(n => n.Value == dtype);
        if (type.Value is null)
            throw new InvalidDataException($"the number type {dtype} is not supported");
        var shape = entry.GetProperty("shape").EnumerateArray().Select(n => n.GetInt64()).ToArray();
        var offsets = entry.GetProperty("data_offsets").EnumerateArray().Select(n => n.GetInt64()).ToArray();
        if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] < offsets[0] || offsets[1] > stream.Length - start || offsets[1] - offsets[0] > int.MaxValue)
            throw new InvalidDataException("an offset lies outside the file");
        var bytes = new byte[offsets[1] - offsets[0]];
        stream.Position = start + offsets[0];
        stream.ReadExactly(bytes);
        var elementSize = type.Key switch { ScalarType.Float64 or ScalarType.Int64 => 8, ScalarType.Bool => 1, _ => 4 };
        if (shape.Any(n => n < 0) || shape.Aggregate(1L, (a, b) => checked(a * b)) * elementSize != bytes.Length)
            throw new InvalidDataException("a shape and its offsets disagree");
        var result = empty(shape, dtype: type.Key);
        if (bytes.Length > 0)
            result.bytes = bytes;
        return result;
    }
}
