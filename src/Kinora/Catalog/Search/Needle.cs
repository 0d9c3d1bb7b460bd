using System.Text;

namespace Kinora.Catalog.Search;

/// <summary>One reading of a query, prepared once and held against every chunk.</summary>
internal sealed class Needle
{
    private Needle(string text, bool hasWords)
    {
        Text = text;
        Bytes = Encoding.UTF8.GetBytes(text);
        Words = hasWords ? [.. text.Split(' ').Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes)] : [];
        Grams = Gram.Inside(text);
        IsAscii = Ascii.IsValid(text);
    }

    public string Text { get; }

    public byte[] Bytes { get; }

    /// <summary>The distinct words; none for the literal reading, which has punctuation in it.</summary>
    public byte[][] Words { get; }

    public uint[] Grams { get; }

    public bool IsAscii { get; }

    /// <summary>The distinct readings of a query, the one by words first.</summary>
    public static Needle[] Of(Readings readings)
    {
        var needles = new List<Needle>();
        Add(readings.Words, true);
        Add(readings.Joined, true);
        Add(readings.Literal, false);
        return [.. needles];

        void Add(ReadOnlySpan<char> reading, bool hasWords)
        {
            if (reading.IsEmpty) return;
            foreach (var known in needles)
                if (reading.SequenceEqual(known.Text))
                    return;
            needles.Add(new Needle(reading.ToString(), hasWords));
        }
    }
}
