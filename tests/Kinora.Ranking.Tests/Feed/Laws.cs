using Kinora.Ranking.Columns;
using Kinora.Ranking.Feed;
using Kinora.Ranking.Profiles;
using Kinora.Ranking.Shared;
using Kinora.Ranking.Tests.Support;

namespace Kinora.Ranking.Tests.Feed;

/// <summary>The laws of the feed, held against one page before it is handed out.</summary>
internal sealed partial class Laws(
    FeedRequest request, FeedPage page, IReadOnlyList<TestTitle?> titles, CatalogueColumns columns, WorldModel model, ProfileState state,
    SharedState shared, FeedMemory memory)
{
    private readonly HashSet<int> _eligible =
        [.. Enumerable.Range(0, titles.Count).Where(title => model.IsEligible(titles[title], title, request))];

    private readonly List<int> _recent = [.. (model.Sessions.GetValueOrDefault(request.FeedSession)?.Places ?? []).TakeLast(24)];

    private int FirstPosition => (model.Sessions.GetValueOrDefault(request.FeedSession)?.Places.Count ?? 0) + 1;

    public void Check(FeedPage? before)
    {
        var length = Math.Min(request.PageSize, _eligible.Count);
        var fresh = _eligible.Where(IsFresh).ToHashSet();
        Length(length, fresh.Count);
        Numbers();
        Repeats(length, fresh);
        NothingTwiceAtOnce(before);
        if (page.Dial == Dial.Chronological)
            Chronological(fresh);
        else
            Ranked(fresh);
    }

    private bool IsFresh(int title) => !model.IsInCooldown(title, request.NowMs) && !model.IsHeld(title, request.FeedSession, request.NowMs);

    private void Length(int length, int fresh)
    {
        Assert.Equal(length, page.Items.Count);
        Assert.Equal(length, page.Titles().Distinct().Count());
        Assert.All(page.Items, item => Assert.Contains(item.Title, _eligible));
        Assert.Equal(_eligible.Count, page.Inventory.Eligible);
        Assert.Equal(fresh - page.Items.Count(item => !item.Repeat), page.Inventory.Fresh);
        Assert.Equal(length > fresh, page.Inventory.Exhausted);
        var dropped = page.Dropped.Take((int)DropReason.Seen).Sum();
        Assert.Equal(titles.Count(title => title?.Kind == request.Kind) - _eligible.Count, dropped);
        Assert.Equal(_eligible.Count - fresh, page.Dropped[(int)DropReason.Seen] + page.Dropped[(int)DropReason.Held]);
    }

    private void Numbers()
    {
        Assert.Equal(Enumerable.Range(1, page.Items.Count), page.Items.Select(item => item.Slot));
        Assert.Equal(Enumerable.Range(FirstPosition, page.Items.Count), page.Items.Select(item => item.Position));
    }

    private void Repeats(int length, HashSet<int> fresh)
    {
        var repeats = page.Items.Where(item => item.Repeat).Select(item => item.Title).ToList();
        Assert.All(page.Items, item => Assert.NotEqual(item.Repeat, fresh.Contains(item.Title)));
        Assert.Equal(page.Titles().TakeLast(repeats.Count), repeats);
        var forced = Math.Max(0, length - fresh.Count);
        var kept = Math.Min(50, _eligible.Count - length);
        var latest = model.Contacts.Where(pair => _eligible.Contains(pair.Key)).OrderByDescending(pair => pair.Value).Take(kept)
            .Select(pair => pair.Key).ToHashSet();
        Assert.All(repeats, title => Assert.DoesNotContain(title, latest));
        Assert.All(repeats, title => Assert.True(model.Contacts[title] <= model.Counter - kept));
        var stale = _eligible.Where(title => !fresh.Contains(title)).OrderBy(title => model.Contacts[title]);
        var expected = forced > 0 ? stale.Take(forced)
            : fresh.Count >= 24 ? []
            : stale.Where(title => model.IsInCooldown(title, request.NowMs) && !latest.Contains(title)
                && !model.IsHeld(title, request.FeedSession, request.NowMs)).Take(Math.Max(0, Math.Min(2, length - 6)));
        Assert.Equal(expected.Order(), repeats.Order());
        if (fresh.Count > page.Items.Count - repeats.Count)
            Assert.All(page.Items.Where(item => item.Repeat), item => Assert.True(item.Slot > 6));
        if (page.Dial == Dial.Chronological)
            Assert.Equal(repeats.OrderBy(title => model.Contacts[title]), repeats);
        else
            InWindow(length - repeats.Count, repeats);
    }

    /// <summary>Among the chosen repeats the window decides the order.</summary>
    private void InWindow(int from, List<int> repeats)
    {
        var (places, left) = (PlacesBefore(from), new List<int>(repeats));
        foreach (var title in repeats)
        {
            Assert.Equal(left.Min(other => Level(places, other)), Level(places, title));
            left.Remove(title);
            places.Add(title);
        }
    }

    private void NothingTwiceAtOnce(FeedPage? before)
    {
        if (before is not null && before.Items.Count + page.Items.Count <= _eligible.Count)
            Assert.Empty(before.Titles().Intersect(page.Titles()));
    }

    private void Chronological(HashSet<int> fresh)
    {
        var shown = page.Items.Where(item => !item.Repeat).Select(item => item.Title).ToList();
        var expected = fresh.OrderByDescending(title => Followed(title)).ThenByDescending(title => Dated(titles[title]!)).ThenBy(title => title);
        Assert.Equal(expected.Take(shown.Count), shown);
        Assert.All(page.Items, item => Assert.Equal((false, 1.0), (item.Explored, item.Draw.Propensity)));
    }

    private bool Followed(int title) => titles[title]!.Creator is var creator && creator >= 0 && model.Said("follow", creator) > 0;

    private static long Dated(TestTitle title) => title.PublishedAt != ColumnChunk.Unknown ? title.PublishedAt
        : title.Year > 0 ? new DateTimeOffset(title.Year, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() : long.MinValue;

    private List<int> PlacesBefore(int slots) => [.. _recent, .. page.Titles().Take(slots)];

    /// <summary>A title without creator counts as its own.</summary>
    private int CreatorOf(int title) => titles[title]?.Creator is { } creator and >= 0 ? creator : -1 - title;

    /// <summary>0: on neither of the two places before; 1: not on the one before; 2: on it.</summary>
    private int Level(List<int> places, int title)
    {
        var creator = CreatorOf(title);
        int On(int back) => places.Count < back ? int.MinValue : CreatorOf(places[^back]);
        return On(1) == creator ? 2 : On(2) == creator ? 1 : 0;
    }
}
