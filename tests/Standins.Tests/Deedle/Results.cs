using Deedle;

namespace Standins.Tests.Deedle;

/// <summary>A small table of results that the tests share.</summary>
public static class Results
{
    public record Row(string Machine, string System, int Seed, double Auc, bool Official);

    public static readonly Row[] Rows =
    [
        new("fan", "baseline", 0, 61.25, true),
        new("valve", "baseline", 0, 70.5, true),
        new("fan", "baseline", 1, 64.75, false),
        new("bearing", "proposed", 0, double.NaN, true),
        new("valve", "proposed", 1, 66.5, false),
        new("fan", "proposed", 2, 73.5, true),
    ];

    public static Frame<int, string> Frame => global::Deedle.Frame.FromRecords(Rows);
}
