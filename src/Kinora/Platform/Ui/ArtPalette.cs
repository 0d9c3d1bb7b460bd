using System.Globalization;

namespace Kinora.Platform.Ui;

/// <summary>Tones of one hue.</summary>
internal sealed class ArtPalette(double hue)
{
    /// <summary>Words that a genre's name may contain, in the order in which they are tried.</summary>
    private static readonly (string Word, int Hue)[] Hues =
    [
        ("noir", 265), ("western", 55), ("comed", 85), ("horror", 15), ("sci", 220), ("romance", 350), ("romantic", 350), ("documentar", 165),
        ("docu", 165), ("music", 300), ("anim", 120), ("adventure", 40), ("action", 30), ("drama", 330), ("thriller", 280), ("suspense", 280),
        ("crime", 255), ("myster", 290), ("fantasy", 310), ("war", 100), ("histor", 70), ("nature", 145), ("travel", 185), ("cooking", 65),
        ("food", 65), ("craft", 60), ("sport", 135), ("fitness", 135), ("news", 240), ("kids", 110), ("children", 110), ("famil", 105),
        ("silent", 250), ("experiment", 200), ("learn", 195), ("tech", 210), ("audio", 275),
    ];

    public string Tone(double light, double chroma, double turn = 0, double alpha = 1)
    {
        var angle = ((hue + turn) % 360 + 360) % 360;
        return alpha >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"oklch({light:0.##} {chroma:0.###} {angle:0})")
            : string.Create(CultureInfo.InvariantCulture, $"oklch({light:0.##} {chroma:0.###} {angle:0}/{alpha:0.##})");
    }

    /// <summary>The hue of the first genre that has one; a title without is given one by its id.</summary>
    public static double Hue(IReadOnlyList<string> genres, string id)
    {
        foreach (var genre in genres)
        {
            foreach (var (word, known) in Hues)
            {
                if (genre.Contains(word, StringComparison.OrdinalIgnoreCase))
                    return known;
            }
        }

        return ArtRandom.Hash(genres.Count > 0 ? genres[0] : id) % 360;
    }
}
