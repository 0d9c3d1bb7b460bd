using Kinora.Platform.Ui;

namespace Kinora.Playlists.Pages;

/// <summary>What the pages of this folder say; the sentences stand in the resource file of the same name.</summary>
internal static class PlaylistWords
{
    private static readonly Wording Text = new(typeof(PlaylistWords));

    public static string Title => Text.Get();

    public static string Mine => Text.Get();

    public static string Others => Text.Get();

    public static string NoneMineHead => Text.Get();

    public static string NoneMine => Text.Get();

    public static string NoneOthersHead => Text.Get();

    public static string NoneOthers => Text.Get();

    public static string NothingFoundHead => Text.Get();

    public static string NothingFound => Text.Get();

    public static string All => Text.Get();

    public static string Find => Text.Get();

    public static string FindHint => Text.Get();

    public static string Search => Text.Get();

    public static string More => Text.Get();

    public static string NewHead => Text.Get();

    public static string Name => Text.Get();

    public static string NameHint => Text.Get();

    public static string WhoSees => Text.Get();

    public static string Shared => Text.Get();

    public static string Private => Text.Get();

    public static string Unlisted => Text.Get();

    public static string SharedShort => Text.Get();

    public static string PrivateShort => Text.Get();

    public static string UnlistedShort => Text.Get();

    public static string Make => Text.Get();

    public static string Marathon => Text.Get();

    public static string Import => Text.Get();

    public static string Removed => Text.Get();

    public static string Undo => Text.Get();

    public static string By(object? first) => Text.Fill([first]);

    public static string Changed(object? first) => Text.Fill([first]);

    public static string OneItem => Text.Get();

    public static string ItemsOf(object? first) => Text.Fill([first]);

    public static string Remove => Text.Get();

    public static string RemoveNamed(object? first) => Text.Fill([first]);

    public static string EmptyHead => Text.Get();

    public static string Empty => Text.Get();

    public static string Unavailable(object? first) => Text.Fill([first]);

    public static string Doubled(object? first) => Text.Fill([first]);

    public static string UnknownLength(object? first) => Text.Fill([first]);

    public static string MarkDouble => Text.Get();

    public static string GoneReason => Text.Get();

    public static string RemovedReason => Text.Get();

    public static string UnavailableReason => Text.Get();

    public static string Copy => Text.Get();

    public static string Export => Text.Get();

    public static string ExportM3u => Text.Get();

    public static string ExportXspf => Text.Get();

    public static string ExportCsv => Text.Get();

    public static string ExportJson => Text.Get();

    public static string NeedsScriptHead => Text.Get();

    public static string NeedsScript => Text.Get();

    public static string Earlier => Text.Get();

    public static string Later => Text.Get();

    public static string Range(object? first, object? second, object? third) => Text.Fill([first, second, third]);

    public static string RemoveHead => Text.Get();

    public static string ReallyRemove => Text.Get();

    public static string Refused(object? first) => Text.Fill([first]);

    public static string ImportHead => Text.Get();

    public static string ImportLead => Text.Get();

    public static string File => Text.Get();

    public static string ImportName => Text.Get();

    public static string ImportNameHint => Text.Get();

    public static string NoFile => Text.Get();

    public static string ImportedNote(object? first, object? second) => Text.Fill([first, second]);

    public static string Open => Text.Get();

    public static string UnmatchedHead => Text.Get();

    public static string Line => Text.Get();

    public static string What => Text.Get();

    public static string Why => Text.Get();

    public static string UnmatchedMore(object? first) => Text.Fill([first]);

    public static string ReasonUnknown => Text.Get();

    public static string ReasonAmbiguous => Text.Get();

    public static string ReasonNothing => Text.Get();

    public static string ReasonLong => Text.Get();

    public static string Back => Text.Get();
}
