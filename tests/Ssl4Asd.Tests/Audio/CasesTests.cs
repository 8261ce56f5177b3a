using Ssl4Asd.Audio;
using Ssl4Asd.Experiments;
using Ssl4Asd.Models;
using Ssl4Asd.Presets;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Audio;

/// <summary>
/// Recordings that other readers refuse or misread (Cases/): all hold the sound of 00-plain.wav, 2 s at 16 kHz, and each is
/// read with the notice that belongs to it, or refused.
/// </summary>
public sealed class CasesTests
{
    private const string Unknown = "its header gives no length; taken are all 32000 samples up to the ";
    private const string Unpadded = "a chunk of odd length before its samples has no pad byte";

    private static readonly short[] _plain = WavFile.ReadPcm16(Case("00-plain"));

    /// <summary>Name, notice, and how far samples may be from the plain ones, in levels of 16 bits; −1: other samples.</summary>
    public static TheoryData<string, string?, int> Cases() => new()
    {
        { "00-plain", null, 0 },
        { "01-odd-inst-without-pad", Unpadded, 0 },
        { "04-odd-bext-without-pad", Unpadded, 0 },
        { "10-streamed-2000000000", Unknown + "end of the file", 0 },
        { "15-data-0-riff-right", Unknown + "end of the file", 0 },
        { "18-streamed-7F000000", Unknown + "end of the file", 0 },
        { "19-streamed-then-LIST", Unknown + "chunks behind them", 0 },
        { "21-data-size-is-riff-size", "its header says 64036 bytes of samples, but there are 64000; taken are these", 0 },
        { "23-one-byte-short", "its header says 64000 bytes of samples, but there are 63999; taken are these", 0 },
        { "26-odd-24-bit-counts-its-pad", "its header says 95998 bytes of samples, but there are 95997; taken are these", 1 },
        { "30-RF64", null, 0 },
        { "54-pcm-20-in-24", null, 1 },
        { "55-pcm-12-in-16", null, 15 },
        { "58-float32-scaled-as-int16", "integers of 16 bits that were not scaled; they are divided by 32768", 0 },
        { "80-stereo-antiphase", "its 2 channels cancel when they are averaged; channel 1 is taken instead", 0 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_is_read_with_its_notice(string name, string? notice, int levels)
    {
        var notices = new List<string>();
        var read = WavFile.ReadPcm16(Case(name), notice: notices.Add);
        Assert.InRange(read.Length, 31_999, 32_000);
        Assert.All(read.Zip(_plain), pair => Assert.InRange(pair.First - pair.Second, -levels, levels));
        if (notice is null)
            Assert.Empty(notices);
        else
            Assert.Contains(notice, Assert.Single(notices), StringComparison.Ordinal);
        Assert.Equal(read.Select(sample => sample / 32768f), WavFile.Read(Case(name)).Samples.Select(s => MathF.Round(s * 32768) / 32768));
    }

    [Fact]
    public void A_recording_that_is_cut_off_is_refused_by_name()
    {
        var error = Assert.Throws<InputException>(() => WavFile.ReadPcm16(Case("20-cut-off-half")));
        Assert.Equal($"{Case("20-cut-off-half")}: cut off: it declares 64000 bytes of samples and holds 32000; copy or download it again", error.Message);
    }

    [Fact]
    public void Each_file_has_a_test() =>
        Assert.Equal(
            Cases().Select(row => (string)row[0]).Append("20-cut-off-half").Order(StringComparer.Ordinal),
            Directory.GetFiles(Path.GetDirectoryName(Case(""))!).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    [Fact]
    public void Embeddings_are_those_of_the_plain_recording()
    {
        var preset = TinyPreset.Value with { ClipSeconds = 1.9 }; // one file has a sample less
        using var generator = new Generator(3);
        using var network = new EmbeddingNetwork(preset, generator);
        var rows = Cases().Select(row => ((string)row[0], (int)row[2]!)).ToList();
        using var store = ClipStore.Load(rows.Select(row => Case(row.Item1)));
        var embeddings = Embedder.Embed(network, preset, store, CPU);
        var largest = Enumerable.Range(0, network.Dim).Max(i => Math.Abs(embeddings[0, i]));
        foreach (var ((name, levels), row) in rows.Select((r, i) => (r, i)))
        {
            var worst = Enumerable.Range(0, network.Dim).Max(i => Math.Abs(embeddings[row, i] - embeddings[0, i]));
            Assert.True(worst <= (levels == 0 ? 1e-5 : 0.02 * largest), $"{name}: {worst} of {largest}");
        }
    }

    internal static string Case(string name) => Path.Combine(AppContext.BaseDirectory, "Audio", "Cases", name + ".wav");
}
