using TorchSharp;
using static TorchSharp.torch;

namespace Standins.Tests.Torch;

[Collection("torch")]
public class CreationTests
{
    [Fact]
    public void Types_follow_the_data()
    {
        Assert.Equal(ScalarType.Float32, tensor(1f).dtype);
        Assert.Equal(ScalarType.Float64, tensor(1.0).dtype);
        Assert.Equal(ScalarType.Int32, tensor(1).dtype);
        Assert.Equal(ScalarType.Int64, tensor(1L).dtype);
        Assert.Equal(ScalarType.Bool, tensor(true).dtype);
        Assert.Equal(ScalarType.Int64, tensor(new long[] { 1 }).dtype);
        Assert.Equal(ScalarType.Float32, tensor(new[,] { { 1f } }).dtype);
        Assert.Equal(ScalarType.Float32, zeros(1).dtype);
        Assert.Equal(ScalarType.Float64, zeros(1, dtype: float64).dtype);
        Assert.Equal(ScalarType.Int64, arange(3).dtype);
        Assert.Equal(ScalarType.Float32, arange(0, 1, 0.5).dtype);
        Assert.Equal(ScalarType.Int64, randint(5, [2]).dtype);
        Assert.Equal(ScalarType.Float32, full(2, 1.5).dtype);
        Assert.Equal(ScalarType.Float32, tensor(new[] { 1, 2 }, dtype: float32).dtype);
    }

    [Fact]
    public void Values_are_as_given()
    {
        Assert.Equal([0, 0.25f, 0.5f, 0.75f, 1], linspace(0, 1, 5).data<float>().ToArray());
        Assert.Equal([2, 4, 6], arange(2, 8, 2).data<long>().ToArray());
        Assert.Equal([1, 0, 0, 1], eye(2).data<float>().ToArray());
        Assert.Equal([3, 3, 3, 3], full(2, 2, 3.0).data<float>().ToArray());
        Assert.Equal([1, 1], ones_like(zeros(2)).data<float>().ToArray());
        Assert.Equal([1, 2, 3, 4, 5, 6], tensor(new float[,,] { { { 1, 2, 3 }, { 4, 5, 6 } } }).data<float>().ToArray());
        Assert.Equal([1, 2, 3], tensor(new float[,,] { { { 1, 2, 3 }, { 4, 5, 6 } } })[0, 0].data<float>().ToArray());
        Assert.Equal([2, 2], tensor([1, 2, 3, 4], [2, 2]).shape);
        Assert.Equal([true, false], tensor(new[] { true, false }).data<bool>().ToArray());
        Assert.Equal([0, 1, 2, 3], randperm(4).sort().Values.data<long>().ToArray());
    }

    [Fact]
    public void A_tensor_copies_an_array()
    {
        var data = new[] { 1f, 2f };
        var copied = tensor(data);
        data[0] = 9;
        Assert.Equal([1, 2], copied.data<float>().ToArray());
    }

    [Fact]
    public void Options_are_kept()
    {
        var x = ones([2, 3], requires_grad: true);
        Assert.True(x.requires_grad);
        Assert.True(x.is_leaf);
        Assert.False(zeros_like(x).requires_grad);
        Assert.Equal(DeviceType.CPU, zeros(2, device: CPU).device_type);
        Assert.Equal("cpu", zeros(2, device: device("cpu")).device.ToString());
        Assert.Equal("cuda:1", new Device("cuda:1").ToString());
    }

    [Fact]
    public void Conversions_change_type_and_keep_values()
    {
        var x = tensor(new[] { 0f, 1.7f, -2.2f });
        Assert.Equal([0, 1, -2], x.@long().data<long>().ToArray());
        Assert.Equal([0, 1, -2], x.to_type(ScalarType.Int32).data<int>().ToArray());
        Assert.Equal([false, true, true], x.@bool().data<bool>().ToArray());
        Assert.Equal(ScalarType.Float64, x.to(float64).dtype);
        Assert.Equal(ScalarType.Float64, x.@double().dtype);
        Assert.Equal(ScalarType.Float32, x.cpu().dtype);
        Assert.Equal(ScalarType.Float64, x.to(float64, CPU).dtype);
        Assert.Equal([0f, 1.7f, -2.2f], x.to(CPU).data<float>().ToArray());
        Assert.Equal(1.7f, x[1].ToSingle());
        Assert.Equal(1, x[1].ToInt32());
        Assert.True(x[1].ToBoolean());
        Tensor four = 4.0;
        Assert.Equal(4.0, four.ToDouble());
        Scalar half = 0.5;
        Assert.Equal(0.5, half.ToDouble());
    }

    [Fact]
    public void Data_is_read_and_written_in_row_order()
    {
        var x = arange(6, dtype: float32).reshape(2, 3);
        var t = x.t();
        Assert.Equal([0, 3, 1, 4, 2, 5], t.data<float>().ToArray());
        Assert.Equal(6, t.data<float>().Count);
        Assert.Equal(4f, t.data<float>()[1, 1]);
        var array = new float[4];
        x.data<float>().CopyTo(array, 0, 2);
        Assert.Equal([2, 3, 4, 5], array);
        t.data<float>().CopyFrom([7f, 8f]);
        Assert.Equal([7, 1, 2, 8, 4, 5], x.data<float>().ToArray());
        x.data<float>()[1, 2] = 6;
        Assert.Equal(6f, x[1, 2].item<float>());
        Assert.Equal([7, 1, 2, 8, 4, 6], x.data<float>().ToArray());
        Assert.Throws<IndexOutOfRangeException>(() => x.data<float>()[5] = 6); // only reading takes a running index
    }

    [Fact]
    public void Empty_tensors_are_made_but_not_read_as_matrices()
    {
        var matrix = tensor(Array.Empty<float>(), [0, 256]);
        Assert.Equal([0, 256], matrix.shape);
        Assert.Equal(0, matrix.data<float>().Count);
        Assert.Equal(0, matrix.bytes.Length);
        matrix.bytes = Array.Empty<byte>();
        Assert.Empty(tensor(Array.Empty<float>()).data<float>().ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.data<float>().ToArray());
    }

    [Fact]
    public void Bytes_are_the_memory_itself()
    {
        var x = tensor(new[] { 1, 2 });
        Assert.Equal([1, 0, 0, 0, 2, 0, 0, 0], x.bytes.ToArray());
        x.bytes = new byte[] { 3, 0, 0, 0, 4, 0, 0, 0 };
        Assert.Equal([3, 4], x.data<int>().ToArray());
        x.bytes[0] = 5;
        Assert.Equal(5, x[0].item<int>());
    }

    [Fact]
    public void The_wrong_element_type_throws()
    {
        Assert.Throws<ArgumentException>(() => tensor(new[] { 1f }).data<double>());
        Assert.Throws<ArgumentException>(() => tensor(new[] { 1f, 2f }).item<float>());
        Assert.Throws<ArgumentException>(() => tensor([1f, 2f], [3]));
    }

    [Fact]
    public void Small_integers_keep_their_type()
    {
        Assert.Equal([ScalarType.Byte, ScalarType.Int8, ScalarType.Int16], new[] { tensor((byte)200).dtype, tensor((sbyte)-3).dtype, tensor((short)-300).dtype });
        Assert.Equal(200, tensor((byte)200).item<byte>());
        Assert.Equal([-300, 300], tensor(new short[] { -300, 300 }).data<short>().ToArray());
        Assert.Equal(ScalarType.Byte, tensor(new byte[] { 1 }).dtype);
        Assert.Equal(ScalarType.Int8, tensor(new sbyte[] { 1 }).dtype);
    }
}
