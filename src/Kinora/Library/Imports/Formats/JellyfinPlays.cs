using System.Globalization;
using Kinora.Library.Watching;

namespace Kinora.Library.Imports.Formats;

/// <summary>What the two systems that watch Jellyfin have in common: plays that were cut into pieces, of several people.</summary>
internal sealed class JellyfinPlays
{
    private readonly Dictionary<(string Person, string Item), (ImportedTitle Title, List<Piece> Pieces)> _all = [];

    internal sealed record Piece(long From, long To, long WatchedMs, string File, long Line);

    public void Add(ImportedTitle title, Piece piece)
    {
        if (!_all.TryGetValue((title.Person!, title.Key), out var known))
            _all[(title.Person!, title.Key)] = known = (title, []);
        known.Pieces.Add(piece);
    }

    /// <summary>Pieces of a title with less than half an hour between them are one play.</summary>
    public void Give(ImportHarvest into)
    {
        foreach (var (title, pieces) in _all.Values)
        {
            Piece? play = null;
            foreach (var piece in pieces.OrderBy(piece => piece.From))
            {
                if (play is null || piece.From - play.To > Play.GapMs)
                {
                    Give(title, play, into);
                    play = piece;
                }
                else
                    play = play with { To = Math.Max(play.To, piece.To), WatchedMs = play.WatchedMs + piece.WatchedMs };
            }

            Give(title, play, into);
        }
    }

    private static void Give(ImportedTitle title, Piece? play, ImportHarvest into)
    {
        if (play is null)
            return;
        // Nobody watches a title for longer than it passed on the clock.
        var watched = Math.Min(play.WatchedMs, play.To - play.From);
        into.Play(title, new ImportedPlay(play.To, play.From, watched), play.File, play.Line);
    }

    /// <summary>The title that an item of Jellyfin is; ids there are 32 hexadecimal digits, written with or without hyphens.</summary>
    public static ImportedTitle? TitleOf(string? person, string? item, string? name, string? series, int? season, int? episode, ImportedKind kind, ImportHarvest into)
    {
        var id = item?.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
        if (person is null || id is not { Length: 32 } || !id.All(char.IsAsciiHexDigit))
            return null;
        return into.Of(new ImportedTitle
        {
            Key = id,
            Person = person,
            Ids = [$"jellyfin:{id}"],
            Name = name ?? id,
            Kind = kind,
            Series = series,
            Season = season,
            Episode = episode,
        });
    }

    /// <summary>Seconds as ms; null where they are none.</summary>
    public static long? Ms(double? seconds) => seconds is >= 0 and < 400_000 ? (long)(seconds.Value * 1000) : null;

    public static double? Seconds(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
