using Kinora.Platform.Ui;

namespace Kinora.Admin.Pages;

/// <summary>What the pages of this folder say; the sentences stand in the resource file of the same name.</summary>
internal static class IntegrationWords
{
    private static readonly Wording Text = new(typeof(IntegrationWords));

    public static string Title => Text.Get();

    public static string Mail => Text.Get();

    public static string On => Text.Get();

    public static string Off => Text.Get();

    public static string MailTo(object? first, object? second, object? third) => Text.Fill([first, second, third]);

    public static string NothingSent => Text.Get();

    public static string Taken(object? first) => Text.Fill([first]);

    public static string Failed(object? first, object? second) => Text.Fill([first, second]);

    public static string TestTo => Text.Get();

    public static string Test => Text.Get();

    public static string Sent(object? first) => Text.Fill([first]);

    public static string NoAddress => Text.Get();

    public static string NoMail => Text.Get();

    public static string TestSubject => Text.Get();

    public static string TestText => Text.Get();

    public static string Bus => Text.Get();

    public static string BusAt(object? first, object? second) => Text.Fill([first, second]);

    public static string BusAway(object? first) => Text.Fill([first]);

    public static string BusNotYet => Text.Get();

    public static string BusFigures(object? first, object? second, object? third) => Text.Fill([first, second, third]);

    public static string NoBus => Text.Get();

    public static string Parts => Text.Get();
}
