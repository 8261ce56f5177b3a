using Ssl4Asd.Data;

namespace Ssl4Asd.Tests.Data;

public class WavLengthTests
{
    private static double Length(byte[] content)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, content);
            return WavLength.Seconds(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(2.125)]
    public void Length_is_samples_by_rate(double seconds) => Assert.Equal(seconds, Length(TemporaryDataset.Wav(seconds)));

    [Fact]
    public void A_file_cut_short_has_the_length_of_what_is_there() => Assert.Equal(0.5, Length(TemporaryDataset.Wav(1)[..^16000]));

    [Fact]
    public void Broken_headers_are_refused_and_never_crash()
    {
        var good = TemporaryDataset.Wav(0.01);
        for (var cut = 0; cut < 56; cut++)
            Assert.Throws<InputException>(() => Length(good[..cut]));
        var random = new Random(1);
        for (var round = 0; round < 500; round++)
        {
            var bytes = (byte[])good.Clone();
            for (var edits = 0; edits < 3; edits++) bytes[random.Next(64)] = (byte)random.Next(256);
            try
            {
                Assert.InRange(Length(bytes), 0, double.MaxValue);
            }
            catch (InputException e)
            {
                Assert.Contains("not a WAV file", e.Message);
            }
        }
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.StartsWith("nowhere.wav: cannot be read", Assert.Throws<InputException>(() => WavLength.Seconds("nowhere.wav")).Message);
}
