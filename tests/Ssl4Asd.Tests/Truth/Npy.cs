using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Ssl4Asd.Tests.Truth;

/// <summary>A NumPy array file: little-endian float32, float64 or int64, C order.</summary>
public sealed partial class Npy
{
    private readonly byte[] data;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    private Npy(string type, long[] shape, byte[] data) => (Type, Shape, this.data) = (type, shape, data);

    /// <summary>NumPy's name of the type: <c>&lt;f4</c>, <c>&lt;f8</c> or <c>&lt;i8</c>.</summary>
    public string Type { get; }

    public long[] Shape { get; }

    /// <summary>Reads <c>Truth/torch/&lt;name&gt;.npy</c> beside the test assembly; name: <c>step_proposed/losses</c>.</summary>
    public static Npy Truth(string name) =>
        Read(Path.Combine([AppContext.BaseDirectory, "Truth", "torch", .. (name + ".npy").Split('/')]));

    /// <exception cref="InvalidDataException">The file is not such an array.</exception>
    public static Npy Read(string path)
    {
        var file = File.ReadAllBytes(path);
        if (file.Length < 10 || !file.AsSpan(0, 6).SequenceEqual(Magic) || file[6] != 1)
            throw new InvalidDataException($"{path} is not a version 1 .npy file");
        var start = 10 + BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8));
        var header = Encoding.ASCII.GetString(file, 10, start - 10);
        var match = Header().Match(header);
        if (!match.Success) throw new InvalidDataException($"{path} has an unsupported header: {header.Trim()}");
        var shape = match.Groups["shape"].Value
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(long.Parse).ToArray();
        var type = match.Groups["type"].Value;
        var bytes = shape.Aggregate(1L, (product, size) => product * size) * (type[2] - '0');
        if (file.Length - start != bytes)
            throw new InvalidDataException($"{path}: expected {bytes} bytes of data, found {file.Length - start}");
        return new Npy(type, shape, file[start..]);
    }

    /// <summary>The values of a float32 array, row-major.</summary>
    public float[] Floats() => Values<float>("<f4");

    /// <summary>The values of an int64 array, row-major.</summary>
    public long[] Longs() => Values<long>("<i8");

    /// <summary>The values of an array of any of the three types, row-major.</summary>
    public double[] Doubles() => Type switch
    {
        "<f4" => Array.ConvertAll(Floats(), value => (double)value),
        "<i8" => Array.ConvertAll(Longs(), value => (double)value),
        _ => Values<double>("<f8"),
    };

    private T[] Values<T>(string expected) where T : struct => Type == expected
        ? MemoryMarshal.Cast<byte, T>(data).ToArray()
        : throw new InvalidOperationException($"expected an array of {expected}, but it holds {Type}");

    [GeneratedRegex(@"'descr': '(?<type><f4|<f8|<i8)', 'fortran_order': False, 'shape': \((?<shape>[\d, ]*)\)")]
    private static partial Regex Header();
}
