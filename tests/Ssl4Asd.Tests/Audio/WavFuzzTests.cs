using Ssl4Asd.Audio;
using static Ssl4Asd.Tests.Audio.WavBytes;

namespace Ssl4Asd.Tests.Audio;

/// <summary>Whatever the bytes: a waveform, or an <see cref="InputException"/> of one line.</summary>
public sealed class WavFuzzTests : IDisposable
{
    private static readonly byte[][] _seeds =
    [
        WavBytes.Pcm16(1, 16000, [.. Enumerable.Range(0, 50).Select(i => (short)(i * 600))]),
        WavBytes.Pcm16(2, 48000, [.. Enumerable.Range(0, 50).Select(i => (short)(i * -600))]),
        File(Extensible(Pcm, 24, 3), Chunk("fact", U32(9)), Chunk("data", new byte[90]), Chunk("LIST", new byte[11])),
        File(Chunk("JUNK", new byte[5]), Extensible(IeeeFloat, 64), Chunk("data", Samples(IeeeFloat, 64, new double[20]))),
        Float32(44100, Enumerable.Repeat(0.5, 30)),
    ];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Every_cut_is_refused_unless_it_is_as_long_as_a_header_or_less_than_a_sample()
    {
        foreach (var seed in _seeds)
        {
            var end = seed.AsSpan().IndexOf("data"u8) + 8 + BitConverter.ToInt32(seed, seed.AsSpan().IndexOf("data"u8) + 4);
            for (var length = 0; length < end; length++)
            {
                var notices = new List<string>();
                if (IsRead(seed[..length], notices))
                {
                    var (missing, data) = (end - length, seed.AsSpan().IndexOf("data"u8) + 8);
                    Assert.True(missing < BitConverter.ToUInt16(seed, seed.AsSpan().IndexOf("fmt "u8) + 20) || missing is 8 or 12 || missing == data || missing == data - 8, $"cut at {length} of {end}");
                    Assert.Contains(notices, line => line.Contains("of samples, but there are", StringComparison.Ordinal));
                }
            }
            Assert.True(IsRead(seed[..end]));
        }
    }

    [Fact]
    public void Changed_headers_are_read_or_refused()
    {
        var random = new Random(20230101);
        byte[] telling = [0, 1, 2, 3, 4, 7, 8, 16, 24, 32, 64, 0x7F, 0x80, 0xFE, 0xFF];
        var (read, rounds) = (0, 1500);
        for (var round = 0; round < rounds; round++)
        {
            var bytes = (byte[])_seeds[round % _seeds.Length].Clone();
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                var position = random.Next(Math.Min(bytes.Length, 100));
                bytes[position] = random.Next(2) == 0 ? telling[random.Next(telling.Length)] : (byte)random.Next(256);
            }
            read += IsRead(bytes) ? 1 : 0;
        }
        Assert.InRange(read, rounds / 20, rounds * 19 / 20); // neither nearly always: the changes were telling ones
    }

    [Fact]
    public void Random_bytes_are_refused()
    {
        var random = new Random(20230102);
        for (var round = 0; round < 1000; round++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            byte[] start = (round % 4) switch
            {
                0 => [],
                1 => File(),
                2 => [.. File(), .. "fmt "u8, .. U32((uint)random.Next(60))],
                _ => File(Format(Pcm, 16)),
            };
            Assert.False(IsRead([.. start, .. bytes]));
        }
    }

    public void Dispose() => _folder.Dispose();

    private bool IsRead(byte[] bytes, List<string>? notices = null)
    {
        var path = _folder.File("a.wav", bytes);
        var (samples, error) = Try(() => WavFile.Read(path, notice: line => notices?.Add(line)).Samples);
        var (levels, sameError) = Try(() => WavFile.ReadPcm16(path));
        Assert.Equal(error, sameError);
        Assert.Equal(samples?.Length, levels?.Length);
        if (error is not null)
        {
            Assert.StartsWith(path + ": ", error);
            Assert.DoesNotContain('\n', error);
            return false;
        }
        Assert.NotEmpty(samples!);
        Assert.All(samples!, sample => Assert.True(float.IsFinite(sample)));
        return true;
    }

    private static (T? Value, string? Error) Try<T>(Func<T> read)
        where T : class
    {
        try
        {
            return (read(), null);
        }
        catch (InputException e)
        {
            return (null, e.Message);
        }
    }
}
