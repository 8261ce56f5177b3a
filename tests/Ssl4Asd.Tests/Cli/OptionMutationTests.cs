using System.Diagnostics;
using System.Reflection;
using Ssl4Asd.Cli;
using Ssl4Asd.Cli.Commands;
using Ssl4Asd.Experiments;
using Ssl4Asd.Presets;

namespace Ssl4Asd.Tests.Cli;

/// <summary>What changes console and folder of the whole process: nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(Console), DisableParallelization = true)]
public class ConsoleCollection;

/// <summary>
/// Command lines that somebody mistyped, in this process (<see cref="Mutation.Count"/>): each is refused in one line with exit code 2, or understood; none ends with a
/// stack trace, and none takes long to be refused.
/// </summary>
[Collection(nameof(Console))]
public sealed class OptionMutationTests : IDisposable
{
    private static readonly string[] _words =
        ["-1", "0", "1", "1e999", "NaN", "-0.5", "99999999999999999999", "2147483647", "0.0000001", "", " ", "null", "../../x", "tiny", "all", "cuda:7", ",", "a,b", "é\n", "--", "-h", "@", "@nothing", "[x]", "=", "x=y", new('9', 400)];

    // of each command
    private static readonly Dictionary<string, string[]> _options = new[]
    {
        DemoDataCommand.Create(default), DownloadCommand.Create(default), AdoptCommand.Create(default), InspectCommand.Create(default), TrainCommand.Create(default), PseudoLabelsCommand.Create(),
        ScoreCommand.Create(default), EvaluateCommand.Create(), BackendsCommand.Create(default), CompareCommand.Create(default), EmbedCommand.Create(default), DetectCommand.Create(default),
        ExplainCommand.Create(default), BenchCommand.Create(default),
    }.ToDictionary(command => command.Name, command => command.Options.Select(option => option.Name).Append("--nothing").ToArray());

    // of few on a machine that has other work, and of many on one that has none
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(Mutation.Count > 1000 ? 2 : 20);

    private readonly TemporaryFolder _folder = new();
    private readonly (TextWriter Output, TextWriter Error, string Folder) _before = (Console.Out, Console.Error, Environment.CurrentDirectory);

    public void Dispose()
    {
        Environment.CurrentDirectory = _before.Folder;
        Console.SetOut(_before.Output);
        Console.SetError(_before.Error);
        _folder.Dispose();
    }

    [Fact]
    public void EachIsUnderstoodOrRefusedInOneLine()
    {
        Environment.CurrentDirectory = Directory.CreateDirectory(_folder.File("here", "and", "there")).FullName;
        var lines = Lines();
        foreach (var (mistyped, end) in lines)
            Assert.Null(Check([.. mistyped, .. end], warm: false).Fault);
        var (random, refused, faults) = (new Random(6), 0, new List<string>());
        for (var i = 0; i < Mutation.Count; i++)
        {
            var (line, end) = lines[random.Next(lines.Length)];
            var (isRefused, fault) = Check([.. Mistyped(line, random), .. end], warm: true);
            refused += isRefused ? 1 : 0;
            if (fault is not null)
                faults.Add(fault);
        }
        Assert.True(faults.Count == 0, $"{faults.Count} of {Mutation.Count}\n{string.Join('\n', faults.Take(10))}");
        Assert.InRange(refused, Mutation.Count / 3, Mutation.Count);
    }

