using Kinora.Library.Imports;
using Kinora.Platform.Ui;

namespace Kinora.Library.Pages;

/// <summary>What the pages of import and export say; the sentences stand in the resource file of the same name.</summary>
internal static class TransferWords
{
    private static readonly Wording Text = new(typeof(TransferWords));

    public static string Title => Text.Get();

    public static string NavIn => Text.Get();

    public static string NavOut => Text.Get();

    public static string Lead => Text.Get();

    public static string File => Text.Get();

    public static string FileHint(object? first) => Text.Fill([first]);

    public static string Look => Text.Get();

    public static string NoFile => Text.Get();

    public static string Known => Text.Get();

    public static string KnownFreeTube => Text.Get();

    public static string KnownInvidious => Text.Get();

    public static string KnownYouTube => Text.Get();

    public static string KnownTrakt => Text.Get();

    public static string KnownLetterboxd => Text.Get();

    public static string KnownJellystat => Text.Get();

    public static string KnownReporting => Text.Get();

    public static string KnownKinora => Text.Get();

    public static string Earlier => Text.Get();

    public static string NoneHead => Text.Get();

    public static string None => Text.Get();

    public static string StateReady => Text.Get();

    public static string StateApplying => Text.Get();

    public static string StateDone => Text.Get();

    public static string StateUndoing => Text.Get();

    public static string StateUndone => Text.Get();

    public static string PreviewHead(object? first) => Text.Fill([first]);

    public static string Titles => Text.Get();

    public static string Plays => Text.Get();

    public static string Exact => Text.Get();

    public static string Likely => Text.Get();

    public static string Unmatched => Text.Get();

    public static string Ratings => Text.Get();

    public static string Listed => Text.Get();

    public static string WhoHead => Text.Get();

    public static string WhoText => Text.Get();

    public static string Who => Text.Get();

    public static string WhoNobody => Text.Get();

    public static string WhoOption(object? first, object? second) => Text.Fill([first, second]);

    public static string HowHead => Text.Get();

    public static string TakeLikely => Text.Get();

    public static string KeepUnmatched => Text.Get();

    public static string Apply => Text.Get();

    public static string Save => Text.Get();

    public static string TitlesHead => Text.Get();

    public static string FilterAll => Text.Get();

    public static string FilterExact => Text.Get();

    public static string FilterLikely => Text.Get();

    public static string FilterUnmatched => Text.Get();

    public static string NoTitles => Text.Get();

    public static string Choice(object? first) => Text.Fill([first]);

    public static string AsFound => Text.Get();

    public static string AsOption(object? first, object? second) => Text.Fill([first, second]);

    public static string LeaveOut => Text.Get();

    public static string KeepIt => Text.Get();

    public static string GoesTo(object? first) => Text.Fill([first]);

    public static string SureOf(object? first, object? second) => Text.Fill([first, second]);

    public static string NotFound => Text.Get();

    public static string Waits => Text.Get();

    public static string LeftOut => Text.Get();

    public static string PlayCount(object? first) => Text.Fill([first]);

    public static string OnePlay => Text.Get();

    public static string StarsOf(object? first) => Text.Fill([first]);

    public static string OutcomeNew => Text.Get();

    public static string OutcomeKnown => Text.Get();

    public static string OutcomeSkipped => Text.Get();

    public static string OutcomeUndone => Text.Get();

    public static string NoticesHead => Text.Get();

    public static string NoticesMore(object? first) => Text.Fill([first]);

    public static string InLine(object? first) => Text.Fill([first]);

    public static string Working(object? first) => Text.Fill([first]);

    public static string Failed(object? first) => Text.Fill([first]);

    public static string Restart => Text.Get();

    public static string ResultHead => Text.Get();

    public static string ResultTitles(object? first, object? second) => Text.Fill([first, second]);

    public static string ResultKnown(object? first) => Text.Fill([first]);

    public static string ResultSkipped(object? first) => Text.Fill([first]);

    public static string Undo => Text.Get();

    public static string UndoText => Text.Get();

    public static string UndoneText => Text.Get();

    public static string Forget => Text.Get();

    public static string ForgetNamed(object? first) => Text.Fill([first]);

    public static string ToHistory => Text.Get();

    public static string Again => Text.Get();

    public static string Back => Text.Get();

    public static string ExportTitle => Text.Get();

    public static string ExportLead => Text.Get();

    public static string ExportHead => Text.Get();

    public static string ExportText => Text.Get();

    public static string ExportGet => Text.Get();

    public static string VaultHead => Text.Get();

    public static string VaultText => Text.Get();

    public static string VaultGet => Text.Get();

    public static string AccountText => Text.Get();

    public static string AccountLink => Text.Get();

    public static string StateOf(string state) => state switch
    {
        ImportRecord.Applying => StateApplying,
        ImportRecord.Finished => StateDone,
        ImportRecord.Undoing => StateUndoing,
        ImportRecord.Undone => StateUndone,
        _ => StateReady,
    };

    public static string ToneOf(string state) => state switch
    {
        ImportRecord.Applying or ImportRecord.Undoing => "busy",
        ImportRecord.Finished => "good",
        _ => "",
    };

    public static string OutcomeOf(string outcome) => outcome switch
    {
        "new" => OutcomeNew,
        "known" => OutcomeKnown,
        "undone" => OutcomeUndone,
        _ => OutcomeSkipped,
    };
}
