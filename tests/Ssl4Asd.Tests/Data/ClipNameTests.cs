using Ssl4Asd.Data;

namespace Ssl4Asd.Tests.Data;

public class ClipNameTests
{
    [Theory]
    [InlineData("section_00_source_train_normal_0206_pat_01.wav", "00", Domain.Source, Split.Train, Condition.Normal, "0206", "pat_01")]
    [InlineData("section_00_target_test_anomaly_0015_car_A2_spd_6_mic_2.wav", "00", Domain.Target, Split.Test, Condition.Anomaly, "0015", "car_A2_spd_6_mic_2")]
    [InlineData("section_00_source_train_normal_0073_volt_1.5_wt_0.wav", "00", Domain.Source, Split.Train, Condition.Normal, "0073", "volt_1.5_wt_0")]
    [InlineData("section_02_source_test_normal_0027_m-n_W.wav", "02", Domain.Source, Split.Test, Condition.Normal, "0027", "m-n_W")]
    [InlineData("section_00_source_train_normal_0001_noAttribute.wav", "00", Domain.Source, Split.Train, Condition.Normal, "0001", "noAttribute")]
    [InlineData("section_05_target_train_normal_0009_.wav", "05", Domain.Target, Split.Train, Condition.Normal, "0009", "")]
    [InlineData("section_05_target_train_normal_0009.WAV", "05", Domain.Target, Split.Train, Condition.Normal, "0009", "")]
    [InlineData("section_00_source_test_anomaly_0028_rec_205806_flt_bladefault.wav", "00", Domain.Source, Split.Test, Condition.Anomaly, "0028", "rec_205806_flt_bladefault")]
    [InlineData("section_00_0000.wav", "00", null, Split.Test, null, "0000", "")]
    [InlineData("section_03_test_0199.wav", "03", null, Split.Test, null, "0199", "")]
    [InlineData("section_03_12345.wav", "03", null, Split.Test, null, "12345", "")]
    public void Names_of_the_data_sets_are_read(
        string fileName, string section, Domain? domain, Split split, Condition? condition, string number, string attributes)
    {
        Assert.Equal(new ClipName(section, domain, split, condition, number, attributes), ClipName.Parse(fileName));
        Assert.Equal(domain is not null, ClipName.Parse(fileName).IsLabelled);
    }

    [Theory]
    [InlineData("section_03_source_test_0000.wav", "03", Domain.Source, Split.Test, null, "0000", "")] // 2021: the domain is known
    [InlineData("section_05_target_test_0199.wav", "05", Domain.Target, Split.Test, null, "0199", "")]
    [InlineData("section_03_source_test_anomaly_0000.wav", "03", Domain.Source, Split.Test, Condition.Anomaly, "0000", "")]
    [InlineData("section_00_source_normal_0035_weight15_BckgF.wav", "00", Domain.Source, null, Condition.Normal, "0035", "weight15_BckgF")] // 2024: no split
    [InlineData("section_00_target_anomaly_0091_weight35_BckgE.wav", "00", Domain.Target, null, Condition.Anomaly, "0091", "weight35_BckgE")]
    [InlineData("section_00_source_test_normal_0233_mic_imp34dt05_mic_pos_A_grind_100_bkg_A.wav", "00", Domain.Source, Split.Test, Condition.Normal, "0233", "mic_imp34dt05_mic_pos_A_grind_100_bkg_A")]
    [InlineData("normal_id_01_00000098.wav", "01", Domain.Source, null, Condition.Normal, "00000098", "")] // 2020: the folder tells the split
    [InlineData("anomaly_id_06_00000264.wav", "06", Domain.Source, null, Condition.Anomaly, "00000264", "")]
    [InlineData("id_01_00000000.wav", "01", Domain.Source, Split.Test, null, "00000000", "")]
    public void NamesOfOtherYearsAreReadAndWrittenAsTheyWere(
        string fileName, string section, Domain domain, Split? split, Condition? condition, string number, string attributes)
    {
        var name = ClipName.Parse(fileName);
        Assert.Equal(new ClipName(section, domain, split, condition, number, attributes) { Form = fileName.Contains("id_", StringComparison.Ordinal) ? ClipNameForm.Id : ClipNameForm.Section }, name);
        Assert.Equal(condition is not null, name.IsLabelled);
        Assert.Equal(fileName, name.ToString());
    }

