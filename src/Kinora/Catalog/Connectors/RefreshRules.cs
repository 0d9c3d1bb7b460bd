using Kinora.Catalog.Contracts;

namespace Kinora.Catalog.Connectors;

/// <summary>Whether what a library brings may take the place of what it brought before.</summary>
internal static class RefreshRules
{
    /// <summary>Why not; null where it may.</summary>
    public static string? TooFew(CatalogueSnapshot before, string provider, IReadOnlyList<ConnectorTitle> titles, double mostLost)
    {
        var (had, has) = (Known(before, provider).Count(title => before.IsAvailable(title) && before.IsPlayed(title)), titles.Count(title => title.Counts && title.Available));
        return TooFew(had, has, mostLost) ? ConnectorWords.TooFew(had, has, Math.Round(mostLost * 100)) : null;
    }

    public static bool TooFew(int had, int has, double mostLost) => has < had * (1 - mostLost);

    /// <summary>The titles of a provider that the catalogue has.</summary>
    public static IEnumerable<int> Known(CatalogueSnapshot snapshot, string provider)
    {
        for (var title = 0; title < snapshot.Count; title++)
        {
            if (snapshot.Has(title) && snapshot.VisibilityOf(title) != Visibility.Removed && IsOf(snapshot, title, provider))
                yield return title;
        }
    }

    private static bool IsOf(CatalogueSnapshot snapshot, int title, string provider)
    {
        var id = snapshot.IdUtf8(title);
        return id.Length > provider.Length && id[provider.Length] == ':' && System.Text.Ascii.Equals(id[..provider.Length], provider);
    }
}
