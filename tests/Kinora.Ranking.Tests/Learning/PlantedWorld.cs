using Kinora.Ranking.Columns;
using Kinora.Ranking.Learning;
using Kinora.Ranking.Tests.Rails;
using Kinora.Ranking.Tests.Support;

namespace Kinora.Ranking.Tests.Learning;

/// <summary>
/// People who each keep to one of six hidden groups of ten titles, and all to one of five hits besides. Neither creator nor genre gives a group
/// away: who would know it must learn it from who had what.
/// </summary>
internal static class PlantedWorld
{
    public const int Groups = 6;
    public const int OfGroup = 10;
    public const int Hits = 5;
    public const int Titles = (Groups * OfGroup) + Hits;

    public static CatalogueColumns Columns { get; } = TestCatalogue.Of(
        [.. Enumerable.Range(0, Titles).Select(title => RailWorld.Movie(creator: title % 7, genres: [title % 4], publishedAt: RailWorld.Now - (100 * RailWorld.Day)))]);

    public static List<IReadOnlyList<(int Title, long At)>> People(int count = 90) =>
        [.. Enumerable.Range(0, count).Select(person => (IReadOnlyList<(int, long)>)Person(person))];

    public static TrainingOutcome Train(TrainingOptions? options = null, int people = 90) =>
        new ModelTrainer(options ?? new TrainingOptions(), (_, _) => { }, TestContext.Current.CancellationToken).Train("run", People(people), RailWorld.Now);

    private static (int, long)[] Person(int person)
    {
        var random = new Random(person);
        var first = person % Groups * OfGroup;
        var own = Enumerable.Range(first, OfGroup).OrderBy(_ => random.Next()).Take(7).Append((Groups * OfGroup) + random.Next(Hits));
        return [.. own.OrderBy(_ => random.Next()).Select((title, place) => (title, RailWorld.Now - ((20L - place) * RailWorld.Day)))];
    }
}
