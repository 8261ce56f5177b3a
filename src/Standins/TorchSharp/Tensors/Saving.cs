using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp;

// TorchSharp's own format of one tensor: type, rank and sizes in LEB128, then the bytes.
public static partial class TensorExtensionMethods
{
    public static void Save(this Tensor tensor, BinaryWriter writer)
    {
        var shape = tensor.shape;
        writer.Encode((int)tensor.dtype);
        writer.Encode(shape.Length);
        foreach (var size in shape)
            writer.Encode(size);
        using var flat = tensor.detach().cpu().contiguous();
        writer.Flush();
        flat.WriteBytesToStream(writer.BaseStream);
    }

    /// <summary>Reads into a tensor of the same type and shape.</summary>
    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false)
    {
        using var loaded = Load(reader);
        if (skip)
            return;
        if (loaded.dtype != tensor.dtype)
            throw new ArgumentException("Mismatched tensor data types while loading. Make sure that the model you are loading into is exactly the same as the origin.");
        if (!loaded.shape.SequenceEqual(tensor.shape))
            throw new ArgumentException("Mismatched tensor shape while loading. Make sure that the model you are loading into is exactly the same as the origin.");
        using var _ = no_grad();
        tensor.copy_(loaded);
    }

    internal static Tensor Load(BinaryReader reader)
    {
        var type = (ScalarType)reader.Decode();
        var shape = new long[reader.Decode()];
        for (var i = 0; i < shape.Length; i++)
            shape[i] = reader.Decode();
        var result = empty(shape, type, CPU);
        result.ReadBytesFromStream(reader.BaseStream);
        return result;
    }
}
