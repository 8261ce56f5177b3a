using System.CommandLine;
using System.CommandLine.Parsing;
using Ssl4Asd.Experiments;
using Ssl4Asd.Presets;
using Ssl4Asd.Training.Loading;
using TorchSharp;

namespace Ssl4Asd.Cli;

/// <summary>Options that several commands share, with one wording each.</summary>
internal static class Options
{
    internal static Option<string> Data(bool required = true) => new("--data")
    {
        Description = "Data set: DIR/dev_data/<machine>/{train,test}/*.wav, optionally eval_data and ground_truth",
        HelpName = "DIR",
        Required = required,
    };

    internal static Option<string?> Truth() => new("--truth")
    {
        Description = "Ground truth of the evaluation test clips: a folder with ground_truth_data, an unpacked evaluator, or a list such as eval_data_list.csv [default: what lies in DIR or beside it]",
        HelpName = "DIR",
    };

    internal static Option<string> Run() => new("--run") { Description = "Run folder made by train", HelpName = "RUN", Required = true };

    internal static Option<string> Preset(Preset? otherwise = null) => new("--preset")
    {
        Description = string.Join(", ", Presets.Preset.All.Select(p => p.Name)),
        HelpName = "P",
        DefaultValueFactory = _ => (otherwise ?? DemoPreset.Value).Name,
    };

    internal static Option<string> Device() => new("--device")
    {
        Description = "auto, cpu, cuda or cuda:N",
        DefaultValueFactory = _ => "auto",
    };

    internal static Option<string> Resident() => new("--resident")
    {
        Description = "Keep the training clips on the device: yes, no, or auto (on a GPU that has room for them); changes no number",
        HelpName = "R",
        DefaultValueFactory = _ => "auto",
    };

    internal static Option<bool> SkipBroken() => new("--skip-broken")
    {
        Description = "Leave out recordings that cannot be read, instead of stopping; says how many, inspect lists them",
    };

    internal static Option<string?> Channels() => new("--channels")
    {
        Description = "What becomes of recordings of several channels: average, near (channel 0), far (1), nearminusfar; instead of the preset's",
        HelpName = "C",
    };

    internal static Residency UseResident(this ParseResult parsed, Option<string> option)
        => parsed.GetRequiredValue(option) is var name && Enum.GetNames<Residency>().Contains(name, StringComparer.OrdinalIgnoreCase)
            ? Enum.Parse<Residency>(name, ignoreCase: true)
            : throw new InputException($"--resident takes auto, yes or no, not '{name}'.");

    /// <summary>A parse error in the words of the command line.</summary>
    internal static string Explain(ParseError error) => error.SymbolResult is OptionResult { Option: var option, Tokens: [var token, ..] }
        ? $"{option.Name} takes {Kind(option.ValueType)}, not '{token.Value}'"
        : error.Message.TrimEnd('.');

    private static string Kind(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(int) => "a whole number",
        var t when t == typeof(double) => "a number",
        var t when t == typeof(bool) => "nothing, or true or false",
        _ => "one value",
    };

    /// <summary>The device of a command, with all cores at work; see <see cref="Compute.Prepare"/>.</summary>
    internal static torch.Device UseDevice(this ParseResult parsed, Option<string> option)
    {
        Compute.Prepare();
        return Compute.Device(parsed.GetRequiredValue(option));
    }
}
