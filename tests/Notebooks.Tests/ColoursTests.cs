using Ssl4Asd.Notebooks;

namespace Notebooks.Tests;

public class ColoursTests
{
    [Fact]
    public void NoTwoThingsShareAColour()
    {
        string[] named = [Colours.Source, Colours.Target, Colours.Normal, Colours.Anomaly, Colours.Development, Colours.Evaluation, Colours.Guide];
        Assert.Equal(named.Length, named.Distinct().Count());
        Assert.Equal(Colours.Others.Count, Colours.Others.Distinct().Count());
    }
}
