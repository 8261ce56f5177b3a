using Ssl4Asd.Scoring;

namespace Ssl4Asd.Tests.Scoring;

public class ThresholdScoresTests
{
    [Fact]
    public void HeldOutScoresGiveAConformalThreshold()
    {
        var nine = new ThresholdScores([9, 1, 3, 2, 5, 4, 8, 7, 6], isHeldOut: true);
        Assert.Equal((9, 8, 5, 1), (nine.At(90), nine.At(80), nine.At(50), nine.At(1)));
        Assert.Null(nine.Doubt(90));
        Assert.Equal(9, nine.At(95));
        Assert.Contains("9 held-out clips are too few for 5 % false alarms, which take 19", nine.Doubt(95));
        Assert.Contains("9 held-out clips are too few for 0 % false alarms", nine.Doubt(100));
        Assert.Equal(0, new ThresholdScores([], isHeldOut: true).At(90));
        Assert.Throws<ArgumentException>(() => new ThresholdScores([double.NaN], isHeldOut: true));
    }

    [Fact]
    public void TrainingScoresGiveTheirPercentile()
    {
        var scores = new ThresholdScores([1, 2, 3, 4, 5], isHeldOut: false);
        Assert.Equal((3, 4.6), (scores.At(50), scores.At(90)));
        Assert.Null(scores.Doubt(99));
    }

    // what is promised: a normal clip is an anomaly with a probability of at most 100 − p percent, whatever the number of held-out clips
    [Theory]
    [InlineData(9, 90)]
    [InlineData(14, 90)]
    [InlineData(50, 90)]
    [InlineData(50, 95)]
    [InlineData(7, 80)]
    public void FalseAlarmsAreAsFewAsPromised(int heldOut, double percent)
    {
        var random = new Random(1);
        double Score() => Math.Pow(random.NextDouble(), 3); // any distribution
        const int Times = 20_000;
        var alarms = Enumerable.Range(0, Times).Count(_ => new ThresholdScores(Enumerable.Range(0, heldOut).Select(_ => Score()), true).At(percent) is var threshold && Score() > threshold);
        var promised = (100 - percent) / 100;
        Assert.InRange((double)alarms / Times, promised - 1.0 / (heldOut + 1) - 0.01, promised + 0.01);
    }
}
