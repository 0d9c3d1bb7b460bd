namespace Kinora.Accounts.Pages;

/// <summary>What a browser calls itself, as a person would: Firefox on Windows. Pure.</summary>
internal static class Agents
{
    /// <summary>The first that fits: many name others before themselves.</summary>
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("Vivaldi", "Vivaldi"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
    ];

    public static string NameOf(string agent)
    {
        var browser = Array.Find(Browsers, one => agent.Contains(one.Mark, StringComparison.Ordinal)).Name;
        var system = Array.Find(Systems, one => agent.Contains(one.Mark, StringComparison.Ordinal)).Name;
        return (browser, system) switch
        {
            (null, null) => agent.Length is > 0 and <= 60 ? agent : AccessWords.UnknownBrowser,
            (null, _) => system,
            (_, null) => browser,
            _ => $"{browser}, {system}",
        };
    }
}
