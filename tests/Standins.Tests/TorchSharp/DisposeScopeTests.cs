using TorchSharp;
using static TorchSharp.torch;

namespace Standins.Tests.Torch;

[Collection("torch")]
public class DisposeScopeTests
{
    [Fact]
    public void A_scope_disposes_what_stays_in_it()
    {
        Tensor kept, lost;
        using (NewDisposeScope())
        {
            lost = zeros(2);
            using (NewDisposeScope())
                kept = (lost + 1).MoveToOuterDisposeScope();
            Assert.False(kept.IsInvalid);
            kept = kept.mul(2).DetachFromDisposeScope();
        }
        Assert.True(lost.IsInvalid);
        Assert.Throws<InvalidOperationException>(() => lost.shape);
        Assert.Equal([2f, 2f], kept.data<float>().ToArray());
        kept.Dispose();
        Assert.True(kept.IsInvalid);
    }

    [Fact]
    public void Statistics_count_every_tensor()
    {
        var statistics = DisposeScopeManager.Statistics;
        statistics.Reset();
        using (var scope = NewDisposeScope())
        {
            var a = zeros(2);
            var b = ones(2);
            Assert.Equal(2, scope.DisposablesCount);
            Assert.Equal(2, statistics.CreatedInScopeCount);
            b.Dispose();
            Assert.Equal(1, statistics.DisposedInScopeCount);
            Assert.True(scope.Contains(a));
            scope.Detach(a);
            Assert.Equal(1, statistics.DetachedFromScopeCount);
            scope.Attach(a);
            Assert.Equal(1, statistics.AttachedToScopeCount);
        }
        Assert.Equal(0, statistics.ThreadTotalLiveCount);
        var outside = zeros(1);
        Assert.Equal(1, statistics.CreatedOutsideScopeCount);
        Assert.Equal(1, statistics.ThreadTotalLiveCount);
        outside.Dispose();
        Assert.Equal(1, statistics.DisposedOutsideScopeCount);
        Assert.Equal(0, statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Tensors_move_between_scopes()
    {
        using var outer = NewDisposeScope();
        var anchor = zeros(1);
        Tensor a, b, c;
        using (var inner = NewDisposeScope())
        {
            (a, b) = inner.MoveToOuter(zeros(1), zeros(1));
            c = zeros(1).MoveToOtherDisposeScope(anchor);
            Assert.Equal(0, inner.DisposablesCount);
        }
        Assert.Equal(4, outer.DisposablesCount);
        outer.DisposeEverythingBut(a);
        Assert.False(a.IsInvalid);
        Assert.True(b.IsInvalid && c.IsInvalid);
    }

    [Fact]
    public void Parameters_of_layers_outlive_the_scope_they_were_made_in()
    {
        nn.Module<Tensor, Tensor> linear;
        using (NewDisposeScope())
            linear = nn.Linear(2, 3);
        Assert.Equal([1, 3], linear.call(ones(1, 2)).shape);
        linear.Dispose();
        Assert.All(linear.parameters(), p => Assert.True(p.IsInvalid));
    }

    [Fact]
    public void A_parameter_takes_over_its_tensor_and_its_scope()
    {
        using var scope = NewDisposeScope();
        var data = zeros(2);
        var parameter = nn.Parameter(data);
        Assert.True(data.IsInvalid);
        Assert.True(parameter.requires_grad);
        Assert.True(scope.Contains(parameter));
        Assert.False(scope.Contains(data));
    }

    [Fact]
    public void Steps_of_training_leave_nothing_behind()
    {
        using var net = nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Linear(8, 2));
        using var adam = optim.Adam(net.parameters(), weight_decay: 0.1);
        long live = 0;
        for (var i = 0; i < 5; i++)
        {
            using (NewDisposeScope())
            {
                adam.zero_grad();
                net.call(rand(3, 4)).square().mean().backward();
                adam.step();
            }
            if (i == 1)
                live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        }
        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }
}
