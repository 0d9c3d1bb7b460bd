using Kinora.Catalog.Contracts;
using Kinora.Discovery.Profiles;
using Kinora.Ranking.Columns;
using Kinora.Ranking.Profiles;

namespace Kinora.Discovery;

/// <summary>What a profile has with a title, from its state: rating, list, where it was left, what is hidden, who is followed.</summary>
internal sealed class ViewerMarks(ProfileStates profiles) : IViewerMarks
{
    public async Task<IReadOnlyList<ViewerMark>> OfAsync(
        string profileId, CatalogueSnapshot snapshot, IReadOnlyList<int> ordinals, CancellationToken cancel)
    {
        using var held = await profiles.HoldAsync(profileId, cancel);
        return [.. ordinals.Select(ordinal => Of(held.State, snapshot.Columns, ordinal))];
    }

    /// <summary>For the holder of the profile.</summary>
    public static ViewerMark Of(ProfileState state, CatalogueColumns columns, int ordinal)
    {
        if (!columns.InRange(ordinal))
            return ViewerMark.None;
        var events = state.Viewings.Tracks.GetValueOrDefault(ordinal)?.Events() ?? [];
        var listed = events.LastOrDefault(happened => happened.Kind is FactKind.Queue or FactKind.Unqueue)?.Kind == FactKind.Queue;
        var last = events.LastOrDefault(happened => happened.Kind is FactKind.Play or FactKind.Progress or FactKind.Complete && happened.PositionMs >= 0);
        var duration = last is { DurationMs: > 0 } ? last.DurationMs : columns.DurationOf(ordinal);
        var progress = last is null || duration <= 0 ? 0
            : last.Kind == FactKind.Complete || last.PositionMs >= TitleTrack.CompletedFrom * duration ? 1
            : (double)last.PositionMs / duration;
        return new ViewerMark
        {
            Rating = state.Ratings[ordinal],
            InList = listed,
            PositionMs = last is null || progress >= 1 ? 0 : last.PositionMs,
            Progress = progress,
            Hidden = state.WhyDropped(columns, ordinal) is DropReason.HiddenTitle or DropReason.HiddenCreator or DropReason.HiddenTopic,
            Following = columns.CreatorOf(ordinal) is var creator and >= 0 && state.Followed[creator] > 0,
        };
    }
}
