using Kinora.Platform.Ui;

namespace Kinora.Accounts.Pages;

/// <summary>What the pages of this folder say; the sentences stand in the resource file of the same name.</summary>
internal static class GateWords
{
    private static readonly Wording Text = new(typeof(GateWords));

    public static string Title => Text.Get();

    public static string Lead => Text.Get();

    public static string YourName => Text.Get();

    public static string SendCode => Text.Get();

    public static string SignIn => Text.Get();

    public static string Code => Text.Get();

    public static string CodeHint => Text.Get();

    public static string CodeHead => Text.Get();

    public static string SentTo(object? first) => Text.Fill([first]);

    public static string NoCodeHead => Text.Get();

    public static string NoCodeText => Text.Get();

    public static string OtherName => Text.Get();

    public static string HaveCodeHead => Text.Get();

    public static string HaveCodeText => Text.Get();

    public static string NoAccountHead => Text.Get();

    public static string NoAccountText => Text.Get();

    public static string FirstHead => Text.Get();

    public static string FirstLead => Text.Get();

    public static string NameRule => Text.Get();

    public static string ConsoleCode => Text.Get();

    public static string ConsoleCodeHint => Text.Get();

    public static string CreateAdmin => Text.Get();

    public static string Or => Text.Get();

    public static string DemoHead => Text.Get();

    public static string DemoText => Text.Get();

    public static string TriesLeft(object? first) => Text.Fill([first]);

    public static string LinkLead => Text.Get();

    public static string WithName => Text.Get();

    public static string NoMailText => Text.Get();

    public static string WaysHead => Text.Get();

    public static string Wait => Text.Get();

    public static string BlockText => Text.Get();

    public static string ByMail => Text.Get();

    public static string OnConsoleWay => Text.Get();

    public static string Blocked(object? first) => Text.Fill([first]);

    public static string Block(object? first) => Text.Fill([first]);

    /// <summary>Where a courier leaves a code.</summary>
    public static string Way(string via) => via switch
    {
        "email" => ByMail,
        "console" => OnConsoleWay,
        _ => via,
    };
}
