using Kinora.Library.States;
using Kinora.Platform;
using Kinora.Platform.Http;
using Kinora.Platform.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Kinora.Library.Pages;

/// <summary>One's titles by status, tag, words and stars; the filters stand in the address.</summary>
public partial class TitlesPage
{
    private const int Shown = 40;

    [Inject]
    private ListStates Slice { get; set; } = null!;

    private IReadOnlyList<WatchState> States { get; set; } = [];

    private string? NextCursor { get; set; }

    private Refusal? Refusal { get; set; }

    private static IEnumerable<(string Sort, string Name)> Sorts =>
    [
        ("last_watched", LibraryWords.SortLastWatched), ("added", LibraryWords.SortAdded), ("completed", LibraryWords.SortCompleted),
        ("rating", LibraryWords.SortRating), ("progress", LibraryWords.SortProgress), ("watched_minutes", LibraryWords.SortWatchedMinutes),
    ];

    protected override async Task OnInitializedAsync()
    {
        var question = ListStates.Question.Read(Context.Request.Query);
        if (question.Refusal is { } wrong)
        {
            (Refusal, Context.Response.StatusCode) = (wrong, Refusals.Status(wrong.Kind));
            return;
        }

        var found = await Slice.RunAsync(Viewer, question.Value, new Paged(Shown, Asked("cursor"), "/library/titles" + More(null)), Cancel);
        // An outdated or foreign cursor begins again.
        if (found.Refusal is not null)
            found = await Slice.RunAsync(Viewer, question.Value, new Paged(Shown, null, "/library/titles" + More(null)), Cancel);
        (States, NextCursor) = (found.Value.Items, found.Value.NextCursor);
    }

    private string? Asked(string name) => Context.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>The address with the same filters, further on.</summary>
    private string More(string? cursor)
    {
        var query = QueryString.Create(Context.Request.Query.Where(pair => pair.Key is "q" or "status" or "tag" or "rating_min" or "sort")
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value)));
        return "/library/titles" + (cursor is null ? query : query.Add("cursor", cursor));
    }

    private string Line(WatchState state) => Facts.Joined(
        LibraryWords.Of(state.Status), state.Marks.Rating is { } stars ? LibraryWords.StarsOf(stars) : null,
        Facts.Length(state.WatchedMs) is { } length ? LibraryWords.Watched(length) : null,
        state.Marks.Tags.Count > 0 ? string.Join(", ", state.Marks.Tags) : null, PageOf(state.TitleId) is null ? LibraryWords.Gone : null);
}
