using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Kinora.Accounts.Pages;

/// <summary>What the forms of the settings say.</summary>
internal static class PageForm
{
    /// <summary>Null where the field is missing or empty.</summary>
    public static string? Text(IFormCollection form, string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    public static int? Age(IFormCollection form) => int.TryParse(form["ceiling"], NumberStyles.None, CultureInfo.InvariantCulture, out var age) ? age : null;

    /// <summary>NaN where it is no number, so that no rule lets it pass.</summary>
    public static double Number(IFormCollection form, string name) =>
        double.TryParse(form[name].ToString().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    /// <summary>Words that commas or lines part.</summary>
    public static List<string> Words(IFormCollection form, string name) =>
    [
        .. form[name].ToString().Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];
}
