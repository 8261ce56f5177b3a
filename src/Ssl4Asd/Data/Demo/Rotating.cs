using static Ssl4Asd.Data.Demo.Sound;

namespace Ssl4Asd.Data.Demo;

/// <summary>Machines around one shaft; their speed is in revolutions a second.</summary>
internal static class Rotating
{
    /// <summary>Ball passes of the outer race in a revolution, as of a common bearing with nine balls.</summary>
    internal const double BallPassOrder = 3.58;

    /// <summary>Where the fan's housing rings at tuning 1, in Hz.</summary>
    internal const double FanHousing = 1900;

    /// <summary>The tone of the blades and its harmonics, the noise of the flow in their rhythm, the motor's hum.</summary>
    internal static double[] Fan(Unit unit, Operation operation, Fault? fault, int samples, Random random, Random chance)
    {
        var rub = Fault.Of(fault, FaultKind.Rub);
        var shaft = Revolutions(operation.Speed * (1 - 0.06 * rub), samples, 0.002, random);
        var sound = new double[samples];
        for (var k = 1; k <= 14; k++)
            AddTone(sound, shaft, k * unit.Parts, 0.4 * Math.Pow(k, -0.5) * random.Gain(1.5), random.NextDouble());
        Modulate(sound, shaft, 1, 0.9 * Fault.Of(fault, FaultKind.Imbalance));
        AddTone(sound, shaft, 1, 0.06 * random.Gain(1.5) + 0.3 * Fault.Of(fault, FaultKind.Imbalance), random.NextDouble());

        var flow = Noise(samples, (350 + 44 * operation.Speed) * unit.Tuning, 0.8, random);
        Modulate(flow, shaft, unit.Parts, 0.35);
        Add(sound, flow, (0.25 + 0.12 * operation.Load) * random.Gain(1));
        var hum = Revolutions(100, samples, 0, random);
        for (var k = 1; k <= 3; k++)
            AddTone(sound, hum, k, 0.08 / k * operation.Load * random.Gain(2), random.NextDouble());

        AddBearing(sound, shaft, FanHousing * unit.Tuning, 0.7 * Fault.Of(fault, FaultKind.Bearing), chance);
        var scrape = Noise(samples, 2600 * unit.Tuning, 1.5, chance);
        foreach (var at in Passes(shaft, 1, chance.NextDouble()))
            AddBurst(sound, scrape, at, 0.7 * rub * chance.Gain(2), 0.004);
        return sound;
    }

    /// <summary>Two wheels: the lines of their mesh, with sidebands at the speed of either shaft, and rolling noise.</summary>
    internal static double[] Gearbox(Unit unit, Operation operation, Fault? fault, int samples, Random random, Random chance)
    {
        var shaft = Revolutions(operation.Speed, samples, 0.002, random);
        const double output = 0.62; // speed of the second shaft
        var wear = Fault.Of(fault, FaultKind.Wear);
        var sound = new double[samples];
        for (var k = 1; k <= 5; k++)
        {
            var mesh = (0.2 + 0.12 * operation.Load) * Math.Pow(k, -0.3 * (5 - operation.Load)) * random.Gain(1.5);
            AddTone(sound, shaft, k * unit.Parts, mesh * (k == 2 ? 1 + 0.7 * wear : 1), random.NextDouble());
            AddTone(sound, shaft, k * unit.Parts + 1, mesh * 0.15 * random.Gain(2) + 0.22 * wear / k, random.NextDouble());
            AddTone(sound, shaft, k * unit.Parts - output, mesh * 0.15 * random.Gain(2) + 0.22 * wear / k, random.NextDouble());
        }
        Add(sound, Noise(samples, 1100 * unit.Tuning, 0.7, random), 0.22 * random.Gain(1.5));

        var chip = Fault.Of(fault, FaultKind.ChippedTooth);
        foreach (var at in Passes(shaft, output, chance.NextDouble()))
            AddRing(sound, at, 1.6 * chip * chance.Gain(1), 2300 * unit.Tuning, 0.005);
        AddBearing(sound, shaft, 4300 * unit.Tuning, 0.9 * Fault.Of(fault, FaultKind.Bearing), chance);
        return sound;
    }

    /// <summary>Rings of the housing at the ball-pass frequency. Balls slip: their distances vary by a hundredth.</summary>
    internal static void AddBearing(double[] sound, double[] shaft, double hertz, double amplitude, Random chance)
    {
        foreach (var at in Passes(shaft, BallPassOrder, chance.NextDouble()))
            AddRing(sound, at + 0.0001 * chance.Normal(), amplitude * chance.Gain(1), hertz, 0.0025);
    }
}
