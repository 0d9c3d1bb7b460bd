using Kinora.Platform.Ui;

namespace Kinora.Accounts.Pages;

/// <summary>What the pages of this folder say; the sentences stand in the resource file of the same name.</summary>
internal static class AccessWords
{
    private static readonly Wording Text = new(typeof(AccessWords));

    public static string TokensTitle => Text.Get();

    public static string TokensLead => Text.Get();

    public static string Docs => Text.Get();

    public static string MadeHead => Text.Get();

    public static string MadeText => Text.Get();

    public static string MakeHead => Text.Get();

    public static string TokenName => Text.Get();

    public static string TokenNameHint => Text.Get();

    public static string Scope => Text.Get();

    public static string ScopeRead => Text.Get();

    public static string ScopeWrite => Text.Get();

    public static string ScopeAdmin => Text.Get();

    public static string Expires => Text.Get();

    public static string Days(object? first) => Text.Fill([first]);

    public static string Year => Text.Get();

    public static string Make => Text.Get();

    public static string NoTokensHead => Text.Get();

    public static string NoTokens => Text.Get();

    public static string TokenEnds(object? first) => Text.Fill([first]);

    public static string TokenEnded(object? first) => Text.Fill([first]);

    public static string NeverUsed => Text.Get();

    public static string Used(object? first) => Text.Fill([first]);

    public static string Revoke => Text.Get();

    public static string RevokeNamed(object? first) => Text.Fill([first]);

    public static string SaidRevoked => Text.Get();

    public static string KidsNote => Text.Get();

    public static string SessionsTitle => Text.Get();

    public static string SessionsLead => Text.Get();

    public static string Here => Text.Get();

    public static string Seen(object? first) => Text.Fill([first]);

    public static string Since(object? first) => Text.Fill([first]);

    public static string From(object? first) => Text.Fill([first]);

    public static string SignOut => Text.Get();

    public static string SignOutNamed(object? first) => Text.Fill([first]);

    public static string EndOthers => Text.Get();

    public static string UnknownBrowser => Text.Get();

    public static string SaidEnded => Text.Get();

    public static string SaidOthers => Text.Get();

    public static string More => Text.Get();

    public static string Again => Text.Get();
}
