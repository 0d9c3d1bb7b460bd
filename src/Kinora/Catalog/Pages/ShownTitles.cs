using Kinora.Catalog.Contracts;
using Kinora.Platform.Security;

namespace Kinora.Catalog.Pages;

/// <summary>A title as a page shows it to one person.</summary>
/// <param name="Series">For an episode, where the catalogue has its series.</param>
internal sealed record ShownTitle(CatalogueSnapshot Snapshot, int Ordinal, TitleReply Reply, TitleCard? Series, ViewerMark Mark)
{
    /// <summary>"The Show: Part 1".</summary>
    public string Name => Series is null ? Reply.Title : $"{Series.Name}: {Reply.Title}";
}

/// <summary>Finds the title that a page is about.</summary>
internal sealed class ShownTitles(ICatalogue catalogue, ITitleReplies replies, IEnumerable<IViewerMarks> marks)
{
    /// <summary>Null for a title that is not there or not for this person.</summary>
    public async Task<ShownTitle?> FindAsync(string id, Caller? viewer, CancellationToken cancel)
    {
        var snapshot = catalogue.Current;
        var found = snapshot.Find(id, viewer);
        if (found.Refusal is not null)
            return null;
        var ordinal = found.Value;
        var mark = viewer is not null && marks.FirstOrDefault() is { } source
            ? (await source.OfAsync(viewer.ProfileId, snapshot, [ordinal], cancel))[0]
            : ViewerMark.None;
        return new ShownTitle(
            snapshot, ordinal, (await replies.OfAsync(viewer, snapshot, [ordinal], cancel))[0],
            snapshot.SeriesFor(ordinal, viewer) is var series and >= 0 ? snapshot.Card(series) : null, mark);
    }
}
