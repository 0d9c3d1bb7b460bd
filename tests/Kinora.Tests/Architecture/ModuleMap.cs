namespace Kinora.Tests.Architecture;

/// <summary>Which module may use which others: Platform always, integrations and the engine whole, modules by their Contracts.</summary>
internal static class ModuleMap
{
    /// <summary>The table of <c>docs/modules/README.md</c>. <c>*</c> stands for every module.</summary>
    public static IReadOnlyDictionary<string, string[]> Allowed { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Platform"] = [],
        ["Integrations"] = [],
        ["Accounts"] = ["Integrations.Mail"],
        ["Catalog"] = ["Integrations.OpenAi", "Integrations.MediaCms", "Ranking", "Accounts"],
        ["Signals"] = ["Accounts", "Catalog"],
        ["Library"] = ["Ranking", "Accounts", "Catalog", "Signals"],
        ["Playlists"] = ["Accounts", "Catalog", "Signals"],
        ["Discovery"] = ["Ranking", "Accounts", "Catalog", "Signals", "Library"],
        ["Admin"] = ["*", "Integrations.Mail", "Integrations.Nats"],
        ["Shell"] = ["*"],
    };

    /// <summary>The references that the map forbids, one line each. <paramref name="root"/> is the namespace above the modules.</summary>
    public static IReadOnlyList<string> Breaches(IEnumerable<Reference> references, string root = "Kinora.") =>
    [
        .. from reference in references
           let breach = Breach(Split(reference.FromNamespace, root), Split(reference.ToNamespace, root))
           where breach is not null
           orderby reference.From, reference.To
           select $"{reference.FromNamespace}.{reference.From} uses {reference.ToNamespace}.{reference.To}: {breach}",
    ];

    private static string? Breach((string Module, string Part)? from, (string Module, string Part)? to)
    {
        if (from is not { } user || to is not { } used || user.Module == used.Module || used.Module == "Platform")
            return null;
        if (!Allowed.TryGetValue(user.Module, out var allowed))
            return $"{user.Module} is not on the map";
        if (used.Module == "Integrations")
            return allowed.Contains($"Integrations.{used.Part}") ? null : $"{user.Module} may not use {used.Module}.{used.Part}";
        if (user.Module == "Shell" && used.Part == "Pages")
            return null;
        if (!allowed.Contains(used.Module) && !allowed.Contains("*"))
            return $"{user.Module} may not use {used.Module}";
        return used.Module == "Ranking" || used.Part == "Contracts" ? null : $"only {used.Module}.Contracts is open to others";
    }

    private static (string Module, string Part)? Split(string name, string root)
    {
        if (!name.StartsWith(root, StringComparison.Ordinal))
            return null;
        var parts = name[root.Length..].Split('.');
        return (parts[0], parts.Length > 1 ? parts[1] : "");
    }
}
