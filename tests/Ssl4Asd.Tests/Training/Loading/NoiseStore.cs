using Ssl4Asd.Audio;
using Ssl4Asd.Audio.Store;
using Ssl4Asd.Tests.Audio;

namespace Ssl4Asd.Tests.Training.Loading;

/// <summary>Recordings of noise, all of different lengths, as a mapped store: what batches are loaded from.</summary>
internal sealed class NoiseStore : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    internal NoiseStore(params int[] lengths)
    {
        Directory.CreateDirectory(_folder.File("data"));
        var random = new Random(1);
        StoreSource[] sources = [.. lengths.Select((length, i) => Write($"{i:0000}.wav", length, random))];
        Store = StoreFolder.Open([_folder.File("store")], "train", sources, 16_000, null, null, default);
    }

    internal ClipStore Store { get; }

    internal string Path => Assert.Single(Directory.GetFiles(_folder.File("store"), "*.clips"));

    internal bool IsThere => Directory.GetFiles(_folder.File("store"), "*.clips").Length > 0;

    /// <summary>Changes a sample behind the store's back.</summary>
    internal void Damage(int recording)
    {
        var before = Enumerable.Range(0, recording).Sum(Store.Length);
        using var file = File.Open(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Position = StoreFile.HeaderBytes + sizeof(short) * before;
        var value = file.ReadByte();
        file.Position--;
        file.WriteByte((byte)(value ^ 0x5A));
    }

    public void Dispose()
    {
        Store.Dispose();
        _folder.Dispose();
    }

    private StoreSource Write(string name, int length, Random random)
    {
        var path = _folder.File("data", name);
        File.WriteAllBytes(path, WavBytes.Pcm16(1, 16_000, [.. Enumerable.Range(0, length).Select(_ => (short)random.Next(short.MinValue, short.MaxValue + 1))]));
        return new StoreSource(path, name, new Dictionary<string, string>());
    }
}
