using Kinora.Catalog.Contracts;
using Kinora.Library.Contracts;
using Kinora.Ranking;
using Kinora.Ranking.Rails;

namespace Kinora.Discovery.Home;

/// <summary>What a profile watched lately, from its watch states: by its own threshold, with what it skips and what it watches again.</summary>
internal sealed class Begun(IWatchStates states, IMyList list)
{
    /// <summary>What was left for longer is not offered any more.</summary>
    private const long LatelyMs = 30L * 86_400_000;

    /// <summary>What is left unfinished of a clip is no reason to come back to it.</summary>
    private const long ShortMs = 180_000;

    private const int Most = 500;

    /// <summary>Below this it is watched again rather than to its end.</summary>
    private const double Again = 0.9;

    public async Task<IReadOnlyList<Progress>> OfAsync(string profileId, CatalogueSnapshot snapshot, long now, CancellationToken cancel)
    {
        var begun = new List<Progress>();
        foreach (var mark in await states.LatelyAsync(profileId, now - LatelyMs, Most, cancel))
        {
            if (!snapshot.TryOrdinal(mark.TitleId, out var title) || !snapshot.Has(title))
                continue;
            var slight = snapshot.KindOf(title) == TitleKind.Clip && mark.DurationMs <= ShortMs;
            var (dismissed, watched) = (mark.DismissedAt ?? long.MinValue, slight ? 0 : mark.WatchedAt ?? 0);
            var done = mark.Status is WatchStatus.Skipped || (mark.Status is WatchStatus.Completed && !IsAgain(mark));
            begun.Add(new Progress(title, mark.PositionMs ?? (long)(mark.Progress * mark.DurationMs), mark.DurationMs, done, watched, dismissed));
        }

        return begun;
    }

    /// <summary>The titles of the profile's list that the catalogue has.</summary>
    public async Task<IReadOnlyList<int>> ListedAsync(string profileId, CatalogueSnapshot snapshot, CancellationToken cancel) =>
    [
        .. (await list.TitlesAsync(profileId, cancel)).Select(id => snapshot.TryOrdinal(id, out var title) ? title : -1).Where(title => title >= 0 && snapshot.Has(title)),
    ];

    /// <summary>Completed before, and begun once more since.</summary>
    public static bool IsAgain(WatchMark mark) => mark.WatchedAt > mark.CompletedAt && mark.Progress is > 0 and < Again;
}
