using Ssl4Asd.Features.Fast;
using Ssl4Asd.Models.Fast;
using Ssl4Asd.Models.Fast.Winograd;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Models.Fast;

/// <summary>Products of matrices against libtorch's in double precision, with registers of each width.</summary>
public unsafe class MatrixProductTests
{
    private const double Tolerance = 2e-6; // of the largest number

    // rows: sixes, fours, single ones at the end, several parts; inner: less than a block, one, more; columns: the panels of 512 bits are 32 wide
    [Theory]
    [InlineData(1, 32, 1)]
    [InlineData(3, 64, 127)]
    [InlineData(7, 32, 128)]
    [InlineData(97, 96, 129)]
    [InlineData(200, 32, 300)]
    [InlineData(250, 416, 260)] // several columns of panels
    [InlineData(100, 2080, 140)] // rows of a in blocks, and one of blocks that is not whole
    public void NumbersAreThoseOfLibtorch(int rows, int columns, int inner)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5);
        var (a, b, before) = (randn([rows, inner], generator: generator), randn([inner, columns], generator: generator), randn([rows, columns], generator: generator));
        var (aTurned, bTurned) = (a.t().contiguous(), b.t().contiguous());
        var product = a.to(ScalarType.Float64).mm(b.to(ScalarType.Float64));
        foreach (var arithmetic in new TileArithmetic[] { new TileArithmetic<UsualLanes>(), new TileArithmetic<WideLanes>() })
            foreach (var isTurned in new[] { false, true })
                foreach (var isSum in new[] { false, true })
                {
                    var c = before.clone();
                    var (left, right) = (isTurned ? aTurned : a, isTurned ? bTurned : b);
                    fixed (float* x = Floats.Of(left)[0, 1], y = Floats.Of(right)[0, 1], z = Floats.Of(c)[0, 1])
                        MatrixProduct.Multiply(
                            isTurned ? new(x, 1, rows) : new(x, inner, 1), isTurned ? new(y, 1, inner) : new(y, columns, 1), new(z, columns, 1), rows, columns, inner, isSum, arithmetic);
                    var expected = isSum ? product + before.to(ScalarType.Float64) : product;
                    var off = (c.to(ScalarType.Float64) - expected).abs().max().item<double>() / expected.abs().max().item<double>();
                    Assert.True(off < Tolerance, $"{arithmetic.GetType().GenericTypeArguments[0].Name}, turned {isTurned}, sum {isSum}: {off}");
                }
    }

    [Theory]
    [InlineData(16, 24)] // whole blocks
    [InlineData(13, 21)] // and what is left of them
    [InlineData(5, 40)]
    public void AMatrixIsTransposedWithinOthers(int rows, int columns)
    {
        using var scope = NewDisposeScope();
        var (from, to) = (rand(rows, columns + 3), full([columns, rows + 2], -1f));
        fixed (float* x = Floats.Of(from)[0, 1], y = Floats.Of(to)[0, 1])
            MatrixProduct.Transpose(x, columns + 3, y, rows + 2, rows, columns);
        Assert.True(to.narrow(1, 0, rows).equal(from.narrow(1, 0, columns).t()).all().item<bool>());
        Assert.True(to.narrow(1, rows, 2).eq(-1f).all().item<bool>()); // nothing beside it
    }

    // the patches of a convolution
    [Fact]
    public void RowsMayOverlap()
    {
        using var scope = NewDisposeScope();
        var (signal, b) = (arange(100, dtype: ScalarType.Float32), eye(32, dtype: ScalarType.Float32));
        var c = empty(18, 32);
        fixed (float* x = Floats.Of(signal)[0, 1], y = Floats.Of(b)[0, 1], z = Floats.Of(c)[0, 1])
            MatrixProduct.Multiply(new(x, 4, 1), new(y, 32, 1), new(z, 32, 1), 18, 32, 32, isSum: false);
        Assert.Equal(signal.unfold(0, 32, 4).contiguous().data<float>().ToArray(), c.data<float>().ToArray());
    }
}
