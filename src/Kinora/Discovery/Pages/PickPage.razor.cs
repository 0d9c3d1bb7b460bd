using System.Globalization;
using Kinora.Catalog.Contracts;
using Kinora.Discovery.Home;
using Kinora.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Discovery.Pages;

/// <summary>Just play something: a mood, the time there is, and one title.</summary>
public partial class PickPage
{
    /// <summary>So many refused offers stand in the address.</summary>
    private const int Remembered = 24;

    private const int MostMoods = 16;

    private static readonly int[] Lengths = [15, 30, 60, 90, 120];

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    [Inject]
    private ICatalogue Catalogue { get; set; } = null!;

    [Inject]
    private PickTitle Slice { get; set; } = null!;

    [Inject]
    private ITitleReplies Replies { get; set; } = null!;

    private string? Mood { get; set; }

    private int? Minutes { get; set; }

    private IReadOnlyList<string> Moods { get; set; } = [];

    private TitleReply? Title { get; set; }

    private string Reason { get; set; } = "";

    private string Another { get; set; } = "";

    protected override async Task OnInitializedAsync()
    {
        var (caller, snapshot, query) = (Context.Features.Get<Caller>()!, Catalogue.Current, Context.Request.Query);
        Mood = query["mood"].ToString() is { Length: > 0 and <= 100 } mood ? mood : null;
        Minutes = int.TryParse(query["minutes"], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and < 10_000 ? minutes : null;
        Moods = MoodsFor(snapshot, caller);
        var refused = query["not"].Where(id => id is { Length: <= 300 }).Select(id => id!).TakeLast(Remembered).ToList();
        int[] ordinals = [.. refused.Select(id => snapshot.TryOrdinal(id, out var ordinal) ? ordinal : -1)];
        var item = await Slice.RunAsync(snapshot, new PickTitle.Wish(Mood, null, Minutes * 60_000L ?? long.MaxValue, ordinals), caller, Context.RequestAborted);
        if (item is null)
            return;
        (Title, Reason) = ((await Replies.OfAsync(caller, snapshot, [item.Ordinal], Context.RequestAborted))[0], item.Reason);
        var address = QueryString.Create("not", Title.Id);
        foreach (var id in refused)
            address = address.Add("not", id);
        Another = Address(Mood, Minutes) is var here && here.Contains('?', StringComparison.Ordinal) ? $"{here}&{address.Value![1..]}" : here + address;
    }

    /// <summary>The moods of most titles that are there for this viewer.</summary>
    private static List<string> MoodsFor(CatalogueSnapshot snapshot, Caller caller)
    {
        var counts = new Dictionary<int, int>();
        for (var title = 0; title < snapshot.Count; title++)
        {
            if (!snapshot.MayLookAt(title, caller))
                continue;
            foreach (var mood in snapshot.MoodsOf(title))
                counts[mood] = counts.GetValueOrDefault(mood) + 1;
        }

        return [.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(MostMoods).Select(pair => snapshot.Words.Moods[pair.Key])];
    }

    private static string Address(string? mood, int? minutes)
    {
        var query = mood is null ? QueryString.Empty : QueryString.Create("mood", mood);
        return "/pick" + (minutes is { } most ? query.Add("minutes", most.ToString(CultureInfo.InvariantCulture)) : query);
    }
}
