using Kinora.Platform.Ui;

namespace Kinora.Playlists.Pages;

/// <summary>What the pages of this folder say; the sentences stand in the resource file of the same name.</summary>
internal static class MarathonWords
{
    private static readonly Wording Text = new(typeof(MarathonWords));

    public static string Title => Text.Get();

    public static string Lead => Text.Get();

    public static string NeedsScriptHead => Text.Get();

    public static string NeedsScript => Text.Get();
}
