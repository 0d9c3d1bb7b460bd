using Kinora.Catalog.Contracts;
using Kinora.Discovery.Profiles;
using Kinora.Platform.Security;

namespace Kinora.Discovery;

/// <summary>Marks what the viewer has hidden, wherever a title is shown.</summary>
internal sealed class HiddenMark(ProfileStates profiles) : ITitleAnnotator
{
    public async Task<IReadOnlyList<TitleReply>> AnnotateAsync(
        Caller? caller, CatalogueSnapshot snapshot, IReadOnlyList<int> ordinals, IReadOnlyList<TitleReply> replies, CancellationToken cancel)
    {
        if (caller is null || replies.Count == 0)
            return replies;
        using var held = await profiles.HoldAsync(caller.ProfileId, cancel);
        if (held.State is { HiddenTitles.All.Count: 0, HiddenCreators.All.Count: 0, HiddenTopics.All.Count: 0 })
            return replies;
        return [.. replies.Select((reply, place) => reply with
        {
            Hidden = snapshot.Columns.InRange(ordinals[place])
                && held.State.WhyDropped(snapshot.Columns, ordinals[place])
                    is Ranking.Columns.DropReason.HiddenTitle or Ranking.Columns.DropReason.HiddenCreator or Ranking.Columns.DropReason.HiddenTopic,
        })];
    }
}
