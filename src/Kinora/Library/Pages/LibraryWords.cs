using Kinora.Library.Contracts;
using Kinora.Platform.Ui;

namespace Kinora.Library.Pages;

/// <summary>What the pages of this folder say; the sentences stand in the resource file of the same name.</summary>
internal static class LibraryWords
{
    private static readonly Wording Text = new(typeof(LibraryWords));

    public static string Title => Text.Get();

    public static string Nav => Text.Get();

    public static string NavContinue => Text.Get();

    public static string NavTitles => Text.Get();

    public static string NavHistory => Text.Get();

    public static string NavQueues => Text.Get();

    public static string ContinueHead => Text.Get();

    public static string NothingBegunHead => Text.Get();

    public static string NothingBegun => Text.Get();

    public static string ToHome => Text.Get();

    public static string ToSearch => Text.Get();

    public static string NewHead => Text.Get();

    public static string Find => Text.Get();

    public static string FindHint => Text.Get();

    public static string Filter => Text.Get();

    public static string AllStatuses => Text.Get();

    public static string Tag => Text.Get();

    public static string Stars => Text.Get();

    public static string AnyStars => Text.Get();

    public static string StarsFrom(object? first) => Text.Fill([first]);

    public static string Sort => Text.Get();

    public static string SortLastWatched => Text.Get();

    public static string SortAdded => Text.Get();

    public static string SortCompleted => Text.Get();

    public static string SortRating => Text.Get();

    public static string SortProgress => Text.Get();

    public static string SortWatchedMinutes => Text.Get();

    public static string Apply => Text.Get();

    public static string StatusUnwatched => Text.Get();

    public static string StatusWatching => Text.Get();

    public static string StatusCompleted => Text.Get();

    public static string StatusSkipped => Text.Get();

    public static string NoTitlesHead => Text.Get();

    public static string NoTitles => Text.Get();

    public static string Bulk => Text.Get();

    public static string Choose(object? first) => Text.Fill([first]);

    public static string ChooseAll => Text.Get();

    public static string Mark => Text.Get();

    public static string MarkAs => Text.Get();

    public static string Forget => Text.Get();

    public static string More => Text.Get();

    public static string Gone => Text.Get();

    public static string StarsOf(object? first) => Text.Fill([first]);

    public static string Watched(object? first) => Text.Fill([first]);

    public static string HistoryFind => Text.Get();

    public static string NoHistoryHead => Text.Get();

    public static string NoHistory => Text.Get();

    public static string NoHistoryFound => Text.Get();

    public static string RemovePlay => Text.Get();

    public static string RemovePlayNamed(object? first) => Text.Fill([first]);

    public static string Removed => Text.Get();

    public static string Undo => Text.Get();

    public static string Entered => Text.Get();

    public static string ToTheEnd => Text.Get();

    public static string FromTo(object? first, object? second) => Text.Fill([first, second]);

    public static string SaidMarked(object? first) => Text.Fill([first]);

    public static string SaidUndone => Text.Get();

    public static string QueueCount(object? first, object? second) => Text.Fill([first, second]);

    public static string QueueTime(object? first) => Text.Fill([first]);

    public static string QueueShared(object? first) => Text.Fill([first]);

    public static string QueueWith(object? first) => Text.Fill([first]);

    public static string NewQueue => Text.Get();

    public static string QueueName => Text.Get();

    public static string Make => Text.Get();

    public static string EmptyQueueHead => Text.Get();

    public static string EmptyQueue => Text.Get();

    public static string MoveUp(object? first) => Text.Fill([first]);

    public static string MoveDown(object? first) => Text.Fill([first]);

    public static string TakeOut(object? first) => Text.Fill([first]);

    public static string TookOut => Text.Get();

    public static string DragHint => Text.Get();

    public static string DeleteQueue => Text.Get();

    public static string LeaveQueue => Text.Get();

    public static string ReallyDelete => Text.Get();

    public static string WatchLater => Text.Get();

    public static string DailyLearning => Text.Get();

    public static string PriorityOf(object? first) => Text.Fill([first]);

    public static string By(object? first) => Text.Fill([first]);

    public static string Refused => Text.Get();

    public static string Play => Text.Get();

    public static string Rename => Text.Get();

    public static string Settings => Text.Get();

    public static string SortsItself => Text.Get();

    public static string Most => Text.Get();

    public static string Share => Text.Get();

    public static string NavStats => Text.Get();

    public static string OfGoal(object? first) => Text.Fill([first]);

    public static string Today => Text.Get();

    public static string Streak => Text.Get();

    public static string LongestStreak => Text.Get();

    public static string ThisWeek => Text.Get();

    public static string ThisMonth => Text.Get();

    public static string InAll => Text.Get();

    public static string WatchedToEnd => Text.Get();

    public static string ByDay => Text.Get();

    public static string ByHour => Text.Get();

    public static string ByTopic => Text.Get();

    public static string ByCreator => Text.Get();

    public static string AsTable => Text.Get();

    public static string Of(WatchStatus status) => status switch
    {
        WatchStatus.Unwatched => StatusUnwatched,
        WatchStatus.Watching => StatusWatching,
        WatchStatus.Completed => StatusCompleted,
        WatchStatus.Skipped => StatusSkipped,
    };
}
