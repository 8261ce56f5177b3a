namespace Ssl4Asd.Scoring.Backends;

/// <summary>
/// b of one reference after the other, and what it would be without another one: a training clip that is scored for the
/// threshold must not have made its surroundings denser.
/// </summary>
internal sealed class DensityEstimate
{
    private const int MostInserted = 32;
    private readonly double[] _all;         // weights of all others
    private readonly double[] _fewer;       // weights of all others but one
    private readonly double[] _distances;   // to the nearest others in their order, as many as matter
    private readonly int[] _others;         // which these are
    private readonly int _taken;            // how many matter
    private readonly double[] _behind;

    /// <param name="density">How b is defined.</param>
    /// <param name="references">How many references there are; more than <see cref="LocalDensity.OthersNeeded"/>.</param>
    public DensityEstimate(LocalDensity density, int references)
    {
        (_all, _fewer) = (density.Weights(references - 1), density.Weights(references - 2));
        _taken = Math.Min(_all.Length + 1, references - 1);
        var room = _all.Length < MostInserted ? _taken : references - 1;
        (_distances, _others, _behind) = (new double[room], new int[room], new double[_fewer.Length + 2]);
    }

    /// <summary>b of a reference.</summary>
    /// <param name="distances">[references], of this one to all; that to itself does not count.</param>
    /// <param name="self">Which one it is.</param>
    /// <param name="without">
    /// [references]: filled with b as it would be, were one of the others not there. Where no other is left, b as it is; for the
    /// reference itself it means nothing.
    /// </param>
    public double Of(ReadOnlySpan<double> distances, int self, Span<double> without)
    {
        if (_all.Length < MostInserted) Insert(distances, self);
        else Sort(distances, self);
        var density = 0.0;
        for (var n = 0; n < _all.Length; n++) density += _all[n] * _distances[n];
        if (_fewer.Length == 0)
        {
            without.Fill(density);
            return density;
        }
        // without the one of rank q, those before it keep their weights, and those behind it move up by one
        for (var n = _fewer.Length; n >= 1; n--) _behind[n] = _behind[n + 1] + _fewer[n - 1] * _distances[n];
        var before = 0.0;
        for (var n = 0; n < _fewer.Length; n++) before += _fewer[n] * _distances[n];
        without.Fill(before);
        before = 0;
        for (var q = 0; q < _fewer.Length; q++)
        {
            without[_others[q]] = before + _behind[q + 1];
            before += _fewer[q] * _distances[q];
        }
        return density;
    }

    private void Sort(ReadOnlySpan<double> distances, int self)
    {
        for (var (from, to) = (0, 0); from < distances.Length; from++)
        {
            if (from != self) (_distances[to], _others[to++]) = (distances[from], from);
        }
        Select();
        Array.Sort(_distances, _others, 0, _taken);
    }

    // Hoare's: moves the nearest, as many as are taken, to the front
    private void Select()
    {
        var (low, high) = (0, _distances.Length - 1);
        while (low < high)
        {
            var pivot = _distances[(low + high) / 2];
            var (i, j) = (low, high);
            while (i <= j)
            {
                while (_distances[i] < pivot) i++;
                while (_distances[j] > pivot) j--;
                if (i > j) break;
                (_distances[i], _distances[j], _others[i], _others[j]) = (_distances[j], _distances[i], _others[j], _others[i]);
                (i, j) = (i + 1, j - 1);
            }
            if (_taken - 1 <= j) high = j;
            else if (_taken - 1 >= i) low = i;
            else return;
        }
    }

    // faster than sorting, where few are taken
    private void Insert(ReadOnlySpan<double> distances, int self)
    {
        _distances.AsSpan().Fill(double.PositiveInfinity);
        var farthest = double.PositiveInfinity;
        for (var i = 0; i < distances.Length; i++)
        {
            if (distances[i] >= farthest || i == self) continue;
            var place = _distances.Length - 1;
            for (; place > 0 && _distances[place - 1] > distances[i]; place--) (_distances[place], _others[place]) = (_distances[place - 1], _others[place - 1]);
            (_distances[place], _others[place]) = (distances[i], i);
            farthest = _distances[^1];
        }
    }
}
