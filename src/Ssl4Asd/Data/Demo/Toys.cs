using static Ssl4Asd.Data.Demo.Sound;

namespace Ssl4Asd.Data.Demo;

/// <summary>Toys with a small motor; their speed is in turns of the motor a second.</summary>
internal static class Toys
{
    /// <summary>A car on rollers: commutator and gears of the motor, and the tyres.</summary>
    internal static double[] Car(Unit unit, Operation operation, Fault? fault, int samples, Random random, Random chance)
    {
        const double wheel = 0.12; // turns of a wheel in a turn of the motor
        var (bent, chip, spark) = (Fault.Of(fault, FaultKind.Imbalance), Fault.Of(fault, FaultKind.ChippedTooth), Fault.Of(fault, FaultKind.Sparking));
        var motor = Revolutions(operation.Speed * (1 - 0.02 * chip - 0.03 * spark), samples, 0.006, random); // drag, or too little current
        var sound = new double[samples];
        for (var k = 1; k <= 4; k++)
        {
            AddTone(sound, motor, 6 * k, 0.28 / k * random.Gain(1.5), random.NextDouble());
            AddTone(sound, motor, unit.Parts * k, (0.15 + 0.1 * operation.Load) / k * random.Gain(1.5), random.NextDouble());
        }
        var tyres = Noise(samples, (1300 + 200 * operation.Load) * unit.Tuning, 0.8, random);
        Modulate(tyres, motor, wheel, 0.15, random.NextDouble());
        Add(sound, tyres, 0.35 * random.Gain(1));
        Modulate(sound, motor, wheel, 0.75 * bent);
        AddTone(sound, motor, 1, 0.05 * random.Gain(2) + 0.25 * bent, random.NextDouble());

        foreach (var at in Passes(motor, 3 * wheel, chance.NextDouble()))
            AddRing(sound, at, 0.9 * chip * chance.Gain(1.5), 3100 * unit.Tuning, 0.004);
        foreach (var at in Passes(motor, 3, chance.NextDouble()))
            AddRing(sound, at, 0.7 * spark * Math.Pow(chance.NextDouble(), 2), chance.Between(4500, 7000), 0.0008);
        return sound;
    }

    /// <summary>A train on its rails: motor and gears, rolling wheels, and two axles that pass each rail joint.</summary>
    internal static double[] Train(Unit unit, Operation operation, Fault? fault, int samples, Random random, Random chance)
    {
        const double wheel = 0.09;
        var friction = Fault.Of(fault, FaultKind.Friction);
        var motor = Revolutions(operation.Speed * (1 - 0.018 * friction), samples, 0.006, random);
        var sound = new double[samples];
        for (var k = 1; k <= 5; k++)
            AddTone(sound, motor, unit.Parts * k, (0.22 + 0.06 * operation.Load) / k * random.Gain(1.5), random.NextDouble());
        Add(sound, Noise(samples, (600 + 120 * operation.Load) * unit.Tuning, 0.8, random), 0.35 * random.Gain(1));
        var (joints, axle) = (random.NextDouble(), 0.22 / (operation.Speed * wheel));
        foreach (var at in Passes(motor, wheel / 2.4, joints)) // a rail is 2.4 circumferences of a wheel long
        {
            foreach (var second in new[] { 0, axle })
                AddRing(sound, at + second, (0.7 + 0.15 * operation.Load) * random.Gain(1.5), 1150 * unit.Tuning, 0.006);
        }

        foreach (var at in Passes(motor, wheel, chance.NextDouble()))
            AddRing(sound, at, 2.8 * Fault.Of(fault, FaultKind.FlatWheel) * chance.Gain(1), 760 * unit.Tuning, 0.007);
        Add(sound, Actuators.Squeal(samples, 3050 * unit.Tuning, chance), 0.08 * friction);
        for (var at = -0.1 * chance.NextDouble(); at < (double)samples / SampleRate; at += chance.Between(0.12, 0.4))
            Actuators.AddRattle(sound, at, 2.2 * Fault.Of(fault, FaultKind.Rattle), 2100 * unit.Tuning, 6, 0.06, chance);
        return sound;
    }
}
