using System.CommandLine;
using Ssl4Asd.Experiments;
using Ssl4Asd.Scoring.Backends;

namespace Ssl4Asd.Cli;

/// <summary>The options that choose a back end.</summary>
internal sealed class BackendOptions
{
    private readonly Option<string?> _backend = new("--backend")
    {
        Description = $"How distances become scores: {string.Join(", ", Backend.All.Select(b => b.Name))} [default: that of the run's system: paper; ldn for direct-act]",
        HelpName = "B",
    };

    internal Option<int?> Neighbours { get; } = new("--neighbours") { Description = "Local density: the mean over so many nearest references, instead of the back end's", HelpName = "K" };

    internal Option<double?> Decay { get; } = new("--decay") { Description = "Local density: over all references by rank, each next one with so much of the weight (GWRP)", HelpName = "R" };

    internal Option<string?> References { get; } = new("--references") { Description = "What embeddings are compared with: all (training embeddings), or kmeans (means of the source domain, and all of the target domain)", HelpName = "C" };

    /// <summary>Adds them to a command that takes one back end.</summary>
    internal void AddTo(Command command)
    {
        command.Options.Add(_backend);
        command.Options.Add(Neighbours);
        command.Options.Add(Decay);
        command.Options.Add(References);
    }

    /// <summary>The back end that was asked for; that of the run's system unless another was.</summary>
    /// <exception cref="InputException">There is none of that name, it has no such option, or the folder is no run.</exception>
    internal Backend Chosen(ParseResult parsed, RunFolder run)
    {
        var choice = Choice(parsed);
        var named = parsed.GetValue(_backend) is { } name ? Backend.Named(name) : RunSettings.Read(run.Settings).Backend;
        return named.With(parsed.GetValue(Neighbours), parsed.GetValue(Decay), choice);
    }

    internal ReferenceChoice? Choice(ParseResult parsed) => parsed.GetValue(References) is { } name ? Backend.ReferencesNamed(name) : null;
}