    // what may be mistyped, and what may not, because it keeps long work from beginning
    private (string[] Mistyped, string[] End)[] Lines()
    {
        var data = SmallDataset.Write(_folder.File("data"));
        var run = TrainExperiment.Run(new TrainRequest { Data = data, Folder = _folder.File("run"), Preset = TinyPreset.Value.WithEpochs(1) }, TorchSharp.torch.CPU).Path;
        Assert.Equal(0, Call(["score", "--run", run, "--data", data]).ExitCode);
        var wav = Directory.GetFiles(data, "*.wav", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        var machine = Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(wav)))!;
        var (empty, file) = (_folder.File("empty"), _folder.File("file", [1]));
        Directory.CreateDirectory(Path.Combine(empty, "dev_data"));
        return
        [
            (["demo-data", "--preset", "tiny", "--seed", "1"], ["--out", data]),
            (["download", "dcase2024", "--machines", "fan", "--parts", "development", "--connections", "2"], ["--out", file]),
            (["adopt", Path.Combine(data, "dev_data", machine), "--normal", "train", "--anomalous", "test", "--clip-seconds", "0.5", "--sessions", "folder"], ["--out", data]),
            (["inspect", "--data", data, "--quick", "--channels", "average"], []),
            (["train", "--data", data, "--system", "proposed", "--preset", "tiny", "--epochs", "1", "--seed", "3", "--clip-seconds", "0.5", "--hold-out", "0.2"], ["--out", run]),
            (["pseudo-labels", "--run", run, "--data", data, "--clusters", "2"], ["--out", _folder.File("labels.csv")]),
            (["score", "--run", run, "--data", data, "--device", "cpu", "--resident", "no"], []),
            (["evaluate", run, run, "--ensemble"], []),
            (["backends", run, "--data", data, "--ensemble"], []),
            (["compare", "--systems", "baseline,proposed", "--seeds", "2", "--preset", "tiny", "--workers", "2", "--replicates", "100"], ["--data", empty, "--out", _folder.File("compared")]),
            (["embed", "--run", run, "--wav", wav], []),
            (["detect", "--run", run, wav, "--machine", machine, "--section", "00", "--hop", "0.5", "--percentile", "90"], []),
            (["explain", "--run", run, wav, "--machine", machine, "--at", "0", "--bands", "2", "--moments", "2"], []),
            (["bench", "--preset", "tiny", "--runs", "1", "--classes", "3"], ["--data", empty]),
        ];
    }

    private static string[] Mistyped(string[] line, Random random)
    {
        var tokens = line.ToList();
        for (var changes = random.Next(1, 4); changes > 0 && tokens.Count > 1; changes--)
        {
            var at = random.Next(1, tokens.Count); // the command stays
            string Word() => _words[random.Next(_words.Length)];
            string Option() => _options[tokens[0]][random.Next(_options[tokens[0]].Length)];
            switch (random.Next(6))
            {
                case 0:
                    tokens.RemoveAt(at);
                    break;
                case 1:
                    tokens.Insert(at, tokens[random.Next(tokens.Count)]);
                    break;
                case 2:
                    tokens.InsertRange(at, [Option(), Word()]);
                    break;
                case 3:
                    tokens.Insert(at, Option());
                    break;
                case 4:
                    var token = tokens[at];
                    tokens[at] = token.Length == 0 ? "x" : token.Insert(random.Next(token.Length + 1), Word());
                    break;
                default:
                    tokens[at] = Word();
                    break;
            }
        }
        return [.. tokens];
    }

    private static (bool IsRefused, string? Fault) Check(string[] arguments, bool warm)
    {
        var what = $"ssl4asd {string.Join(' ', arguments.Select(a => $"'{a}'"))}";
        var clock = Stopwatch.StartNew();
        var call = Task.Run(() => Call(arguments));
        Assert.True(Task.WaitAny([call], TimeSpan.FromMinutes(1)) == 0, $"{what}: has not ended after a minute");
        if (call.IsFaulted)
            return (false, $"{what}: {call.Exception.GetBaseException()}");
        var (code, output, error) = call.Result;
        if (code == 0)
            return (false, null);
        if (code != Output.BadInput)
            return (false, $"{what}: exit code {code}: {error}");
        var said = error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (said.Length == 0 || !said[^1].StartsWith("ssl4asd: ", StringComparison.Ordinal) || error.Contains("   at ", StringComparison.Ordinal))
            return (true, $"{what}: {error}");
        return (true, warm && clock.Elapsed > _longest ? $"{what}: was refused after {clock.Elapsed.TotalSeconds:0.0} s" : null);
    }

    private static (int ExitCode, string Output, string Error) Call(string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Console.SetOut(TextWriter.Synchronized(output));
        Console.SetError(TextWriter.Synchronized(error));
        try
        {
            return ((int)typeof(Output).Assembly.EntryPoint!.Invoke(null, [arguments])!, output.ToString(), error.ToString());
        }
        catch (TargetInvocationException e) when (e.InnerException is not null)
        {
            throw e.InnerException;
        }
    }
}
