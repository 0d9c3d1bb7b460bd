using Kinora.Discovery.Tastes;
using Kinora.Platform.Ui;
using Kinora.Ranking.Tastes;

namespace Kinora.Discovery.Pages;

/// <summary>What the page on one's taste says; the sentences stand in the resource file of the same name.</summary>
internal static class TasteWords
{
    private static readonly Wording Text = new(typeof(TasteWords));

    public static string Title => Text.Get();

    public static string Lead => Text.Get();

    public static string NoneHead => Text.Get();

    public static string None => Text.Get();

    public static string SayGenres => Text.Get();

    public static string Genres => Text.Get();

    public static string GenresLead => Text.Get();

    public static string Creators => Text.Get();

    public static string CreatorsLead => Text.Get();

    public static string Moods => Text.Get();

    public static string MoodsLead => Text.Get();

    public static string Hours => Text.Get();

    public static string HoursLead => Text.Get();

    public static string Strength(object? first) => Text.Fill([first]);

    public static string WantMore => Text.Get();

    public static string WantLess => Text.Get();

    public static string Forget => Text.Get();

    public static string Named(object? first, object? second) => Text.Fill([first, second]);

    public static string CorrectNamed(object? first) => Text.Fill([first]);

    public static string More(object? first) => Text.Fill([first]);

    public static string Undo => Text.Get();

    public static string Reset => Text.Get();

    public static string ResetLead => Text.Get();

    public static string ResetSince(object? first) => Text.Fill([first]);

    public static string UndoReset => Text.Get();

    public static string SaidReset => Text.Get();

    public static string SaidUndone => Text.Get();

    public static string SaidMore(object? first) => Text.Fill([first]);

    public static string SaidLess(object? first) => Text.Fill([first]);

    public static string SaidHourMore(object? first) => Text.Fill([first]);

    public static string SaidHourLess(object? first) => Text.Fill([first]);

    public static string SaidForget(object? first) => Text.Fill([first]);

    public static string SaidBack(object? first) => Text.Fill([first]);

    public static string StatedLiked => Text.Get();

    public static string StatedAvoided => Text.Get();

    public static string Followed => Text.Get();

    public static string PlayedOne => Text.Get();

    public static string PlayedMany(object? first) => Text.Fill([first]);

    public static string Finished(object? first) => Text.Fill([first]);

    public static string Liked(object? first) => Text.Fill([first]);

    public static string Skipped(object? first) => Text.Fill([first]);

    public static string Opened(object? first) => Text.Fill([first]);

    public static string Mostly(object? first) => Text.Fill([first]);

    public static string NothingYet => Text.Get();

    public static string CorrectedMore => Text.Get();

    public static string CorrectedLess => Text.Get();

    public static string CorrectedForget => Text.Get();

    public static string Weekday(object? first) => Text.Fill([first]);

    public static string Weekend(object? first) => Text.Fill([first]);

    public static string Between(object? first, object? second) => Text.Fill([first, second]);

    public static string Played(int times) => times == 1 ? PlayedOne : PlayedMany(Facts.Count(times));

    public static string Corrected(CorrectionKind kind) => kind switch
    {
        CorrectionKind.More => CorrectedMore,
        CorrectionKind.Less => CorrectedLess,
        CorrectionKind.Forget => CorrectedForget,
    };

    /// <summary>A part of the week.</summary>
    public static string Slot(int slot)
    {
        var (weekend, from, until) = TasteNames.PartsOf(slot);
        var hours = Between(from, until == 0 ? 24 : until);
        return weekend ? Weekend(hours) : Weekday(hours);
    }
}
