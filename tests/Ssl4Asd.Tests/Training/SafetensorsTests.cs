using System.Text;
using Ssl4Asd.Training;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Training;

public class SafetensorsTests
{
    [Fact]
    public void WhatIsWrittenIsReadBack()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var tensors = new Dictionary<string, Tensor>
        {
            ["b.weight"] = tensor(new float[,] { { 1.5f, -2, float.MaxValue }, { 0, float.Epsilon, 4 } }),
            ["a"] = tensor(7L),
            ["c"] = tensor(Math.PI),
            ["none"] = zeros(0, 256),
            ["transposed"] = tensor(new float[,] { { 1, 2 }, { 3, 4 } }).t(),
        };
        Safetensors.Write(folder.File("x.safetensors"), tensors);
        var read = Safetensors.Read(folder.File("x.safetensors"));
        Assert.Equal(tensors.Keys.Order(), read.Keys.Order());
        foreach (var (name, expected) in tensors)
        {
            Assert.Equal(expected.shape, read[name].shape);
            Assert.Equal(expected.dtype, read[name].dtype);
            Assert.True(expected.eq(read[name]).all().item<bool>(), name);
        }
    }

    [Fact]
    public void TheBytesAreThoseOfTheFormat()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        Safetensors.Write(folder.File("x"), new Dictionary<string, Tensor> { ["w"] = tensor([1f, 2f]) });
        var bytes = File.ReadAllBytes(folder.File("x"));
        var length = (int)BitConverter.ToInt64(bytes);
        var header = Encoding.UTF8.GetString(bytes, 8, length);
        Assert.Matches("""^{"__metadata__":{"xxh3":"[0-9a-f]{16}"},"w":{"dtype":"F32","shape":\[2],"data_offsets":\[0,8]}} *$""", header);
        Assert.Equal(0, length % 8);
        Assert.Equal([1f, 2f], new[] { BitConverter.ToSingle(bytes, 8 + length), BitConverter.ToSingle(bytes, 12 + length) });
        Assert.Equal(16 + length, bytes.Length);
    }

    [Fact]
    public void EveryBitThatTurnsIsNoticed()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var path = folder.File("x");
        Safetensors.Write(path, new Dictionary<string, Tensor> { ["w"] = ones(3, 2), ["v"] = tensor(1L) });
        var whole = File.ReadAllBytes(path);
        for (var bit = 0; bit < 8 * whole.Length; bit++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[bit / 8] ^= (byte)(1 << bit % 8);
            File.WriteAllBytes(path, damaged);
            // what no longer says that it has a checksum is one from elsewhere, and its numbers are what they were
            if (Error(path) is null)
                Assert.InRange(bit / 8, 8, 8 + """{"__metadata__":{"xxh3":""".Length);
        }
    }

    [Theory] // from Python, or from somebody who means ill
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", null)]
    [InlineData("""{"__metadata__":{"format":"pt"},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", null)]
    [InlineData("""{"__metadata__":{"xxh3":"0123456789abcdef"},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "checksum")]
    [InlineData("""{"__metadata__":{"xxh3":""},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "checksum")]
    [InlineData("""{"__metadata__":{"xxh3":7},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "")]
    [InlineData("""{"v":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "share a place")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}""", "outside the file")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2000000000],"data_offsets":[0,8000000000]}}""", "outside the file")]
    [InlineData("""{"w":{"dtype":"F32","shape":[4611686018427387905],"data_offsets":[0,4]}}""", "overflow")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""", "two offsets")]
    [InlineData("""[1]""", "")]
    public void HeadersFromElsewhere(string header, string? error)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var text = Encoding.UTF8.GetBytes(header);
        var path = folder.File("x", [.. BitConverter.GetBytes((long)text.Length), .. text, .. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(2f)]);
        if (error is null)
            Assert.Equal([1f, 2f], Safetensors.Read(path)["w"].data<float>().ToArray());
        else
            Assert.Contains(error, Error(path)!, StringComparison.Ordinal);
    }

    private static string? Error(string path)
    {
        try
        {
            Safetensors.Read(path);
            return null;
        }
        catch (InputException e)
        {
            return e.Message;
        }
    }

    [Fact]
    public void EveryCutAndEveryBadHeaderIsOneClearLine()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        var path = folder.File("x");
        Safetensors.Write(path, new Dictionary<string, Tensor> { ["w"] = ones(3, 2), ["v"] = tensor(1L) });
        var whole = File.ReadAllBytes(path);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            OneLine(path);
        }
        var random = new Random(5);
        var broken = 0;
        for (var i = 0; i < 300; i++)
        {
            var mutated = (byte[])whole.Clone();
            mutated[random.Next(8 + 100)] = (byte)random.Next(256);
            File.WriteAllBytes(path, mutated);
            try
            {
                Safetensors.Read(path);
            }
            catch (InputException e)
            {
                broken++;
                Assert.Contains(path, e.Message, StringComparison.Ordinal);
            }
        }
        Assert.True(broken > 100, $"{broken} of 300 mutations were noticed");
        File.Delete(path);
        OneLine(path);

        static void OneLine(string path)
        {
            var message = Assert.Throws<InputException>(() => Safetensors.Read(path)).Message;
            Assert.Contains(path, message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', message);
        }
    }
}
