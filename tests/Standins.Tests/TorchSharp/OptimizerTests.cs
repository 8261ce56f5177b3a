using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Standins.Tests.Torch;

[Collection("torch")]
public class OptimizerTests
{
    private readonly TorchTruth _truth = new("optimizers");

    private Tensor Loss(Parameter p) => ((p - _truth["target"]).pow(4) + p.abs()).sum();

    private Tensor Run(Func<Parameter, optim.Optimizer> make, int steps = 8)
    {
        var p = nn.Parameter(_truth["start"]);
        using var optimizer = make(p);
        var all = new List<Tensor>();
        for (var i = 0; i < steps; i++)
        {
            optimizer.zero_grad();
            Loss(p).backward();
            optimizer.step();
            all.Add(p.detach().clone());
        }
        return stack(all);
    }

    [Fact]
    public void Steps_agree_with_PyTorch()
    {
        _truth.Check("adam", Run(p => optim.Adam([p], lr: 0.05)));
        _truth.Check("adam_decay", Run(p => optim.Adam([p], 0.05, 0.8, 0.99, 1e-6, weight_decay: 0.1)));
        _truth.Check("amsgrad", Run(p => optim.Adam([p], lr: 0.05, amsgrad: true)));
    }

    [Fact]
    public void Groups_have_options_of_their_own()
    {
        _truth.Check("adam_decay", Run(p => optim.Adam(
            [new Adam.ParamGroup([p], lr: 0.05, beta1: 0.8, beta2: 0.99, eps: 1e-6, weight_decay: 0.1)], lr: 1.0)));
        _truth.Check("adam", Run(p => optim.Adam(
            new[] { new Adam.ParamGroup { Parameters = [p], Options = new Adam.Options { LearningRate = 0.05 } } })));
        using var adam = optim.Adam([new Adam.ParamGroup([nn.Parameter(zeros(1))], lr: 0.3)]);
        var group = Assert.Single(adam.ParamGroups);
        Assert.Equal(0.3, group.LearningRate);
        group.LearningRate = 0.1;
        Assert.Equal(0.1, adam.ParamGroups.First().LearningRate);
    }

    [Fact]
    public void Training_resumes_exactly_from_saved_state()
    {
        var whole = Run(p => optim.Adam([p], lr: 0.05));
        var p = nn.Parameter(_truth["start"]);
        using var first = optim.Adam([p], lr: 0.05);
        Steps(first, p, 4);
        var q = nn.Parameter(p.detach().clone());
        using var second = optim.Adam([q], lr: 1.0);
        second.load_state_dict(first.state_dict());
        Steps(second, q, 4);
        Assert.True(q.detach().Equals(whole[7]));
    }

    [Fact]
    public void The_state_of_Adam_can_be_read_and_set()
    {
        var p = nn.Parameter(_truth["start"]);
        using var adam = optim.Adam([p], lr: 0.05);
        Steps(adam, p, 2);
        var state = Assert.IsType<Adam.State>(Assert.Single(adam.state_dict().State));
        Assert.Equal(2, state.step);
        Assert.Equal([3, 2], state.exp_avg.shape);
        state.exp_avg_sq.zero_();
        Assert.Equal(0f, ((Adam.State)adam.state_dict().State[0]).exp_avg_sq.sum().item<float>());
    }

    [Fact]
    public void Gradients_are_clipped_as_in_PyTorch()
    {
        var p = nn.Parameter(_truth["start"]);
        (p - _truth["target"]).pow(4).sum().backward();
        var before = nn.utils.clip_grad_norm_([p], 0.5);
        _truth.Check("clip_norm", tensor((float)before));
        _truth.Check("clip_grad", p.grad);
    }

    [Fact]
    public void Zero_grad_keeps_zero_and_set_to_none_removes()
    {
        using var linear = nn.Linear(2, 1);
        using var adam = optim.Adam(linear.parameters());
        linear.call(ones(1, 2)).sum().backward();
        adam.zero_grad();
        Assert.Equal([0f, 0f], linear.weight.grad!.data<float>().ToArray());
        linear.zero_grad();
        Assert.Null(linear.weight.grad);
        adam.step();
    }

    private void Steps(optim.Optimizer optimizer, Parameter p, int count)
    {
        for (var i = 0; i < count; i++)
        {
            optimizer.zero_grad();
            Loss(p).backward();
            optimizer.step();
        }
    }
}
