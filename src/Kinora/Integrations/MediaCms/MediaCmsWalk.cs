namespace Kinora.Integrations.MediaCms;

/// <summary>What a site has.</summary>
/// <param name="Count">Titles that it says it has.</param>
/// <param name="Missing">So many of them were not found, after looking twice.</param>
/// <param name="Capped">The list ends after 1000 however much there is.</param>
/// <param name="CappedCategories">Categories whose search does.</param>
/// <param name="Malformed">Entries without a token.</param>
internal sealed record MediaCmsLibrary(
    IReadOnlyList<MediaCmsItem> Items, IReadOnlySet<string> Listed, long Count, long Missing, bool Capped, IReadOnlyList<string> CappedCategories, int Malformed);

/// <summary>How far a walk is.</summary>
/// <param name="Share">From 0 to 1.</param>
internal sealed record MediaCmsProgress(int Items, long Expected, double Share);

/// <summary>
/// Looks through a site: its list, which knows no categories, and a search for each category, which does. Lists end after 1000 rows in newer
/// versions; then what the searches and the lists of the authors bring counts too.
/// </summary>
internal sealed class MediaCmsWalk(MediaCmsClient client, MediaCmsPages pages, IProgress<MediaCmsProgress>? progress)
{
    private const int PageSize = 50;
    private const int Cap = 1000;

    /// <summary>The list's part of the way; the rest is the searches'.</summary>
    private const double ListShare = 0.5;

    private readonly Dictionary<string, MediaCmsItem> _items = new(StringComparer.Ordinal);
    private readonly HashSet<string> _listed = new(StringComparer.Ordinal);
    private readonly List<string> _capped = [];
    private long _count;
    private int _malformed;
    private double _share;

    private string List => client.Options.Token is null ? "media" : "manage_media";

    public async Task<MediaCmsLibrary> ReadAsync(CancellationToken cancel)
    {
        var categories = await client.CategoriesAsync(cancel);
        var (count, end) = await WholeAsync(List, 1, ListShare, listed: true, cancel);
        _count = count;
        var capped = client.Options.Token is null && count == Cap && end;
        if (!capped)
            await AgainAsync(cancel);
        foreach (var category in categories)
        {
            var (found, full) = await WholeAsync($"search?c={Uri.EscapeDataString(category.Title)}", 1, (1 - ListShare) / (categories.Count + (capped ? 1 : 0)), listed: false, cancel);
            if (found == Cap && full)
                _capped.Add(category.Title);
        }

        if (capped)
            await ByAuthorAsync(cancel);
        return new MediaCmsLibrary(
            [.. _items.Values], _listed, Math.Max(_count, capped ? _items.Count : 0), capped ? 0 : Math.Max(0, _count - _listed.Count), capped, _capped, _malformed);
    }

    /// <summary>
    /// Titles that are added while the pages are turned push others to a page that was read already: the newest pages are read again until
    /// nothing on them is new, and where some are missing still, the whole list once more.
    /// </summary>
    private async Task AgainAsync(CancellationToken cancel)
    {
        for (var (page, news) = (1, 1); _listed.Count < _count && news > 0; page++)
        {
            var got = await pages.GetAsync(Address(List, page), 2, cancel);
            news = got is null ? 0 : Take(got, listed: true);
            _count = got?.Count ?? _count;
        }

        if (_listed.Count < _count)
            (_count, _) = await WholeAsync(List, 3, 0, listed: true, cancel);
    }

    /// <summary>Each author's list ends after 1000 as well, and is told when it does.</summary>
    private async Task ByAuthorAsync(CancellationToken cancel)
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        while (_items.Values.Select(item => item.User).OfType<string>().FirstOrDefault(asked.Add) is { } author)
        {
            var (found, full) = await WholeAsync($"media?author={Uri.EscapeDataString(author)}", 1, 0, listed: true, cancel);
            if (found == Cap && full)
                _capped.Add(author);
        }
    }

    /// <summary>All pages of a list; gives how many it says it has, and whether its last page was full as a capped one is.</summary>
    private async Task<(long Count, bool Full)> WholeAsync(string list, int round, double share, bool listed, CancellationToken cancel)
    {
        var (begun, first) = (_share, await pages.GetAsync(Address(list, 1), round, cancel));
        if (first is null)
            return (0, false);
        Take(first, listed);
        if (listed)
            _count = Math.Max(_count, first.Count);
        var (count, last, known) = (first.Count, first, Math.Max(1, (first.Count + PageSize - 1) / PageSize));
        var done = 1;
        Say(begun + (share / known));
        await Parallel.ForEachAsync(
            Enumerable.Range(2, (int)Math.Min(known, 1_000_000) - 1),
            new ParallelOptions { MaxDegreeOfParallelism = client.Options.Parallel, CancellationToken = cancel },
            async (page, stop) =>
            {
                var got = await pages.GetAsync(Address(list, page), round, stop);
                lock (_items)
                {
                    if (got is not null)
                        Take(got, listed);
                    (count, last) = (got?.Count ?? count, page == known ? got ?? last : last);
                    Say(begun + (share * ++done / known));
                }
            });
        for (var page = known + 1; last.HasNext; page++)
        {
            if (await pages.GetAsync(Address(list, page), round, cancel) is not { } more)
                break;
            Take(more, listed);
            (count, last) = (more.Count, more);
        }

        _share = begun + share;
        return (count, last.Items.Count + last.Malformed == PageSize);
    }

    private static string Address(string list, long page) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{list}{(list.Contains('?', StringComparison.Ordinal) ? '&' : '?')}page={page}");

    /// <summary>Gives how many of them were not known from a list before.</summary>
    private int Take(MediaCmsPage page, bool listed)
    {
        var news = 0;
        _malformed += page.Malformed;
        foreach (var item in page.Items)
        {
            _items[item.Token] = _items.TryGetValue(item.Token, out var known) ? known.With(item) : item;
            if (listed && _listed.Add(item.Token))
                news++;
        }

        return news;
    }

    private void Say(double share) => progress?.Report(new MediaCmsProgress(_items.Count, Math.Max(_count, _items.Count), Math.Min(1, share)));
}
