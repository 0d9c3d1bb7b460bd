using Kinora.Platform.Security;
using Kinora.Platform.Ui;

namespace Kinora.Accounts.Pages;

/// <summary>What the pages of this folder say; the sentences stand in the resource file of the same name.</summary>
internal static class PeopleWords
{
    private static readonly Wording Text = new(typeof(PeopleWords));

    public static string Title => Text.Get();

    public static string AddHead => Text.Get();

    public static string Name => Text.Get();

    public static string RoleHead => Text.Get();

    public static string RoleOf(object? first) => Text.Fill([first]);

    public static string Add => Text.Get();

    public static string Seen => Text.Get();

    public static string Since => Text.Get();

    public static string Acts => Text.Get();

    public static string Count(object? first) => Text.Fill([first]);

    public static string NewCode => Text.Get();

    public static string NewCodeFor(object? first) => Text.Fill([first]);

    public static string CodeFor(object? first) => Text.Fill([first]);

    public static string CodeText(object? first) => Text.Fill([first]);

    public static string QrFor(object? first) => Text.Fill([first]);

    public static string ReallyRemove => Text.Get();

    public static string RemoveNamed(object? first) => Text.Fill([first]);

    public static string AddedNamed(object? first) => Text.Fill([first]);

    public static string ChangedNamed(object? first) => Text.Fill([first]);

    public static string RemovedNamed(object? first) => Text.Fill([first]);

    public static string RolesText => Text.Get();

    public static string Viewer => Text.Get();

    public static string Blessed => Text.Get();

    public static string Admin => Text.Get();

    public static string Email => Text.Get();

    public static string Optional => Text.Get();

    public static string NoEmail => Text.Get();

    public static string RoleAndEmail => Text.Get();

    public static string EmailOf(object? first) => Text.Fill([first]);

    public static string Of(Role role) => role switch
    {
        Role.Viewer => Viewer,
        Role.Blessed => Blessed,
        Role.Admin => Admin,
    };
}
