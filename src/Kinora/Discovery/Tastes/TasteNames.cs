using System.Globalization;
using Kinora.Catalog.Contracts;
using Kinora.Platform.Security;
using Kinora.Ranking.Columns;
using Kinora.Ranking.Tastes;

namespace Kinora.Discovery.Tastes;

/// <summary>What the API calls the things that a taste is about, and the engine's numbers of them.</summary>
internal static class TasteNames
{
    private const int BandHours = 4;
    private static readonly int Bands = Habits.Slots / 2;

    /// <summary><c>weekday-20</c>: from eight in the evening on, for four hours.</summary>
    public static string OfSlot(int slot) =>
        string.Create(CultureInfo.InvariantCulture, $"{(slot < Bands ? "weekday" : "weekend")}-{slot % Bands * BandHours:00}");

    public static (bool Weekend, int From, int Until) PartsOf(int slot) => (slot >= Bands, slot % Bands * BandHours, ((slot % Bands) + 1) * BandHours % 24);

    /// <summary>−1 for what is no part of the week.</summary>
    public static int SlotOf(string name) => Enumerable.Range(0, Habits.Slots).FirstOrDefault(slot => OfSlot(slot) == name, -1);

    public static string Of(TasteFacet facet, int number, CatalogueSnapshot snapshot) => facet switch
    {
        TasteFacet.Genre => snapshot.Words.Genres[number],
        TasteFacet.Creator => snapshot.Creators.IdOf(number),
        TasteFacet.Hour => OfSlot(number),
        TasteFacet.Mood => snapshot.Words.Moods[number],
    };

    /// <summary>Whether there is a title of the creator that the viewer may look at.</summary>
    public static bool MayName(int creator, CatalogueSnapshot snapshot, Caller caller)
    {
        var titles = new List<int>();
        snapshot.Columns.AddWith(Feature.Creator(creator), titles);
        return titles.Exists(title => snapshot.CreatorOf(title) == creator && snapshot.MayLookAt(title, caller));
    }

    /// <summary>False for a name that the catalogue does not know.</summary>
    public static bool TryNumber(TasteFacet facet, string name, CatalogueSnapshot snapshot, out int number)
    {
        number = -1;
        switch (facet)
        {
            case TasteFacet.Genre:
                return snapshot.Words.Genres.TryNumber(name, out number);
            case TasteFacet.Mood:
                return snapshot.Words.Moods.TryNumber(name, out number);
            case TasteFacet.Creator:
                return snapshot.Creators.TryOrdinal(name, out number);
            default:
                number = SlotOf(name);
                return number >= 0;
        }
    }

    /// <summary>Corrections as the engine takes them; those of before a reset, and of what the catalogue does not know, count for nothing.</summary>
    public static Corrections ToEngine(IReadOnlyList<CorrectionRow> rows, long resetAt, CatalogueSnapshot snapshot)
    {
        if (rows.Count == 0)
            return Corrections.None;
        var by = Enum.GetValues<TasteFacet>().ToDictionary(facet => facet, _ => new Dictionary<int, Correction>());
        foreach (var row in rows.Where(row => row.At >= resetAt))
        {
            if (!Enum.TryParse<TasteFacet>(row.Facet, true, out var facet) || !Enum.TryParse<CorrectionKind>(row.Correction, true, out var kind)
                || !TryNumber(facet, row.Name, snapshot, out var number))
            {
                continue;
            }

            by[facet][facet == TasteFacet.Genre ? Feature.Topic(row.Name) : number] = new Correction(kind, row.At);
        }

        return new Corrections { Genres = by[TasteFacet.Genre], Creators = by[TasteFacet.Creator], Slots = by[TasteFacet.Hour], Moods = by[TasteFacet.Mood] };
    }
}
