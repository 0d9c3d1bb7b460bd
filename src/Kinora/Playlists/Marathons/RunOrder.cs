using Kinora.Catalog.Contracts;

namespace Kinora.Playlists.Marathons;

/// <summary>
/// Puts the episodes of a series in the order in which they run. Only items of one source and one series change places, and only among
/// each other; items without a mark keep their place, so a pattern stays what it was. Equals keep the order of their source.
/// </summary>
internal static class RunOrder
{
    public static void Apply(IReadOnlyList<MarathonSource> sources, Span<MarathonPick> picks)
    {
        var places = new Dictionary<(int Source, string Series), List<int>>();
        for (var place = 0; place < picks.Length; place++)
        {
            var (source, index) = picks[place];
            if (source < 0 || sources[source].Items[index] is not { Mark: not null, Series: { } series })
                continue;
            if (!places.TryGetValue((source, series), out var held))
                places[(source, series)] = held = [];
            held.Add(place);
        }

        foreach (var ((source, _), held) in places)
        {
            var items = sources[source].Items;
            var (keys, order) = (new (EpisodeMark Mark, int Index)[held.Count], new MarathonPick[held.Count]);
            for (var i = 0; i < held.Count; i++)
            {
                order[i] = picks[held[i]];
                keys[i] = (items[order[i].Index].Mark!.Value, order[i].Index);
            }

            Array.Sort(keys, order);
            for (var i = 0; i < held.Count; i++)
                picks[held[i]] = order[i];
        }
    }
}
