using Kinora.Catalog.Contracts;
using Kinora.Platform;
using Kinora.Platform.Security;

namespace Kinora.Playlists.Marathons;

/// <summary>Reads playlists, and series by their episodes, as sources of a marathon, with what the catalogue knows of their items.</summary>
internal sealed class MarathonSources(PlaylistStore store, ICatalogue catalogue)
{
    /// <summary>In the order asked for. Refused: <c>sources-missing</c>, <c>too-many</c>, <c>playlist-not-found</c>.</summary>
    public async Task<Outcome<IReadOnlyList<MarathonSource>>> ReadAsync(IReadOnlyList<string> ids, Caller caller, CancellationToken cancel)
    {
        if (ids.Count == 0)
            return new Refusal(RefusalKind.Invalid, "sources-missing", "A marathon needs at least one playlist.", "sources");
        if (ids.Count > MarathonSource.Most)
            return new Refusal(RefusalKind.Invalid, "too-many", $"A marathon takes at most {MarathonSource.Most} playlists: their labels are A to Z.", "sources");
        var (sources, reader, total) = (new List<MarathonSource>(ids.Count), new MarathonItems(catalogue.Current, caller), 0);
        for (var i = 0; i < ids.Count; i++)
        {
            // A title's id has a colon, a playlist's has none.
            var (name, items) = ids[i].Contains(':', StringComparison.Ordinal)
                ? Series(ids[i], catalogue.Current, caller)
                : await store.FindAsync(ids[i], caller, cancel) is { } playlist ? (playlist.Name, playlist.Items) : (null, []);
            if (name is null)
                return PlaylistStore.NotFound with { Field = $"sources[{i}]" };
            total += items.Count;
            if (total > Playlist.MostItems)
                return PlaylistEdits.TooMany with { Field = "sources" };
            sources.Add(new MarathonSource(ids[i], name, reader.Of(items)));
        }

        return sources;
    }

    /// <summary>The episodes of a series that the caller may look at, as they run; no name where there is no such series.</summary>
    private static (string? Name, IReadOnlyList<string> Items) Series(string id, CatalogueSnapshot snapshot, Caller caller) =>
        snapshot.Find(id, caller) is { Refusal: null, Value: var series } && snapshot.EpisodesOf(series, caller) is { } episodes
            ? (snapshot.NameOf(series), [.. episodes.Select(snapshot.IdOf)])
            : (null, []);
}

/// <summary>Title ids with name, series, place in it and length. What the caller may not know of is left out.</summary>
internal sealed class MarathonItems(CatalogueSnapshot snapshot, Caller caller)
{
    private readonly Dictionary<string, string> _folded = new(StringComparer.Ordinal);

    public IReadOnlyList<MarathonItem> Of(IReadOnlyList<string> ids)
    {
        var items = new List<MarathonItem>(ids.Count);
        foreach (var id in ids)
        {
            var found = PlaylistItem.Find(id, snapshot, caller, out var forbidden);
            if (!forbidden)
                items.Add(Of(found));
        }

        return items;
    }

    /// <summary>The catalogue's own season and episode count before those that the name tells.</summary>
    private MarathonItem Of(PlaylistItem item)
    {
        var marked = EpisodeReader.TryRead(item.Title, out var mark, out var start);
        var series = -1;
        if (snapshot.TryOrdinal(item.VideoId, out var ordinal) && snapshot.Has(ordinal))
        {
            series = snapshot.SeriesOf(ordinal);
            if (snapshot.EpisodeOf(ordinal) is var episode and > 0)
                (mark, marked) = (new EpisodeMark(Math.Max(0, snapshot.SeasonOf(ordinal)), episode), true);
        }

        var name = !marked ? null : series >= 0 ? $"#{series}" : start >= 0 ? Folded(item.Title[..start]) : null;
        return new MarathonItem(item.VideoId, item.Title, name, name is null ? null : mark, item.DurationMs);
    }

    private string Folded(string name) => _folded.TryGetValue(name, out var folded) ? folded : _folded[name] = SeriesName.Fold(name);
}
