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
        var header = """{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""".PadRight(56);
        Assert.Equal(56, BitConverter.ToInt64(bytes));
        Assert.Equal(header, Encoding.UTF8.GetString(bytes, 8, 56));
        Assert.Equal([1f, 2f], new[] { BitConverter.ToSingle(bytes, 64), BitConverter.ToSingle(bytes, 68) });
        Assert.Equal(72, bytes.Length);
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
