using System.Text;
using Ssl4Asd.Data;

namespace Ssl4Asd.Tests.Data;

/// <summary>A data set of tiny WAV files in a temporary folder.</summary>
internal sealed class TemporaryDataset : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("ssl4asd-").FullName;

    /// <summary>One machine with both domains in training and all four kinds of test clips.</summary>
    public static TemporaryDataset Complete()
    {
        var data = new TemporaryDataset();
        data.AddMachine("dev_data", "fan");
        return data;
    }

    public void AddMachine(string subset, string machine, string section = "00")
    {
        foreach (var name in new[]
        {
            $"train/section_{section}_source_train_normal_0000_m-n_W.wav", $"train/section_{section}_source_train_normal_0001_m-n_X.wav",
            $"train/section_{section}_target_train_normal_0000_m-n_Z.wav",
        }) Add($"{subset}/{machine}/{name}");
        if (subset == "eval_data")
        {
            for (var i = 0; i < 4; i++) Add($"{subset}/{machine}/test/section_{section}_{i:0000}.wav");
            return;
        }
        foreach (var domain in new[] { "source", "target" })
        {
            foreach (var condition in new[] { "normal", "anomaly" })
                Add($"{subset}/{machine}/test/section_{section}_{domain}_test_{condition}_0000_m-n_W.wav");
        }
    }

    public void AddTruth(string machine, string data, string domain, string section = "00")
    {
        Write($"ground_truth/ground_truth_data/ground_truth_{machine}_section_{section}_test.csv", data);
        Write($"ground_truth/ground_truth_domain/ground_truth_{machine}_section_{section}_test.csv", domain);
    }

    public string At(string relative) => Path.Combine(Root, relative);

    public void Add(string relative, double seconds = 0.01) => Write(relative, Wav(seconds));

    public void Write(string relative, string content) => Write(relative, Encoding.UTF8.GetBytes(content));

    public void Write(string relative, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(relative))!);
        File.WriteAllBytes(At(relative), content);
    }

    public IReadOnlyList<string> Errors() =>
        [.. DatasetReport.Inspect(Root).Problems.Where(p => p.Severity == ProblemSeverity.Error).Select(p => p.Message)];

    /// <summary>That loading refuses with the one error that inspection finds, and what it says.</summary>
    public string OnlyError()
    {
        var error = Assert.Single(Errors());
        Assert.Equal(error, Assert.Throws<InputException>(() => Dataset.Load(Root)).Message);
        Assert.DoesNotContain('\n', error);
        return error;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private int _seed;

    /// <summary>Noise, each time another: mono, 16 bit, 16 kHz, with an odd chunk of other content before the samples.</summary>
    private byte[] Wav(double seconds)
    {
        var samples = (int)Math.Round(seconds * 16000);
        var noise = new Random(_seed++);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("RIFF"u8);
        writer.Write(4 + 24 + 12 + 8 + 2 * samples);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((ushort)1);
        writer.Write((ushort)1);
        writer.Write(16000);
        writer.Write(32000);
        writer.Write((ushort)2);
        writer.Write((ushort)16);
        writer.Write("LIST"u8);
        writer.Write(3);
        writer.Write(new byte[4]);
        writer.Write("data"u8);
        writer.Write(2 * samples);
        for (var i = 0; i < samples; i++) writer.Write((short)noise.Next(-10_000, 10_000));
        return stream.ToArray();
    }
}
