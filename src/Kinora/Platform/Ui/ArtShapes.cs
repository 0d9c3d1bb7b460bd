using System.Globalization;
using System.Text;

namespace Kinora.Platform.Ui;

/// <summary>The compositions that generated artwork is made of.</summary>
internal static class ArtShapes
{
    private static readonly Action<StringBuilder, ArtRandom, ArtPalette, double, double>[] All = [Rings, Beams, Hills, Mosaic, Fan, Towers, Threads];

    private static CultureInfo Plain => CultureInfo.InvariantCulture;

    public static void Compose(StringBuilder svg, ArtRandom random, ArtPalette palette, double width, double height) =>
        All[(int)(random.Next() * All.Length)](svg, random, palette, width, height);

    private static void Rings(StringBuilder svg, ArtRandom random, ArtPalette palette, double width, double height)
    {
        var (x, y, unit) = (width * random.Between(0.5, 0.9), height * random.Between(0.25, 0.7), Math.Max(width, height) * 0.09);
        svg.Append(Plain, $"<g fill=\"none\" stroke-width=\"{unit * 0.2:0.#}\">");
        for (var ring = 6; ring > 0; ring--)
            svg.Append(Plain, $"<circle cx=\"{x:0}\" cy=\"{y:0}\" r=\"{unit * ring:0}\" stroke=\"{palette.Tone(0.78, 0.11, ring * 7, 0.12 + (0.06 * (7 - ring)))}\"/>");
        svg.Append("</g>");
    }

    private static void Beams(StringBuilder svg, ArtRandom random, ArtPalette palette, double width, double height)
    {
        var lean = random.Between(12, 28);
        svg.Append(Plain, $"<g transform=\"rotate({lean:0} {width / 2:0} {height / 2:0})\">");
        for (var beam = 0; beam < 9; beam++)
        {
            var (from, wide) = (width * (0.28 + (beam * 0.095)), width * random.Between(0.025, 0.065));
            svg.Append(Plain, $"<rect x=\"{from:0}\" y=\"{-height * 0.4:0}\" width=\"{wide:0}\" height=\"{height * 1.8:0}\" fill=\"{palette.Tone(0.72, 0.12, beam * 9, random.Between(0.12, 0.36))}\"/>");
        }

        svg.Append("</g>");
    }

    private static void Hills(StringBuilder svg, ArtRandom random, ArtPalette palette, double width, double height)
    {
        svg.Append(Plain, $"<circle cx=\"{width * random.Between(0.55, 0.85):0}\" cy=\"{height * random.Between(0.3, 0.5):0}\" r=\"{Math.Min(width, height) * 0.26:0}\" fill=\"{palette.Tone(0.82, 0.11, 25)}\"/>");
        for (var hill = 0; hill < 4; hill++)
        {
            var (left, middle, right) = (height * (0.62 + (hill * 0.1)), height * random.Between(0.46, 0.58) + (hill * height * 0.1), height * (0.58 + (hill * 0.11)));
            svg.Append(Plain, $"<path d=\"M0 {left:0}Q{width * random.Between(0.2, 0.4):0} {middle:0} {width * 0.5:0} {left:0}T{width:0} {right:0}V{height:0}H0Z\" fill=\"{palette.Tone(0.44 - (hill * 0.07), 0.09, -8 * hill)}\"/>");
        }
    }

    private static void Mosaic(StringBuilder svg, ArtRandom random, ArtPalette palette, double width, double height)
    {
        for (var tile = 0; tile < 24; tile++)
        {
            var side = Math.Min(width, height) * random.Between(0.09, 0.24);
            svg.Append(Plain, $"<rect x=\"{random.Between(-0.05, 1) * width:0}\" y=\"{random.Between(-0.05, 1) * height:0}\" width=\"{side:0}\" height=\"{side:0}\" rx=\"{side * 0.18:0}\" fill=\"{palette.Tone(random.Between(0.5, 0.85), 0.11, random.Between(-25, 25), random.Between(0.12, 0.42))}\"/>");
        }
    }

    private static void Fan(StringBuilder svg, ArtRandom random, ArtPalette palette, double width, double height)
    {
        var (x, y, reach, turn) = (width * random.Between(0.55, 0.9), height * random.Between(0.3, 0.75), width + height, random.Between(0, Math.Tau));
        for (var blade = 0; blade < 8; blade++)
        {
            var (from, wide) = (turn + (blade * Math.Tau / 8), random.Between(0.18, 0.5));
            svg.Append(Plain, $"<path d=\"M{x:0} {y:0}L{x + (Math.Cos(from) * reach):0} {y + (Math.Sin(from) * reach):0} {x + (Math.Cos(from + wide) * reach):0} {y + (Math.Sin(from + wide) * reach):0}Z\" fill=\"{palette.Tone(0.76, 0.12, blade * 8, random.Between(0.1, 0.26))}\"/>");
        }
    }

    private static void Towers(StringBuilder svg, ArtRandom random, ArtPalette palette, double width, double height)
    {
        svg.Append(Plain, $"<circle cx=\"{width * random.Between(0.3, 0.8):0}\" cy=\"{height * 0.3:0}\" r=\"{Math.Min(width, height) * 0.13:0}\" fill=\"{palette.Tone(0.86, 0.09, 30, 0.9)}\"/>");
        for (var row = 0; row < 3; row++)
        {
            for (var x = -width * 0.05; x < width;)
            {
                var (wide, top) = (width * random.Between(0.05, 0.13), height * (random.Between(0.34, 0.66) + (row * 0.12)));
                svg.Append(Plain, $"<path d=\"M{x:0} {height:0}V{top:0}H{x + wide:0}V{height:0}Z\" fill=\"{palette.Tone(0.46 - (row * 0.1), 0.08, row * -9)}\"/>");
                x += wide + (width * random.Between(0, 0.03));
            }
        }
    }

    private static void Threads(StringBuilder svg, ArtRandom random, ArtPalette palette, double width, double height)
    {
        svg.Append(Plain, $"<g fill=\"none\" stroke-linecap=\"round\" stroke-width=\"{Math.Max(width, height) * 0.012:0.#}\">");
        var bend = random.Between(0.2, 0.5);
        for (var thread = 0; thread < 11; thread++)
        {
            var start = height * (0.05 + (thread * 0.095));
            svg.Append(Plain, $"<path d=\"M{-width * 0.05:0} {start:0}C{width * 0.35:0} {start - (height * bend):0} {width * 0.6:0} {start + (height * bend):0} {width * 1.05:0} {start + (height * random.Between(-0.12, 0.12)):0}\" stroke=\"{palette.Tone(0.76, 0.11, thread * 6, 0.16 + (thread % 3 * 0.14))}\"/>");
        }

        svg.Append("</g>");
    }
}
