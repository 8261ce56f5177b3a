using static TorchSharp.torch;

namespace Standins.Tests.Torch;

[Collection("torch")]
public class LinearAlgebraTests
{
    [Fact]
    public void Eigenvalues_ascend_and_their_vectors_are_columns()
    {
        // [[2, 1], [1, 2]]: 1 with (1, −1)/√2, 3 with (1, 1)/√2
        using var matrix = tensor(new double[] { 2, 1, 1, 2 }, [2, 2]);
        var (values, vectors) = linalg.eigh(matrix);
        Assert.Equal([1.0, 3], values.data<double>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
        var columns = vectors.contiguous().data<double>().ToArray();
        Assert.Equal(-columns[0], columns[2], 1e-12);
        Assert.Equal(columns[1], columns[3], 1e-12);
        Assert.All(columns, c => Assert.Equal(Math.Sqrt(0.5), Math.Abs(c), 1e-12));
        Assert.True(matrix.matmul(vectors).allclose(vectors * values));
    }

    [Fact]
    public void A_product_is_added_in_place_to_every_second_row()
    {
        using var target = full([4, 2], float.NaN);
        using var rows = target.view(2, 2, 2).select(1, 0); // rows 0 and 2
        using var left = tensor(new float[] { 1, 2, 3, 4 }, [2, 2]);
        using var right = tensor(new float[] { 5, 6, 7, 8 }, [2, 2]);
        Assert.Same(rows, rows.addmm_(left, right, beta: 0)); // what was there is ignored, even NaN
        Assert.Equal([19f, 22, 43, 50], rows.contiguous().data<float>().ToArray());
        rows.addmm_(left, right, beta: 2, alpha: -1);
        Assert.Equal([19f, 22, float.NaN, float.NaN, 43, 50, float.NaN, float.NaN], target.data<float>().ToArray());
    }

    [Fact]
    public void The_upper_half_can_be_the_one_that_counts()
    {
        using var matrix = tensor(new double[] { 2, 1, 99, 2 }, [2, 2]);
        Assert.Equal([1.0, 3], linalg.eigh(matrix, 'U').Item1.data<double>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
    }
}
