using Deedle;
using static TorchSharp.torch;

namespace Ssl4Asd.Notebooks.Tables;

/// <summary>What a network consists of.</summary>
public static class ModelTables
{
    /// <summary>One row for each parameter tensor: its module path, its shape, how many numbers it holds.</summary>
    /// <param name="module">Any network.</param>
    public static Frame<int, string> Parameters(nn.Module module) => Frame.FromRecords(module.named_parameters().Select(p =>
        new ParameterRow(p.name, string.Join(" × ", p.parameter.shape), p.parameter.numel(), p.parameter.requires_grad ? "yes" : "no")));

    /// <summary>One row for each network: how many parameter tensors, how many numbers, and the megabytes that they take.</summary>
    /// <param name="modules">Networks with the names to show.</param>
    public static Frame<int, string> Summary(params (string Name, nn.Module Module)[] modules) => Frame.FromRecords(modules.Select(m =>
        new ModuleRow(m.Name, m.Module.parameters().Count(), m.Module.parameters().Sum(p => p.numel()), Math.Round(m.Module.parameters().Sum(p => p.numel()) * sizeof(float) / 1e6, 2))));

    private sealed record ParameterRow(string Parameter, string Shape, long Numbers, string Trained);

    private sealed record ModuleRow(string Network, int Tensors, long Numbers, double Megabytes);
}
