using Ssl4Asd.Data.Demo;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Data.Demo;

/// <summary>Every fault changes the sound in the way that it claims, measured in the sound of the machine.</summary>
public class FaultTests
{
    private const int Samples = 4 * Sound.SampleRate;

    public static TheoryData<string, FaultKind> Everything
    {
        get
        {
            var all = new TheoryData<string, FaultKind>();
            foreach (var machine in Machines.All)
            {
                foreach (var kind in machine.Faults) all.Add(machine.Name, kind);
            }
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void AFaultGrowsWithItsSeverityAndIsNothingAtZero(string name, FaultKind kind)
    {
        var healthy = Play(name, null);
        double Change(double severity) => Sound.Rms([.. Play(name, new Fault(kind, severity)).Zip(healthy, (a, b) => a - b)]) / Sound.Rms(healthy);
        Assert.Equal(healthy, Play(name, new Fault(kind, 0)));
        // A machine that runs slower is soon out of step with itself, however little slower.
        Assert.InRange(Change(0.3), 0.005, 0.999 * Change(1));
        Assert.True(Change(1) < 4, $"{name}, {kind}: {Change(1)} times the machine");
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void AnotherMachinesFaultChangesNothing(string name, FaultKind kind)
    {
        foreach (var machine in Machines.All.Where(m => !m.Faults.Contains(kind)))
            Assert.Equal(Play(machine.Name, null), Play(machine.Name, new Fault(kind, 1)));
        Assert.Contains(kind, Machine(name).Faults);
    }

    [Theory]
    [InlineData("SynthFan", 1)]
    [InlineData("SynthToyCar", 1)]
    public void ImbalanceRaisesTheLineOfTheShaft(string name, double order)
    {
        var speed = Machine(name).Source[0].Speed;
        var (healthy, faulty) = Pair(name, FaultKind.Imbalance, s => Peak(Spectrum(s), order * speed, 0.02));
        Assert.True(faulty > 3 * healthy, $"line {healthy} → {faulty}");
    }

    [Fact]
    public void ImbalancePutsSidebandsAroundTheLinesOfTheBlades()
    {
        var fan = Machine("SynthFan");
        var (healthy, faulty) = Pair("SynthFan", FaultKind.Imbalance, s => Peak(Spectrum(s), (3 * fan.Sections[0].Parts + 1) * fan.Source[0].Speed, 0.01));
        Assert.True(faulty > 3 * healthy, $"sideband {healthy} → {faulty}");
    }

    [Theory]
    [InlineData("SynthFan", 1900)]
    [InlineData("SynthGearbox", 4300)]
    public void BearingImpulsesComeAtTheBallPassFrequency(string name, double housing)
    {
        var hertz = Rotating.BallPassOrder * Machine(name).Source[0].Speed;
        var (healthy, faulty) = Pair(name, FaultKind.Bearing, s => Contrast(Envelope(s, housing - 600, housing + 600), hertz));
        Assert.True(faulty > 3 * healthy && faulty > 6, $"envelope line {healthy} → {faulty} times its surroundings");
    }

    [Theory]
    [InlineData("SynthFan", FaultKind.Rub, 0.94, 2600)]
    [InlineData("SynthGearbox", FaultKind.ChippedTooth, 0.62, 2300)]
    [InlineData("SynthToyCar", FaultKind.ChippedTooth, 0.98 * 0.36, 3100)]
    [InlineData("SynthToyTrain", FaultKind.FlatWheel, 0.09, 760)]
    public void BlowsComeOnceInATurn(string name, FaultKind kind, double order, double resonance)
    {
        var hertz = order * Machine(name).Source[0].Speed;
        var (healthy, faulty) = Pair(name, kind, s => Contrast(Envelope(s, resonance - 300, resonance + 300), hertz));
        Assert.True(faulty > 2 * healthy && faulty > 3, $"envelope line {healthy} → {faulty} times its surroundings");
    }

    [Fact]
    public void WearRaisesTheSidebandsOfTheMesh()
    {
        var gearbox = Machine("SynthGearbox");
        var (teeth, speed) = (gearbox.Sections[0].Parts, gearbox.Source[0].Speed);
        var (healthy, faulty) = Pair("SynthGearbox", FaultKind.Wear, s => Peak(Spectrum(s), (teeth + 1) * speed, 0.01) / Peak(Spectrum(s), teeth * speed, 0.01));
        Assert.True(faulty > 2 * healthy, $"sideband to line {healthy} → {faulty}");
    }

    [Theory]
    [InlineData("SynthPump", 4800)]
    [InlineData("SynthCompressor", 3600)]
    [InlineData("SynthValve", 5200)]
    public void ALeakHisses(string name, double hertz)
    {
        var (healthy, faulty) = Pair(name, FaultKind.Leak, s => Quantile(Envelope(s, hertz - 500, hertz + 500), 0.5));
        Assert.True(faulty > 1.2 * healthy, $"level between the strokes {healthy} → {faulty}");
    }

    [Theory]
    [InlineData("SynthCompressor", 2300, 2900)]
    [InlineData("SynthValve", 1400, 1800)]
    public void AMissedStrokeIsMissing(string name, double low, double high)
    {
        var (healthy, faulty) = Pair(name, FaultKind.MissedStroke, s => Events(Envelope(s, low, high)));
        Assert.InRange(faulty, 0.1 * healthy, 0.85 * healthy);
    }

    [Fact]
    public void AMissedStrokeOfOnePistonLeavesTheRhythmOfTheCrank()
    {
        var crank = 1.04 * Machine("SynthPump").Source[0].Speed; // with less to do it turns faster
        var (healthy, faulty) = Pair("SynthPump", FaultKind.MissedStroke, s => Peak(Spectrum(Envelope(s, 600, 1000)), crank, 0.02));
        Assert.True(faulty > 2 * healthy, $"envelope line {healthy} → {faulty}");
    }

    [Fact]
    public void KnocksComeBetweenTheStrokes()
    {
        var (healthy, faulty) = Pair("SynthCompressor", FaultKind.Knock, s => Events(Envelope(s, 780, 980)));
        Assert.True(faulty > healthy, $"{healthy} → {faulty} events");
    }

    [Theory]
    [InlineData("SynthPump", FaultKind.Cavitation, 4200, 5500)]
    [InlineData("SynthToyCar", FaultKind.Sparking, 4500, 7000)]
    [InlineData("SynthSlider", FaultKind.Rattle, 1200, 1700)]
    [InlineData("SynthToyTrain", FaultKind.Rattle, 1800, 2500)]
    [InlineData("SynthSlider", FaultKind.Bearing, 3400, 4000)]
    public void CracklingAndRattlingArePeaks(string name, FaultKind kind, double low, double high)
    {
        var (healthy, faulty) = Pair(name, kind, s => Quantile(Envelope(s, low, high), 0.995));
        Assert.True(faulty > 1.2 * healthy, $"peaks of the envelope {healthy} → {faulty}");
    }

    [Theory]
    [InlineData("SynthSlider", 2350)]
    [InlineData("SynthToyTrain", 6100)] // its second line: at the first there is one of the motor
    public void FrictionSqueals(string name, double hertz)
    {
        var (healthy, faulty) = Pair(name, FaultKind.Friction, s => Peak(Spectrum(s), hertz, 0.1));
        Assert.True(faulty > 2 * healthy, $"line {healthy} → {faulty}");
    }

    [Fact]
    public void FrictionSlowsTheTrain()
    {
        var train = Machine("SynthToyTrain");
        double Line(double[] s) => train.Source[0].Speed * train.Sections[0].Parts is var nominal ? Position(Spectrum(s), nominal * 0.92, nominal * 1.03) / nominal : 0;
        var (healthy, faulty) = Pair("SynthToyTrain", FaultKind.Friction, Line);
        Assert.InRange(faulty / healthy, 0.975, 0.988);
    }

    [Fact]
    public void ASluggishValveClosesLate()
    {
        var healthy = Envelope(Play("SynthValve", null), 1400, 1800);
        var faulty = Envelope(Play("SynthValve", new Fault(FaultKind.Sluggish, 1)), 1400, 1800);
        double Overlap(double seconds) => Enumerable.Range(0, healthy.Length - 2000).Sum(i => healthy[i] * faulty[i + (int)(seconds * Sound.SampleRate)]);
        Assert.InRange(Enumerable.Range(0, 60).MaxBy(ms => Overlap(ms / 1000.0)), 8, 40);
    }

    private static Machine Machine(string name) => Machines.All.Single(m => m.Name == name);

    private static double[] Play(string name, Fault? fault)
    {
        var machine = Machine(name);
        return machine.Synthesize(machine.Sections[0], machine.Source[0], fault, Samples, new Random(1), new Random(2));
    }

    // The same measure of the healthy machine and of one that is very ill.
    private static (double Healthy, double Faulty) Pair(string name, FaultKind kind, Func<double[], double> measure) =>
        (measure(Play(name, null)), measure(Play(name, new Fault(kind, 1))));

    private static double[] Spectrum(double[] sound)
    {
        using var scope = NewDisposeScope();
        return [.. fft.rfft(tensor(sound)).abs().data<double>()];
    }

    // The magnitude of the sound in a band: shifted to 0 Hz and smoothed by two moving averages as long as the band asks for.
    private static double[] Envelope(double[] sound, double low, double high)
    {
        var length = (int)(Sound.SampleRate / (high - low));
        double[] Part(Func<double, double> wave) =>
            Smooth(Smooth([.. sound.Select((x, i) => x * wave(Math.PI * (low + high) * i / Sound.SampleRate))], length), length);
        return [.. Part(Math.Cos).Zip(Part(Math.Sin), double.Hypot)];
    }

    private static double[] Smooth(double[] values, int length)
    {
        var sum = 0.0;
        return [.. values.Select((x, i) => (sum += x - (i >= length ? values[i - length] : 0)) / length)];
    }

    private static double Peak(double[] spectrum, double hertz, double tolerance) =>
        spectrum[Bin(hertz * (1 - tolerance))..(Bin(hertz * (1 + tolerance)) + 1)].Max();

    private static double Position(double[] spectrum, double low, double high) =>
        Enumerable.Range(Bin(low), Bin(high) - Bin(low)).MaxBy(k => spectrum[k]) * (double)Sound.SampleRate / Samples;

    // A line of the envelope's spectrum against the median around it.
    private static double Contrast(double[] envelope, double hertz)
    {
        var spectrum = Spectrum(envelope);
        var around = spectrum[Math.Max(2, Bin(hertz * 0.7))..Bin(hertz * 1.4)].Order().ToArray();
        return Peak(spectrum, hertz, 0.01) / around[around.Length / 2];
    }

    private static double Quantile(double[] values, double q) => values.Order().ElementAt((int)(q * values.Length));

    // How often the envelope rises above a third of its highest value, at most once in 40 ms.
    private static double Events(double[] envelope)
    {
        var (count, last, level) = (0, int.MinValue / 2, envelope.Max() / 3);
        for (var i = 0; i < envelope.Length; i++)
        {
            if (envelope[i] < level) continue;
            if (i - last > 0.04 * Sound.SampleRate) count++;
            last = i;
        }
        return count;
    }

    private static int Bin(double hertz) => (int)Math.Round(hertz * Samples / Sound.SampleRate);
}
