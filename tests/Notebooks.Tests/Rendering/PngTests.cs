using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Ssl4Asd.Notebooks.Rendering;
using Ssl4Asd.Notebooks.Rendering.Svg;
using Chart = Plotly.NET.CSharp.Chart;
using StyleParam = Plotly.NET.StyleParam;

namespace Notebooks.Tests.Rendering;

public class PngTests
{
    [Fact]
    public void Pixels_come_back()
    {
        byte[,] pixels = { { 0, 1, 2 }, { 2, 2, 0 } };
        Colour[] palette = [new(255, 0, 0), new(0, 128, 255), new(1, 2, 3, 0)];
        var decoded = Decoded(Png.Of(pixels, palette));
        Assert.Equal((3, 2), (decoded.Width, decoded.Height));
        Assert.Equal([(255, 0, 0, 255), (0, 128, 255, 255), (1, 2, 3, 0), (1, 2, 3, 0), (1, 2, 3, 0), (255, 0, 0, 255)], decoded.Pixels);
    }

    [Fact]
    public void A_heatmap_has_a_pixel_a_cell_the_first_row_at_the_bottom()
    {
        double[][] z = [[0, 0.5, 1], [1, double.NaN, 0]];
        var decoded = Decoded(Image(Chart.Heatmap<double, int, int, string>(z, ColorScale: StyleParam.Colorscale.Greys)));
        Assert.Equal((3, 2), (decoded.Width, decoded.Height));
        var (black, white) = ((0, 0, 0, 255), (255, 255, 255, 255));
        Assert.Equal([white, (0, 0, 0, 0), black, black, (128, 128, 128, 255), white], decoded.Pixels);
    }

    [Fact]
    public void A_large_heatmap_has_no_more_pixels_than_the_plot_and_stays_small()
    {
        var noise = Enumerable.Range(0, 1025).Select(i => Gallery.Normal(i, 640));
        var file = Image(Chart.Heatmap<double, int, int, string>(noise, ColorScale: StyleParam.Colorscale.Viridis));
        var decoded = Decoded(file);
        Assert.InRange(decoded.Width, 300, 440);
        Assert.InRange(decoded.Height, 300, 420);
        Assert.True(file.Length < 200_000, $"{file.Length}");
    }

    [Fact]
    public void Uneven_cells_are_as_wide_as_the_axis_says()
    {
        double[][] z = [[0, 1, 0]];
        var decoded = Decoded(Image(Chart.Heatmap<double, double, int, string>(z, X: new double[] { 0, 1, 9 }, ColorScale: StyleParam.Colorscale.Greys)));
        // edges at -0.5, 0.5, 5, 13: a third of the axis is white
        Assert.Equal(4.5 / 13.5, decoded.Pixels.Count(pixel => pixel.Red == 255) / (double)decoded.Pixels.Length, 0.01);
    }

    private static byte[] Image(Plotly.NET.GenericChart chart)
    {
        var picture = XDocument.Parse(SvgChart.Of(Figure.Of(chart), "c"));
        var link = picture.Descendants().Single(element => element.Name.LocalName == "image").Attribute("href")!.Value;
        return Convert.FromBase64String(link["data:image/png;base64,".Length..]);
    }

    private static (int Width, int Height, (int Red, int Green, int Blue, int Opacity)[] Pixels) Decoded(byte[] file)
    {
        Assert.Equal([137, 80, 78, 71, 13, 10, 26, 10], file[..8]);
        var chunks = new Dictionary<string, byte[]>();
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var body = file.AsSpan(at + 4, length + 4);
            Assert.Equal(Crc(body), BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)));
            chunks[Encoding.ASCII.GetString(body[..4])] = body[4..].ToArray();
            at += length + 12;
        }
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(chunks["IHDR"]), BinaryPrimitives.ReadInt32BigEndian(chunks["IHDR"].AsSpan(4)));
        using var data = new MemoryStream();
        using (var zip = new ZLibStream(new MemoryStream(chunks["IDAT"]), CompressionMode.Decompress))
            zip.CopyTo(data);
        var (rows, colours, opacities) = (data.ToArray(), chunks["PLTE"], chunks["tRNS"]);
        Assert.Equal(height * (width + 1), rows.Length);
        return (width, height, [.. Enumerable.Range(0, width * height).Select(i => (int)rows[i / width * (width + 1) + 1 + i % width])
            .Select(i => ((int)colours[3 * i], (int)colours[3 * i + 1], (int)colours[3 * i + 2], (int)opacities[i]))]);
    }

    // Bit by bit, as the PNG specification writes it.
    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = ~0u;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xedb88320u : crc >> 1;
        }
        return ~crc;
    }
}
