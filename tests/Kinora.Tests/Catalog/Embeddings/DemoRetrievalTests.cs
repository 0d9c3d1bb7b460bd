using System.Numerics.Tensors;
using Kinora.Catalog.Contracts;
using Kinora.Catalog.Embeddings;
using Kinora.Catalog.Search;
using Kinora.Platform.Jobs;
using Kinora.Ranking.Columns;
using Kinora.Tests.Support;

namespace Kinora.Tests.Catalog.Embeddings;

/// <summary>How well the built-in model finds the films of the demo library, by questions whose answers were marked by hand.</summary>
public sealed class DemoRetrievalTests
{
    private const int Deep = 10;

    /// <summary>What somebody might ask, and which films answer it; no question holds the name of its films.</summary>
    private static readonly (string Question, string[] Films)[] Questions =
    [
        ("a trip to another planet", ["woman-in-the-moon-1929", "a-trip-to-the-moon-1902", "aelita-1924", "the-impossible-voyage-1904"]),
        ("the undead attack the living", ["white-zombie-1932", "night-of-the-living-dead-1968", "the-last-man-on-earth-1964", "nosferatu-1922"]),
        ("a vampire story", ["nosferatu-1922", "the-vampire-bat-1933", "the-last-man-on-earth-1964"]),
        ("guests spend a night in a haunted mansion", ["house-on-haunted-hill-1959", "the-cat-and-the-canary-1927", "the-bat-1959"]),
        ("soldiers at the front in a terrible war", ["all-quiet-on-the-western-front-1930", "the-battle-of-san-pietro-1945", "a-farewell-to-arms-1932", "wings-1927"]),
        ("reporters chase a scoop for their newspaper", ["his-girl-friday-1940", "the-front-page-1931", "nothing-sacred-1937", "meet-john-doe-1941"]),
        ("a dinosaur", ["the-lost-world-1925", "gertie-the-dinosaur-1914"]),
        ("cowboys and gunfighters in the wild west", ["angel-and-the-badman-1947", "the-outlaw-1943", "the-lucky-texan-1934", "one-eyed-jacks-1961", "the-great-train-robbery-1903"]),
        ("one day in the life of a big city", ["berlin-symphony-of-a-metropolis-1927", "man-with-a-movie-camera-1929", "manhatta-1921", "people-on-sunday-1930"]),
        ("witches and the devil", ["haxan-1922", "faust-1926"]),
        ("workers rise against their bosses", ["strike-1925", "metropolis-1927", "battleship-potemkin-1925"]),
        ("an animated cartoon with dancing skeletons", ["the-skeleton-dance-1929", "swing-you-sinners-1930"]),
        ("a submarine under the ocean", ["20-000-leagues-under-the-sea-1916"]),
        ("a poisoned man looks for his own murderer", ["d-o-a-1950"]),
        ("a man climbs a skyscraper", ["safety-last-1923"]),
        ("pilots and airplanes in battle", ["wings-1927", "the-memphis-belle-a-story-of-a-flying-fortress-1944"]),
        ("a plant that eats people", ["the-little-shop-of-horrors-1960"]),
        ("a poor man brings up an abandoned child", ["the-kid-1921"]),
        ("a train robbery or a chase with a locomotive", ["the-general-1926", "the-great-train-robbery-1903"]),
        ("life in the frozen north", ["nanook-of-the-north-1922", "the-gold-rush-1925"]),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Meaning_and_words_together_find_what_words_alone_do_not()
    {
        await using var app = await StartAsync();
        var search = app.Get<MeaningSearch>();
        var (words, meaning, both) = (0.0, 0.0, 0.0);
        foreach (var (question, films) in Questions)
        {
            words += await ScoreAsync(app, search, question, films, MeaningMode.Lexical);
            meaning += await ScoreAsync(app, search, question, films, MeaningMode.Semantic);
            both += await ScoreAsync(app, search, question, films, MeaningMode.Hybrid);
        }

        var said = $"words {words / Questions.Length:F3}, meaning {meaning / Questions.Length:F3}, both {both / Questions.Length:F3}";
        TestContext.Current.SendDiagnosticMessage(said);
        Assert.True(both > words + (0.2 * Questions.Length) && both / Questions.Length > 0.6 && meaning / Questions.Length > 0.6, said);
    }

    [Fact]
    public async Task Real_vectors_lose_next_to_nothing_by_being_small()
    {
        await using var app = await StartAsync();
        var snapshot = app.Catalogue.Current;
        var embedder = app.Get<Embedder>().Current!;
        int[] titles = [.. Enumerable.Range(0, snapshot.Count).Where(title => VectorLoader.Wants(snapshot, title))];
        var exact = await embedder.TitlesAsync(await app.Get<TitleTexts>().OfAsync(snapshot, titles, Cancel), Cancel);
        var all = Enumerable.Repeat(ulong.MaxValue, ColumnChunk.Size / 64).ToArray();
        var (found, asked) = (0, 0);
        foreach (var (question, _) in Questions)
        {
            var query = await embedder.QueryAsync(question, Cancel);
            var nearest = Enumerable.Range(0, titles.Length).OrderByDescending(i => TensorPrimitives.Dot<float>(query, exact[i])).Take(Deep).Select(i => titles[i]).ToHashSet();
            found += VectorScan.Top(snapshot.Columns, query, Deep, _ => all).Count(near => nearest.Contains(near.Ordinal));
            asked += nearest.Count;
        }

        Assert.True(found >= 0.98 * asked, $"{found} of {asked}");
    }

    /// <summary>nDCG of the first ten.</summary>
    private static async Task<double> ScoreAsync(TestApp app, MeaningSearch search, string question, string[] films, MeaningMode mode)
    {
        var snapshot = app.Catalogue.Current;
        var found = (await search.FindAsync(snapshot, null, question, TitleFilter.None, mode, Cancel)).Value.Hits.Take(Deep).ToList();
        var gain = found.Select((hit, rank) => films.Contains(snapshot.IdOf(hit.Ordinal)["demo:".Length..]) ? 1 / Math.Log2(rank + 2) : 0).Sum();
        return gain / Enumerable.Range(0, Math.Min(Deep, films.Length)).Sum(rank => 1 / Math.Log2(rank + 2));
    }

    private static async Task<TestApp> StartAsync()
    {
        TestWeights.Need();
        var app = await TestApp.StartAsync("sqlite", ("Embeddings:Weights", TestWeights.Folder), ("Embeddings:Automatic", "false"));
        Assert.True((await app.Get<IDemoLibrary>().LoadAsync(Cancel)).Value);
        await app.Get<EmbedTitlesJob>().RunAsync(new(), new JobContext("x", null, 1, 0, null), Cancel);
        foreach (var film in Questions.SelectMany(question => question.Films))
            Assert.True(app.Catalogue.Current.TryOrdinal($"demo:{film}", out _), film);
        return app;
    }
}
