using System.Runtime.InteropServices;

namespace Kinora.Catalog.Contracts;

/// <summary>A place within a series. Orders by season, then episode; of a double episode the first number counts.</summary>
/// <param name="Last">The last episode of a multi-episode title; else the same as <paramref name="Episode"/>.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EpisodeMark(int Season, int Episode, int Last) : IComparable<EpisodeMark>
{
    public EpisodeMark(int season, int episode)
        : this(season, episode, episode)
    {
    }

    public int CompareTo(EpisodeMark other) =>
        (Season, Episode, Last).CompareTo((other.Season, other.Episode, other.Last));

    public static bool operator <(EpisodeMark left, EpisodeMark right) => left.CompareTo(right) < 0;

    public static bool operator >(EpisodeMark left, EpisodeMark right) => left.CompareTo(right) > 0;

    public static bool operator <=(EpisodeMark left, EpisodeMark right) => left.CompareTo(right) <= 0;

    public static bool operator >=(EpisodeMark left, EpisodeMark right) => left.CompareTo(right) >= 0;
}
