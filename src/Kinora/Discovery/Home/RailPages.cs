using System.Buffers.Text;
using Kinora.Catalog.Contracts;
using Kinora.Discovery.Profiles;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Security;
using Kinora.Ranking.Columns;

namespace Kinora.Discovery.Home;

/// <summary>One rail by itself, page by page. The cursor holds what was shown, so that no title comes twice, whatever happens in between.</summary>
internal sealed class RailPages(HomeRails home, Households households, Begun begun, ProfileStates profiles, Cursors cursors, TimeProvider time)
{
    /// <summary>Longer than this no rail is worth scrolling; what is sought further is found by the search.</summary>
    private const int Most = 400;

    internal sealed record RailPage(string Name, IReadOnlyList<RailItem> Items, string? NextCursor);

    /// <summary>What was shown before; the titles' ordinals, which are for life.</summary>
    internal sealed record Shown(string Titles);

    /// <summary>Refused: <c>rail-not-found</c>, and as the cursor is.</summary>
    public async Task<Outcome<RailPage>> PageAsync(string rail, Paged page, Caller caller, CatalogueSnapshot snapshot, CancellationToken cancel)
    {
        var place = cursors.Read<Shown>(page.Cursor, caller.ProfileId, page.Question);
        if (place.Refusal is { } refusal)
            return refusal;
        var shown = Unpack(place.Value?.Titles);
        if (await FillAsync(rail, shown, Math.Max(OwnRails.Brought, page.Limit + 1), caller, snapshot, cancel) is not { } filled)
            return new Refusal(RefusalKind.NotFound, "rail-not-found", $"There is no rail '{rail}' for you.");
        var items = filled.Items.Take(page.Limit).ToList();
        if (filled.Items.Count == items.Count || shown.Count + items.Count >= Most)
            return new RailPage(filled.Name, items, null);
        shown.UnionWith(items.Select(item => item.Ordinal));
        return new RailPage(filled.Name, items, cursors.Protect(new Shown(Pack(shown)), caller.ProfileId, page.Question));
    }

    private async Task<OwnRails.Filled?> FillAsync(
        string rail, HashSet<int> shown, int limit, Caller caller, CatalogueSnapshot snapshot, CancellationToken cancel)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var household = rail == "household" ? await households.OthersAsync(caller, snapshot, now, cancel) : [];
        var watched = rail == "continue_watching" ? await begun.OfAsync(caller.ProfileId, snapshot, now, cancel) : [];
        var listed = rail is "my_list" or "new_episodes" ? await begun.ListedAsync(caller.ProfileId, snapshot, cancel) : [];
        using var held = await profiles.HoldAsync(caller, cancel);
        await held.CatchUpAsync(cancel);
        var subjects = IsOfSeries(rail) ? Subjects(shown, snapshot.Columns) : shown;
        var context = home.Context(held, snapshot, now) with
        {
            Household = household,
            Begun = watched,
            Listed = listed,
            Access = title => !subjects.Contains(IsOfSeries(rail) ? snapshot.Columns.Subject(title) : title),
        };
        return OwnRails.Of(rail, context, snapshot, limit);
    }

    /// <summary>Rails that show one episode of a series: the next one does not follow it on the next page.</summary>
    private static bool IsOfSeries(string rail) => rail is "continue_watching" or "new_episodes";

    private static HashSet<int> Subjects(HashSet<int> shown, CatalogueColumns columns) => [.. shown.Where(columns.InRange).Select(columns.Subject)];

    /// <summary>Ascending, each as its distance from the one before.</summary>
    private static string Pack(HashSet<int> titles)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        var last = 0;
        foreach (var title in titles.Order())
        {
            writer.Write7BitEncodedInt(title - last);
            last = title;
        }

        return Base64Url.EncodeToString(bytes.ToArray());
    }

    private static HashSet<int> Unpack(string? packed)
    {
        var titles = new HashSet<int>();
        if (packed is null)
            return titles;
        using var reader = new BinaryReader(new MemoryStream(Base64Url.DecodeFromChars(packed)));
        for (var last = 0; reader.BaseStream.Position < reader.BaseStream.Length;)
            titles.Add(last += reader.Read7BitEncodedInt());
        return titles;
    }
}
