using static Ssl4Asd.Data.Demo.Sound;

namespace Ssl4Asd.Data.Demo;

/// <summary>Machines that move to and fro on command.</summary>
internal static class Actuators
{
    /// <summary>Seconds from one opening to the next, and the fraction of it for which the valve is open, by pattern.</summary>
    internal static readonly IReadOnlyList<(double Period, double Open)> Patterns =
        [(0.30, 0.5), (0.36, 0.35), (0.24, 0.6), (0.42, 0.5), (0.27, 0.3), (0.33, 0.65)];

    /// <summary>A solenoid valve: two clicks for each opening, one for each closing, air while it is open. Speed is the number of its pattern.</summary>
    internal static double[] Valve(Unit unit, Operation operation, Fault? fault, int samples, Random random, Random chance)
    {
        var (period, open) = Patterns[(int)operation.Speed];
        var air = Noise(samples, (1900 + 350 * operation.Load) * unit.Tuning, 1, random);
        var hiss = Noise(samples, 5200, 1.2, chance);
        var (missed, sluggish, leak) = (Fault.Of(fault, FaultKind.MissedStroke), Fault.Of(fault, FaultKind.Sluggish), Fault.Of(fault, FaultKind.Leak));
        var sound = new double[samples];
        var seconds = (double)samples / SampleRate;
        for (var at = -period * random.NextDouble(); at < seconds; at += period)
        {
            var (first, second) = (at + 0.002 * random.Normal(), at + open * period + 0.002 * random.Normal());
            var (opening, closing, flow) = (random.Gain(1), random.Gain(1), random.Gain(0.7));
            var late = sluggish * chance.Between(0.015, 0.045);
            var moves = chance.NextDouble() >= 0.5 * missed;
            if (!moves) continue;
            var soft = 1 - 0.6 * sluggish;
            AddRing(sound, first, 1.1 * opening, 2450 * unit.Tuning, 0.005);
            AddRing(sound, first + 0.009 + late, 0.9 * opening * soft, 4100 * unit.Tuning, 0.003);
            AddRing(sound, second + late, 1.3 * closing * soft, 1600 * unit.Tuning, 0.006);
            AddBurst(sound, air, first + 0.01 + late, (0.25 + 0.12 * operation.Load) * flow, 0.35 * open * period);
        }
        Add(sound, hiss, 0.06 * leak);
        var hum = Revolutions(100, samples, 0, random);
        AddTone(sound, hum, 1, 0.05 * random.Gain(2), random.NextDouble());
        AddTone(sound, hum, 3, 0.03 * random.Gain(2), random.NextDouble());
        return sound;
    }

    /// <summary>
    /// A slide on a ball screw: the motor's whine rises and falls with each stroke, rolling noise goes with it, and it
    /// thumps where it turns round. Speed is in strokes in ten seconds.
    /// </summary>
    internal static double[] Slider(Unit unit, Operation operation, Fault? fault, int samples, Random random, Random chance)
    {
        var friction = Fault.Of(fault, FaultKind.Friction);
        var period = 10 / operation.Speed * (1 + 0.002 * random.Normal());
        var (start, rolling) = (random.NextDouble(), Noise(samples, (900 + 150 * operation.Load) * unit.Tuning, 0.8, random));
        var screw = new double[samples]; // revolutions of the ball screw
        var speed = new double[samples]; // 0 … 1
        var sound = new double[samples];
        var turns = new List<double>();
        for (var i = 1; i < samples; i++)
        {
            var x = i / (SampleRate * period) + start;
            var along = x - Math.Floor(x);
            speed[i] = Math.Min(1, 5 * Math.Min(along, 1 - along)); // a fifth to speed up, a fifth to slow down
            screw[i] = screw[i - 1] + (1 - 0.012 * friction) * speed[i] * 2.6 * operation.Speed / SampleRate;
            if (Math.Floor(x) > Math.Floor((i - 1) / (SampleRate * period) + start)) turns.Add((double)i / SampleRate);
        }
        for (var k = 1; k <= 5; k++)
            AddTone(sound, screw, k * unit.Parts, 0.5 / k * random.Gain(1.5), random.NextDouble());
        Add(sound, rolling, (0.25 + 0.1 * operation.Load) * random.Gain(1));
        Add(sound, Squeal(samples, 2350 * unit.Tuning, chance), 0.2 * friction);
        foreach (var at in Passes(screw, 1.7, chance.NextDouble()))
            AddRing(sound, at, 0.6 * Fault.Of(fault, FaultKind.Bearing) * chance.Gain(1), 3700 * unit.Tuning, 0.003);
        for (var i = 0; i < samples; i++) sound[i] *= 0.03 + speed[i];

        foreach (var at in turns)
        {
            AddRing(sound, at, (0.8 + 0.3 * operation.Load) * random.Gain(1.5), 210 * unit.Tuning, 0.02);
            AddRattle(sound, at + 0.005, 3.6 * Fault.Of(fault, FaultKind.Rattle), 1450 * unit.Tuning, 9, 0.11, chance);
        }
        return sound;
    }

    /// <summary>Stick and slip: a wavering tone with harmonics that comes and goes 40–70 times a second.</summary>
    internal static double[] Squeal(int samples, double hertz, Random chance)
    {
        var squeal = new double[samples];
        var tone = Revolutions(hertz * chance.Between(0.93, 1.07), samples, 0.02, chance);
        for (var k = 1; k <= 3; k++) AddTone(squeal, tone, k, 0.8 / k);
        Modulate(squeal, Revolutions(chance.Between(40, 70), samples, 0.05, chance), 1, 0.9);
        Modulate(squeal, Revolutions(chance.Between(1, 3), samples, 0, chance), 1, 0.8);
        return squeal;
    }

    /// <summary>A volley of small knocks within some seconds, weaker and weaker.</summary>
    internal static void AddRattle(double[] sound, double at, double amplitude, double hertz, int knocks, double seconds, Random chance)
    {
        for (var k = 0; k < knocks; k++)
        {
            var after = chance.NextDouble();
            AddRing(sound, at + seconds * after, amplitude * (1 - 0.7 * after) * chance.Gain(2), hertz * chance.Between(0.85, 1.2), 0.0035);
        }
    }
}
