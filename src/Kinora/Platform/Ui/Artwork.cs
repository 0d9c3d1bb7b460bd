using System.Globalization;
using System.Text;

namespace Kinora.Platform.Ui;

/// <summary>The places where a picture stands.</summary>
internal enum ArtShape
{
    /// <summary>16:9, without words.</summary>
    Still,

    /// <summary>2:3, with the name.</summary>
    Poster,

    /// <summary>The wide one on top of a page.</summary>
    Hero,

    /// <summary>9:16, behind a clip.</summary>
    Clip,

    /// <summary>A person's square.</summary>
    Face,
}

/// <summary>
/// Generated artwork where there is no picture: an SVG that is the same for the same title, on any machine. The hue comes from the genre,
/// the composition from the id; words stand on posters only.
/// </summary>
internal static class Artwork
{
    /// <summary>Changes when the drawing does, so that browsers fetch it anew.</summary>
    public const int Version = 1;

    public static string Draw(string id, string name, IReadOnlyList<string> genres, ArtShape shape)
    {
        var (width, height) = Size(shape);
        var random = new ArtRandom(id);
        var palette = new ArtPalette(ArtPalette.Hue(genres, id) + ((random.Next() - 0.5) * 26));
        var svg = new StringBuilder(2048);
        svg.Append(Invariant,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" preserveAspectRatio=\"xMidYMid slice\">");
        svg.Append(Invariant,
            $"<defs><linearGradient id=\"g\" x2=\"1\" y2=\"1\"><stop stop-color=\"{palette.Tone(0.37, 0.09)}\"/><stop offset=\"1\" stop-color=\"{palette.Tone(0.2, 0.06, 40)}\"/></linearGradient></defs>");
        svg.Append(Invariant, $"<rect width=\"{width}\" height=\"{height}\" fill=\"url(#g)\"/>");
        ArtShapes.Compose(svg, random, palette, width, height);
        svg.Append(Invariant, $"<rect width=\"{width}\" height=\"{height}\" fill=\"{palette.Tone(0.14, 0.03)}\" opacity=\".14\"/>");
        if (shape == ArtShape.Poster)
            ArtWords.Write(svg, name, palette, width, height);
        return svg.Append("</svg>").ToString();
    }

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    private static (int Width, int Height) Size(ArtShape shape) => shape switch
    {
        ArtShape.Still => (320, 180),
        ArtShape.Poster => (320, 480),
        ArtShape.Hero => (1280, 640),
        ArtShape.Clip => (360, 640),
        ArtShape.Face => (64, 64),
    };
}

/// <summary>Numbers that depend on a text alone (FNV-1a, then SplitMix64's finaliser), never on the process.</summary>
internal sealed class ArtRandom(string seed)
{
    private ulong _state = Hash(seed);

    /// <summary>From 0 up to, not including, 1.</summary>
    public double Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return ((mixed ^ (mixed >> 31)) >> 11) / (double)(1UL << 53);
    }

    public double Between(double low, double high) => low + (Next() * (high - low));

    public static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in Encoding.UTF8.GetBytes(text))
            hash = (hash ^ letter) * 1099511628211UL;
        return hash;
    }
}
