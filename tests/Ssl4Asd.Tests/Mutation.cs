using System.Globalization;
using System.Text;

namespace Ssl4Asd.Tests;

/// <summary>Broken files out of whole ones. The environment variable SSL4ASD_MUTATIONS asks for more of them than the few hundred of each.</summary>
internal static class Mutation
{
    private static readonly string[] _words =
        ["-1", "0", "1e999", "NaN", "null", "\"\"", "[]", "{}", "true", "99999999999999999999", "0.0000001", "\"../../x\"", ",", "\n", "é", "\"", "'", ";", "0x10", " ", "2147483648"];

    /// <summary>How many are wanted.</summary>
    internal static int Count { get; } = int.TryParse(Environment.GetEnvironmentVariable("SSL4ASD_MUTATIONS"), CultureInfo.InvariantCulture, out var many) ? many : 200;

    /// <summary>Bytes of another value, above all in the header, or an end that is missing.</summary>
    internal static byte[] OfBytes(byte[] whole, int header, Random random)
    {
        if (random.Next(4) == 0)
            return whole[..random.Next(whole.Length)];
        var bytes = whole.ToArray();
        var end = random.Next(3) == 0 ? bytes.Length : Math.Min(bytes.Length, header);
        for (var changes = random.Next(1, 4); changes > 0; changes--)
            bytes[random.Next(end)] = (byte)random.Next(256);
        return bytes;
    }

    /// <summary>Characters, words in the place of others, lines out of order or twice, an end that is missing.</summary>
    internal static byte[] OfText(byte[] whole, Random random)
    {
        var text = Encoding.UTF8.GetString(whole);
        for (var changes = random.Next(1, 3); changes > 0 && text.Length > 2; changes--)
        {
            var at = random.Next(text.Length - 1);
            var lines = text.Split('\n').ToList();
            var line = random.Next(lines.Count);
            switch (random.Next(6))
            {
                case 0:
                    text = text[..at] + (char)random.Next(1, 200) + text[(at + 1)..];
                    break;
                case 1:
                    text = text[..at];
                    break;
                case 2:
                    lines.RemoveAt(line);
                    text = string.Join('\n', lines);
                    break;
                case 3:
                    lines.Insert(line, lines[random.Next(lines.Count)]);
                    text = string.Join('\n', lines);
                    break;
                default:
                    var end = at;
                    while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '.' or '-'))
                        end++;
                    text = text[..at] + _words[random.Next(_words.Length)] + text[end..];
                    break;
            }
        }
        return Encoding.UTF8.GetBytes(text);
    }
}
