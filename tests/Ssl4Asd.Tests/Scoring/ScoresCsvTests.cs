using Ssl4Asd.Data;
using Ssl4Asd.Scoring;

namespace Ssl4Asd.Tests.Scoring;

public sealed class ScoresCsvTests : IDisposable
{
    private const string Header = "subset,machine,section,file,domain,condition,score,threshold,decision\n";
    private readonly string _folder = Directory.CreateTempSubdirectory("ssl4asd-").FullName;

    private string File1 => Path.Combine(_folder, "scores.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_file_is_readable_by_people_and_tables()
    {
        ScoresCsv.Write(File1, [
            new ScoreRow(Subset.Development, "fan", "00", "a.wav", Domain.Target, Condition.Anomaly, 0.5, 0.25),
            new ScoreRow(Subset.Evaluation, "Toy, \"Car\"", "03", "b.wav", null, null, 1e-7, 0.25)]);
        Assert.Equal(
            Header + "development,fan,00,a.wav,target,anomaly,0.5,0.25,anomaly\nevaluation,\"Toy, \"\"Car\"\"\",03,b.wav,,,1E-07,0.25,normal\n",
            File.ReadAllText(File1));
    }

    [Fact]
    public void Rows_read_back_exactly()
    {
        var random = new Random(1);
        string[] machines = ["fan", "Toy_Car", "a,b", "say \"x\"", "Lüfter", "line\nbreak"];
        var rows = Enumerable.Range(0, 500).Select(i => new ScoreRow(
            (Subset)random.Next(2), machines[random.Next(machines.Length)], $"{random.Next(100):00}", $"section_{i:0000}.wav",
            random.Next(3) is < 2 and var d ? (Domain)d : null, random.Next(3) is < 2 and var c ? (Condition)c : null,
            random.NextDouble() * Math.Pow(10, random.Next(-300, 3)), random.NextDouble())).ToList();
        ScoresCsv.Write(File1, rows);
        Assert.Equal(rows, ScoresCsv.Read(File1));

        ScoresCsv.Write(File1, []);
        Assert.Empty(ScoresCsv.Read(File1));
    }

    [Theory]
    [InlineData("", "line 1: expected the header")]
    [InlineData("a,b\n", "line 1: expected the header")]
    [InlineData(Header + "development,fan,00,a.wav,source,normal,0.1,0.5\n", "line 2: expected 9 cells, found 8")]
    [InlineData(Header + "development,fan,00,a.wav,source,normal,0.1,0.5,normal\ndev,fan,00,b.wav,source,normal,0.1,0.5,normal\n", "line 3: subset is 'dev', expected development or evaluation")]
    [InlineData(Header + ",fan,00,a.wav,source,normal,0.1,0.5,normal\n", "line 2: subset is '', expected development or evaluation")]
    [InlineData(Header + "development,,00,a.wav,source,normal,0.1,0.5,normal\n", "line 2: machine is '', expected a name without folder")]
    [InlineData(Header + "development,../fan,00,a.wav,source,normal,0.1,0.5,normal\n", "line 2: machine is '../fan', expected a name without folder")]
    [InlineData(Header + "development,fan,0,a.wav,source,normal,0.1,0.5,normal\n", "line 2: section is '0', expected two digits")]
    [InlineData(Header + "development,fan,00,a.wav,both,normal,0.1,0.5,normal\n", "line 2: domain is 'both', expected source or target")]
    [InlineData(Header + "development,fan,00,a.wav,1,normal,0.1,0.5,normal\n", "line 2: domain is '1', expected source or target")]
    [InlineData(Header + "development,fan,00,a.wav,source,ok,0.1,0.5,normal\n", "line 2: condition is 'ok', expected normal or anomaly")]
    [InlineData(Header + "development,fan,00,a.wav,source,normal,NaN,0.5,normal\n", "line 2: score is 'NaN', expected a number")]
    [InlineData(Header + "development,fan,00,a.wav,source,normal,\"0,1\",0.5,normal\n", "line 2: score is '0,1', expected a number")]
    [InlineData(Header + "development,fan,00,a.wav,source,normal,0.1,high,normal\n", "line 2: threshold is 'high', expected a number")]
    [InlineData(Header + "development,fan,00,a.wav,source,normal,0.1,0.5,anomaly\n", "line 2: decision is 'anomaly', but score does not exceed threshold")]
    [InlineData(Header + "development,fan,00,a.wav,source,normal,0.1,0.5,\n", "line 2: decision is '', but score does not exceed threshold")]
    [InlineData(Header + "development,fan,00,a.wav,,,0.1,0.5,normal\ndevelopment,fan,00,a.wav,,,0.1,0.5,normal\n", "line 3: a second row for fan a.wav")]
    [InlineData(Header + "development,fan \"x,00,a.wav,,,0.1,0.5,normal\n", "line 2: not a CSV row")]
    public void Wrong_files_are_refused_with_file_and_line(string content, string expected)
    {
        File.WriteAllText(File1, content);
        var message = Assert.Throws<InputException>(() => ScoresCsv.Read(File1)).Message;
        Assert.StartsWith($"{File1} {expected}", message);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Mutated_files_are_read_or_refused_but_never_crash()
    {
        ScoresCsv.Write(File1, Enumerable.Range(0, 5).Select(i => new ScoreRow(Subset.Development, "fan", "00", $"{i}.wav", Domain.Source, Condition.Normal, i, 2)));
        var good = File.ReadAllText(File1);
        var random = new Random(1);
        var refused = 0;
        for (var round = 0; round < 500; round++)
        {
            var text = good.ToCharArray();
            text[random.Next(text.Length)] = "\",\n\r\0x9;"[random.Next(8)];
            File.WriteAllText(File1, new string(text));
            try
            {
                ScoresCsv.Read(File1);
            }
            catch (InputException e)
            {
                refused++;
                Assert.StartsWith($"{File1} line ", e.Message);
            }
        }
        Assert.True(refused > 200);
    }

    [Fact]
    public void A_missing_file_says_what_to_do() =>
        Assert.Equal($"{File1}: no such file; score the run first", Assert.Throws<InputException>(() => ScoresCsv.Read(File1)).Message);

    [Fact]
    public void A_failed_write_keeps_the_old_file()
    {
        ScoresCsv.Write(File1, []);
        Assert.Throws<ArgumentException>(() => ScoresCsv.Write(File1, [new ScoreRow(Subset.Development, "fan", "00", "a.wav", null, null, double.NaN, 0)]));
        Assert.Equal(Header, File.ReadAllText(File1));
        Assert.Single(Directory.GetFiles(_folder));
    }
}
