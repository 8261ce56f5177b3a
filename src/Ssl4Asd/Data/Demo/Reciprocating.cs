using static Ssl4Asd.Data.Demo.Sound;

namespace Ssl4Asd.Data.Demo;

/// <summary>Machines with pistons; their speed is in turns of the crank a second.</summary>
internal static class Reciprocating
{
    /// <summary>A pump: a pressure pulse and a rush of liquid for each piston, and the whine of the drive.</summary>
    internal static double[] Pump(Unit unit, Operation operation, Fault? fault, int samples, Random random, Random chance)
    {
        var (missed, leak, cavitation) = (Fault.Of(fault, FaultKind.MissedStroke), Fault.Of(fault, FaultKind.Leak), Fault.Of(fault, FaultKind.Cavitation));
        // The less there is to push, the faster it turns.
        var crank = Revolutions(operation.Speed * (1 + 0.05 * leak + 0.05 * cavitation + 0.04 * missed), samples, 0.002, random);
        var rush = Noise(samples, (700 + 90 * operation.Load) * unit.Tuning, 1.1, random);
        var hiss = Noise(samples, 4800, 1.4, chance);
        var sound = new double[samples];
        for (var piston = 0; piston < unit.Parts; piston++)
        {
            var ill = piston == 0; // one of them
            foreach (var at in Passes(crank, 1, (double)piston / unit.Parts))
            {
                var strength = random.Gain(0.8) * (ill ? 1 - 0.6 * leak : 1);
                if (ill && chance.NextDouble() < missed) strength *= 0.12;
                AddRing(sound, at, 1.1 * strength, (150 + 25 * operation.Load) * unit.Tuning, 0.022);
                AddBurst(sound, rush, at + 0.004, (0.5 + 0.15 * operation.Load) * strength, 0.02);
                if (ill) AddBurst(sound, hiss, at, 0.15 * leak, 0.05);
                for (var bubble = 0; bubble < 7; bubble++)
                    AddRing(sound, at + chance.Between(0.005, 0.05), 0.5 * cavitation * chance.NextDouble(), chance.Between(2000, 5500), 0.0012);
            }
        }
        for (var k = 1; k <= 4; k++)
            AddTone(sound, crank, 13 * k * unit.Parts, 0.35 / k * random.Gain(2), random.NextDouble());
        Add(sound, Noise(samples, 450 * unit.Tuning, 0.7, random), 0.12 * random.Gain(2));
        return sound;
    }

    /// <summary>A compressor: the thump of the piston, the clicks of both valves, the hum and slip of its motor.</summary>
    internal static double[] Compressor(Unit unit, Operation operation, Fault? fault, int samples, Random random, Random chance)
    {
        var crank = Revolutions(operation.Speed, samples, 0.004, random);
        var gas = Noise(samples, 1500 * unit.Tuning, 0.9, random);
        var hiss = Noise(samples, 3600, 1.2, chance);
        var (missed, leak, knock) = (Fault.Of(fault, FaultKind.MissedStroke), Fault.Of(fault, FaultKind.Leak), Fault.Of(fault, FaultKind.Knock));
        var opens = 0.62 - 0.05 * operation.Load; // the higher the pressure, the later the discharge valve opens
        var sound = new double[samples];
        foreach (var top in Passes(crank, unit.Parts).Prepend(-0.5 / operation.Speed))
        {
            var turn = 1 / (operation.Speed * unit.Parts);
            AddRing(sound, top, 1.2 * random.Gain(1), 95 * unit.Tuning, 0.03);
            AddRing(sound, top + 0.18 * turn, 0.55 * random.Gain(1.5), 1850 * unit.Tuning, 0.004);
            var works = chance.NextDouble() < 0.6 * missed ? 0.1 : 1;
            AddRing(sound, top + (1 - opens) * turn, works * 0.7 * random.Gain(1.5), 2600 * unit.Tuning, 0.004);
            AddBurst(sound, gas, top + (1 - opens) * turn, works * (0.25 + 0.15 * operation.Load) * (1 - 0.5 * leak), 0.018);
            AddBurst(sound, hiss, top + 0.05 * turn, 0.12 * leak, 0.06);
            AddRing(sound, top + 0.46 * turn, 1.2 * knock * chance.Gain(1.5), 880 * unit.Tuning, 0.006);
        }
        var motor = Revolutions(24.4 - 0.25 * operation.Load + 0.7 * leak + 0.4 * missed, samples, 0.001, random); // the less load, the less slip
        foreach (var (order, amplitude) in new[] { (1.0, 0.06), (2, 0.1), (4, 0.2), (28, 0.25), (56, 0.15) })
            AddTone(sound, motor, order, amplitude * random.Gain(2), random.NextDouble());
        Add(sound, Noise(samples, 600 * unit.Tuning, 0.7, random), 0.12 * random.Gain(2));
        return sound;
    }
}
