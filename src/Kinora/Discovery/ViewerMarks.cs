using Kinora.Catalog.Contracts;
using Kinora.Discovery.Home;
using Kinora.Discovery.Profiles;
using Kinora.Library.Contracts;
using Kinora.Ranking.Columns;
using Kinora.Ranking.Profiles;

namespace Kinora.Discovery;

/// <summary>What a profile has with a title, from its state: rating, list, where it was left, what is hidden, who is followed.</summary>
internal sealed class ViewerMarks(ProfileStates profiles, IWatchStates states, IMyList list) : IViewerMarks
{
    public async Task<IReadOnlyList<ViewerMark>> OfAsync(
        string profileId, CatalogueSnapshot snapshot, IReadOnlyList<int> ordinals, CancellationToken cancel)
    {
        var known = await states.OfAsync(profileId, [.. ordinals.Where(snapshot.Has).Select(snapshot.IdOf)], cancel);
        var listed = (await list.TitlesAsync(profileId, cancel)).ToHashSet(StringComparer.Ordinal);
        using var held = await profiles.HoldAsync(profileId, cancel);
        return [.. ordinals.Select(ordinal =>
            Of(held.State, snapshot.Columns, ordinal, snapshot.Has(ordinal) ? known.GetValueOrDefault(snapshot.IdOf(ordinal)) : null,
                snapshot.Has(ordinal) && listed.Contains(snapshot.IdOf(ordinal))))];
    }

    /// <summary>For the holder of the profile.</summary>
    public static ViewerMark Of(ProfileState state, CatalogueColumns columns, int ordinal, WatchMark? watched, bool listed)
    {
        if (!columns.InRange(ordinal))
            return ViewerMark.None;
        var done = watched is { Status: WatchStatus.Completed } && !Begun.IsAgain(watched);
        return new ViewerMark
        {
            Rating = state.Ratings[ordinal],
            InList = listed,
            PositionMs = done ? 0 : watched?.PositionMs ?? 0,
            Progress = done ? 1 : Math.Min(watched?.Progress ?? 0, 0.9999),
            Completed = watched is { Status: WatchStatus.Completed },
            Skipped = watched is { Status: WatchStatus.Skipped },
            Hidden = state.WhyDropped(columns, ordinal) is DropReason.HiddenTitle or DropReason.HiddenCreator or DropReason.HiddenTopic,
            Following = columns.CreatorOf(ordinal) is var creator and >= 0 && state.Followed[creator] > 0,
        };
    }
}
