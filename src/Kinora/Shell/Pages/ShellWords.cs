using Kinora.Platform.Security;
using Kinora.Platform.Ui;

namespace Kinora.Shell.Pages;

/// <summary>What the pages of this folder say; the sentences stand in the resource file of the same name.</summary>
internal static class ShellWords
{
    private static readonly Wording Text = new(typeof(ShellWords));

    /// <summary>The language that these sentences are written in; a translation names its own.</summary>
    public static string Language => Text.Get();

    /// <summary><c>ltr</c> or <c>rtl</c>, as that language is written.</summary>
    public static string Direction => Text.Get();

    public static string Skip => Text.Get();

    public static string Places => Text.Get();

    public static string Home => Text.Get();

    public static string Feed => Text.Get();

    public static string Collections => Text.Get();

    public static string Playlists => Text.Get();

    public static string Library => Text.Get();

    public static string Admin => Text.Get();

    public static string Search => Text.Get();

    public static string SearchHint => Text.Get();

    public static string SignIn => Text.Get();

    public static string Settings => Text.Get();

    public static string SignOut => Text.Get();

    public static string SignedIn(object? first, object? second) => Text.Fill([first, second]);

    public static string ThemeSwitch => Text.Get();

    public static string Help => Text.Get();

    public static string HelpHead => Text.Get();

    public static string Close => Text.Get();

    public static string HelpEverywhere => Text.Get();

    public static string HelpFeed => Text.Get();

    public static string HelpPlayer => Text.Get();

    public static string KeySearch => Text.Get();

    public static string KeyHelp => Text.Get();

    public static string KeyRails => Text.Get();

    public static string KeyEnds => Text.Get();

    public static string KeyTab => Text.Get();

    public static string KeyMove => Text.Get();

    public static string KeyPause => Text.Get();

    public static string KeyActs => Text.Get();

    public static string KeyMore => Text.Get();

    public static string KeySeek => Text.Get();

    public static string KeySound => Text.Get();

    public static string KeySpeed => Text.Get();

    public static string KeyScreen => Text.Get();

    public static string KeyPlaces => Text.Get();

    public static string KeyChapters => Text.Get();

    public static string KeySubtitles => Text.Get();

    public static string KeyNote => Text.Get();

    public static string NotBuilt => Text.Get();

    public static string NotFoundHead => Text.Get();

    public static string NotFoundText => Text.Get();

    public static string ForbiddenHead => Text.Get();

    public static string ForbiddenText => Text.Get();

    public static string ErrorHead => Text.Get();

    public static string ErrorText => Text.Get();

    public static string ErrorId(object? first) => Text.Fill([first]);

    public static string RoleViewer => Text.Get();

    public static string RoleBlessed => Text.Get();

    public static string RoleAdmin => Text.Get();

    public static string SaidHide => Text.Get();

    public static string SaidLike => Text.Get();

    public static string SaidAdd => Text.Get();

    public static string SaidDismiss => Text.Get();

    public static string SaidWatched => Text.Get();

    public static string SaidBack => Text.Get();

    public static string Undo => Text.Get();

    public static string OfflineHead => Text.Get();

    public static string OfflineText => Text.Get();

    public static string Again => Text.Get();

    public static string CodesHead => Text.Get();

    public static string CodesText => Text.Get();

    public static string RoleName(Role role) => role switch
    {
        Role.Viewer => RoleViewer,
        Role.Blessed => RoleBlessed,
        Role.Admin => RoleAdmin,
    };
}
