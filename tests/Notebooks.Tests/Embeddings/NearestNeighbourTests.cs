using Ssl4Asd.Notebooks.Embeddings;

namespace Notebooks.Tests.Embeddings;

public class NearestNeighbourTests
{
    // the first column pair tells the labels apart, the second one does not
    private static readonly float[,] Embeddings = { { 1, 0, 1, 0 }, { 2, 0.1f, 0, 1 }, { 0, 1, 3, 0.1f }, { 0.1f, 4, 0.1f, 2 } };
    private static readonly string[] Labels = ["a", "a", "b", "b"];

    [Fact]
    public void EachPartIsMeasuredByItself()
    {
        Assert.Equal(1, NearestNeighbour.Agreement(Embeddings, 0, 2, Labels));
        Assert.Equal(0, NearestNeighbour.Agreement(Embeddings, 2, 4, Labels));
    }

    [Fact]
    public void LengthDoesNotMatter() => Assert.Equal(1, NearestNeighbour.Agreement(new float[,] { { 1000, 0 }, { 1, 0 }, { 0, 1 }, { 0, 1000 } }, 0, 2, Labels));

    [Fact]
    public void OneRecordingHasNoNeighbour() => Assert.Equal(double.NaN, NearestNeighbour.Agreement(new float[1, 2], 0, 2, ["a"]));

    [Fact]
    public void LabelsMustFit() => Assert.Throws<ArgumentException>(() => NearestNeighbour.Agreement(new float[3, 2], 0, 2, Labels));
}
