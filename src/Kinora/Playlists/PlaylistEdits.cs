using System.Globalization;
using Kinora.Platform;

namespace Kinora.Playlists;

/// <summary>Changes of a list by places, which count from 1. Pure.</summary>
internal static class PlaylistEdits
{
    /// <summary>Puts items before the place <paramref name="at"/>; at the end where none is named.</summary>
    public static Outcome<IReadOnlyList<string>> Add(IReadOnlyList<string> items, IReadOnlyList<string> added, int? at)
    {
        if (added.Count + items.Count > Playlist.MostItems)
            return TooMany;
        if (at is { } asked && (asked < 1 || asked > items.Count + 1))
            return Range("at", items.Count + 1);
        var place = at - 1 ?? items.Count;
        return (List<string>)[.. items.Take(place), .. added, .. items.Skip(place)];
    }

    public static Outcome<IReadOnlyList<string>> Remove(IReadOnlyList<string> items, int from, int count) => Check(items, from, count) is { } refusal
        ? refusal
        : (List<string>)[.. items.Take(from - 1), .. items.Skip(from - 1 + count)];

    /// <summary>Moves a range so that its first item stands at the place <paramref name="to"/> afterwards.</summary>
    public static Outcome<IReadOnlyList<string>> Move(IReadOnlyList<string> items, int from, int count, int to)
    {
        if (Check(items, from, count) is { } refusal)
            return refusal;
        if (to < 1 || to > items.Count - count + 1)
            return Range("to", items.Count - count + 1);
        var (moved, rest) = (items.Skip(from - 1).Take(count), items.Take(from - 1).Concat(items.Skip(from - 1 + count)).ToList());
        rest.InsertRange(to - 1, moved);
        return rest;
    }

    public static Refusal TooMany { get; } = new(
        RefusalKind.Invalid, "too-many", $"A playlist takes at most {Playlist.MostItems.ToString("N0", CultureInfo.InvariantCulture)} items.", "items");

    private static Refusal? Check(IReadOnlyList<string> items, int from, int count) =>
        from < 1 || from > items.Count ? Range("from", items.Count)
        : count < 1 || count > items.Count - from + 1 ? Range("count", items.Count - from + 1)
        : null;

    private static Refusal Range(string field, int most) => new(
        RefusalKind.Invalid, "out-of-range",
        most < 1 ? $"'{field}' has no place here: the list is empty." : $"'{field}' is a whole number from 1 to {most.ToString(CultureInfo.InvariantCulture)}.", field);
}
