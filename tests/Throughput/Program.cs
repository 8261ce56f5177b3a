// Seconds per training step of the proposed system, as one line of JSON: the C# side of run.sh.
// Arguments: batch, steps, classes, clip seconds; or "store" and a data set (store.sh).
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ssl4Asd.Experiments;
using Ssl4Asd.Presets;
using Ssl4Asd.Training;
using static TorchSharp.torch;

if (args is ["store", var data])
{
    StoreRate.Print(data);
    return;
}

double Argument(int index, double otherwise) => args.Length > index ? double.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;
var (batch, steps, classes) = ((long)Argument(0, 16), (int)Argument(1, 5), (int)Argument(2, 167));
var preset = PaperPresets.Dcase2023 with { ClipSeconds = Argument(3, 18) };

Compute.Prepare();
using var generator = new Generator(0);
using var model = new AsdModel(SystemDefinition.Proposed, preset, classes, generator);
using var optimizer = AdamOptimizer.For(model);
model.train();
var waves = randn([batch, preset.ClipSamples], generator: generator).mul_(0.1);
var labels = nn.functional.one_hot(arange(batch, dtype: ScalarType.Int64) % classes, classes).to_type(ScalarType.Float32);

double Step()
{
    var clock = Stopwatch.StartNew();
    using var scope = NewDisposeScope();
    var losses = model.call(waves, labels, ExchangeDraws.Draw(model.Definition, batch, generator, CPU));
    optimizer.zero_grad();
    losses.Total.backward();
    optimizer.step();
    losses.Total.item<float>(); // as the training loop does
    return clock.Elapsed.TotalSeconds;
}

Step(); // warm-up
var seconds = Enumerable.Range(0, steps).Select(_ => Step()).Order().ToList();
var median = (seconds[(steps - 1) / 2] + seconds[steps / 2]) / 2;
Console.WriteLine(JsonSerializer.Serialize(new
{
    seconds_per_step_median = Math.Round(median, 4),
    clips_per_second = Math.Round(batch / median, 3),
    threads = get_num_threads(),
    seconds_per_step_min = Math.Round(seconds[0], 4),
    steps,
    clip_seconds = preset.ClipSeconds,
    batch,
    classes,
}));