    [Theory]
    [InlineData("id_1_00000000.wav")]
    [InlineData("normal_id_01_000.wav")]
    [InlineData("anomaly_id_01_00000000_x.wav")]
    public void IdsAreTwoDigitsAndANumber(string fileName)
    {
        Assert.False(ClipName.TryParse(fileName, out _, out var reason));
        Assert.StartsWith("after 'id' there are two digits", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("section_00_0000.mp3", "it does not end in .wav")]
    [InlineData("fan_00_0000.wav", "it starts with 'fan', not with 'section'")]
    [InlineData("section.wav", "the section is nothing, not two digits")]
    [InlineData("section_0_source_train_normal_0000.wav", "the section is '0', not two digits")]
    [InlineData("section_٠٠_0000.wav", "the section is '٠٠', not two digits")]
    [InlineData("section_00.wav", "the domain is nothing, not 'source' or 'target'")]
    [InlineData("section_00_Source_train_normal_0000.wav", "the domain is 'Source', not 'source' or 'target'")]
    [InlineData("section_00_source_val_normal_0000.wav", "the split is 'val', not 'train' or 'test'")]
    [InlineData("section_00_source_train_ok_0000.wav", "the condition is 'ok', not 'normal' or 'anomaly'")]
    [InlineData("section_00_source_train_normal.wav", "the number is nothing, not at least four digits")]
    [InlineData("section_00_source_train_normal_123_pat_01.wav", "the number is '123', not at least four digits")]
    [InlineData("section_00_source_train_normal_0000_pat_01 (1).wav", "the attributes 'pat_01 (1)' hold other characters than letters, digits, '-', '.' and '_'")]
    [InlineData("section_00_123.wav", "an evaluation test name ends after its number of at least four digits")]
    [InlineData("section_00_0000_pat_01.wav", "an evaluation test name ends after its number of at least four digits")]
    [InlineData("section_00_test_0000_x.wav", "an evaluation test name ends after its number of at least four digits")]
    public void Other_names_are_refused_with_the_first_reason(string fileName, string expected)
    {
        Assert.False(ClipName.TryParse(fileName, out var name, out var reason));
        Assert.Null(name);
        Assert.Equal(expected, reason);
        Assert.Equal($"{fileName}: not a clip name ({expected}); expected {ClipName.Grammar}", Assert.Throws<InputException>(() => ClipName.Parse(fileName)).Message);
    }

    [Fact]
    public void Every_name_that_is_written_reads_back()
    {
        var random = new Random(1);
        const string Characters = "abzABZ0189-._";
        for (var round = 0; round < 2000; round++)
        {
            var labelled = random.Next(4) > 0;
            var name = new ClipName(
                $"{random.Next(100):00}",
                labelled ? (Domain)random.Next(2) : null,
                labelled ? (Split)random.Next(2) : Split.Test,
                labelled ? (Condition)random.Next(2) : null,
                $"{random.Next(20000):0000}",
                labelled ? new string(random.GetItems<char>(Characters, random.Next(12))) : "");
            Assert.Equal(name, ClipName.Parse(name.ToString()));
        }
    }

    [Fact]
    public void Mutated_names_are_read_or_refused_but_never_crash_or_lie()
    {
        var random = new Random(2);
        var alphabet = "section_sourcetargetrainormalyp0123456789_-. \n\0é💡/".ToCharArray();
        string[] seeds = ["section_00_source_train_normal_0206_pat_01.wav", "section_00_0000.wav", "section_00_test_0000.wav", "section_03_source_test_0000.wav", "anomaly_id_01_00000000.wav"];
        var (read, refused) = (0, 0);
        for (var round = 0; round < 20000; round++)
        {
            var text = seeds[random.Next(seeds.Length)].ToList();
            for (var edits = 1 + random.Next(3); edits > 0 && text.Count > 0; edits--)
            {
                var at = random.Next(text.Count);
                switch (random.Next(3))
                {
                    case 0: text.RemoveAt(at); break;
                    case 1: text.Insert(at, alphabet[random.Next(alphabet.Length)]); break;
                    default: text[at] = alphabet[random.Next(alphabet.Length)]; break;
                }
            }
            var fileName = new string([.. text]);
            if (ClipName.TryParse(fileName, out var name, out var reason))
            {
                read++;
                Assert.Equal(name, ClipName.Parse(name.ToString()));
                // Nothing of the name got lost: both forms differ at most by "test_", a last "_" and the extension's case.
                static string Bare(string n) => n.ToLowerInvariant().Replace("_test_", "_").Replace("_.wav", ".wav");
                Assert.Equal(Bare(fileName), Bare(name.ToString()));
            }
            else
            {
                refused++;
                Assert.False(string.IsNullOrWhiteSpace(reason));
            }
        }
        Assert.True(read > 300 && refused > 10000, $"{read} read, {refused} refused");
    }
}
