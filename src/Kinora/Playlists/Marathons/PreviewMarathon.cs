using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kinora.Playlists.Marathons;

/// <summary>Shows what a marathon would be; saving it is <c>POST /api/playlists</c> with the same words as <c>marathon</c>.</summary>
internal static class PreviewMarathon
{
    internal sealed record Item(string VideoId, string Title, string? Source, int? Season, int? Episode, long DurationMs);

    /// <summary>What came of a source.</summary>
    /// <param name="PlaylistId">Or the id of the series.</param>
    internal sealed record Source(string Label, string PlaylistId, string Name, int Items, int Used);

    /// <summary>The order, and what came of each source.</summary>
    /// <param name="UnusedSources">Labels of sources that give nothing, such as those that the pattern never names.</param>
    /// <param name="Seed">The seed that was used: with it the same marathon comes again.</param>
    /// <param name="Repeats">Items left out because their title stood there already.</param>
    /// <param name="Beyond">Items left out because a limit was reached or the slot was full.</param>
    /// <param name="NeedsDupes">Whether a title stands twice, so that a room must allow duplicates.</param>
    internal sealed record Response(
        IReadOnlyList<Item> Items, IReadOnlyList<Source> Sources, IReadOnlyList<string> UnusedSources, long Seed, long TotalDurationMs, int UnknownDurations,
        int Repeats, int Beyond, bool NeedsDupes);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/marathons/preview", RunAsync).Needs(Role.Blessed);

    private static async Task<IResult> RunAsync(MarathonRequest request, Caller caller, MarathonMaker maker, CancellationToken cancel)
    {
        var made = await maker.MakeAsync(request, caller, cancel);
        return made.Then(Reply).ToHttp();
    }

    private static Response Reply(MarathonMaker.Made made)
    {
        var (plan, names) = (made.Plan, made.Sources);
        return new Response(
            [.. plan.Picks.Select(pick => Show(plan.Item(pick, made.Bumper), pick))],
            [.. names.Select((source, i) => new Source(Label(i), source.PlaylistId, source.Name, source.Items.Count, plan.Used[i]))],
            [.. Enumerable.Range(0, names.Count).Where(i => plan.Used[i] == 0).Select(Label)],
            made.Seed, plan.TotalMs, plan.UnknownDurations, plan.Repeats, plan.Beyond, plan.NeedsDupes);
    }

    private static Item Show(MarathonItem item, MarathonPick pick) =>
        new(item.VideoId, item.Title, pick.Source < 0 ? null : Label(pick.Source), item.Mark?.Season, item.Mark?.Episode, item.DurationMs);

    private static string Label(int source) => MarathonSource.LabelOf(source).ToString();
}
