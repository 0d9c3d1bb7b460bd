using Kinora.Catalog.Contracts;
using Kinora.Discovery.Home;
using Kinora.Platform.Security;
using Kinora.Platform.Ui;

namespace Kinora.Discovery.Pages;

/// <summary>The title on top of the home page.</summary>
internal sealed record HeroTitle(TitleReply Title, string Reason, ViewerMark Mark);

/// <summary>Turns rails into what the home page shows.</summary>
internal sealed class HomeView(ICatalogue catalogue, IHomeRails home, ITitleReplies replies, IEnumerable<IViewerMarks> marks)
{
    /// <summary>Rails shown as posters.</summary>
    private static readonly string[] Posters = ["because_you_watched", "collections", "featured"];

    public async Task<(HeroTitle? Hero, IReadOnlyList<RailData> Rails, bool EmptyCatalogue)> OfAsync(Caller caller, CancellationToken cancel)
    {
        var snapshot = catalogue.Current;
        var rails = await home.OfAsync(caller, snapshot, cancel);
        var known = await MarksAsync(caller, snapshot, rails, cancel);
        var top = Top(rails);
        var hero = top is null
            ? null
            : new HeroTitle(
                (await replies.OfAsync(caller, snapshot, [top.Ordinal], cancel))[0], top.Reason, known.GetValueOrDefault(top.Ordinal, ViewerMark.None));
        List<RailData> shown =
        [
            .. from rail in rails
               let cards = rail.Items.Where(item => item != top).Select(item => Card(snapshot, item, caller, known, rail)).ToList()
               where cards.Count > 0
               select new RailData(rail.Rail, rail.Name, cards) { All = All(rail), Posters = HasPosters(rail.Rail) },
        ];
        return (hero, shown, snapshot.Titles == 0);
    }

    public static bool HasPosters(string rail) => Posters.Any(name => rail.StartsWith(name, StringComparison.Ordinal));

    /// <summary>The best of For you, else of the first rail that is not about what was begun.</summary>
    private static RailItem? Top(IReadOnlyList<HomeRail> rails) =>
        (rails.FirstOrDefault(rail => rail.Rail == "for_you") ?? rails.FirstOrDefault(rail => rail.Rail is not ("continue_watching" or "my_list")))
        ?.Items.FirstOrDefault(item => item.Ordinal >= 0);

    /// <summary>Cards of one rail by itself.</summary>
    public async Task<IReadOnlyList<CardData>> CardsAsync(Caller caller, CatalogueSnapshot snapshot, HomeRail rail, CancellationToken cancel)
    {
        var known = await MarksAsync(caller, snapshot, [rail], cancel);
        return [.. rail.Items.Select(item => Card(snapshot, item, caller, known, rail))];
    }

    private async Task<Dictionary<int, ViewerMark>> MarksAsync(
        Caller caller, CatalogueSnapshot snapshot, IReadOnlyList<HomeRail> rails, CancellationToken cancel)
    {
        int[] ordinals = [.. rails.SelectMany(rail => rail.Items).Select(item => item.Ordinal).Where(ordinal => ordinal >= 0).Distinct()];
        return marks.FirstOrDefault() is { } source && ordinals.Length > 0
            ? (await source.OfAsync(caller.ProfileId, snapshot, ordinals, cancel)).Zip(ordinals).ToDictionary(pair => pair.Second, pair => pair.First)
            : [];
    }

    private static CardData Card(CatalogueSnapshot snapshot, RailItem item, Caller caller, Dictionary<int, ViewerMark> marks, HomeRail rail)
    {
        if (item.Kind == RailItemKind.Collection && item.Collection is { } collection)
            return CollectionCards.Of(snapshot, collection);
        var mark = marks.GetValueOrDefault(item.Ordinal, ViewerMark.None);
        var card = snapshot.Card(item.Ordinal, caller, "home", Line(snapshot, item, mark, rail), mark);
        if (rail.Rail != "continue_watching")
            return card;
        return card with { Dismissable = true, Href = snapshot.Card(item.Ordinal).HasMedia ? TitleCards.PlayerOf(card.TitleId!) : card.Href };
    }

    /// <summary>Where the rest of a full rail is.</summary>
    private static string? All(HomeRail rail) => rail.Rail == "collections" ? "/collections"
        : rail.Items.Count < Ranking.Rails.HomePage.MostPlaces ? null : $"/rails/{Uri.EscapeDataString(rail.Rail)}";

    /// <summary>What is begun says how much is left, everything else why it is there; null where the rail says it already.</summary>
    private static string? Line(CatalogueSnapshot snapshot, RailItem item, ViewerMark mark, HomeRail rail)
    {
        if (rail.Rail != "continue_watching")
            return item.Reason.Length == 0 || item.Reason == rail.Name ? null : item.Reason;
        var title = snapshot.Card(item.Ordinal);
        var left = mark.PositionMs > 0 && title.DurationMs > 0 ? Facts.Length(title.DurationMs - mark.PositionMs) : null;
        return Facts.Joined(TitleCards.PlaceOf(title), left is null ? item.Reason : UiWords.MinutesLeft(left));
    }
}
