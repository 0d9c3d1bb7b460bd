using Kinora.Ranking.Columns;

namespace Kinora.Ranking.Tests.Support;

/// <summary>A title of a made-up catalogue.</summary>
internal sealed record TestTitle
{
    public TitleKind Kind { get; init; } = TitleKind.Clip;

    public TitleFlags Flags { get; init; } = TitleFlags.Ready | TitleFlags.Public;

    public long DurationMs { get; init; } = 30_000;

    public long PublishedAt { get; init; } = ColumnChunk.Unknown;

    public short Year { get; init; }

    public byte Age { get; init; }

    public int Creator { get; init; } = -1;

    public int Series { get; init; } = -1;

    public ushort Season { get; init; }

    public ushort Episode { get; init; }

    public int Owner { get; init; } = -1;

    public int[] Genres { get; init; } = [];

    public string[] Words { get; init; } = [];

    public int[] Features => [.. Genres.Select(genre => Feature.Topic(TestCatalogue.Genre(genre))), .. Words.Select(Feature.Word)];
}

internal static class TestCatalogue
{
    public const int Genres = 6;

    public static string Genre(int genre) => $"genre {genre}";

    public static int[] Topics { get; } = [.. Enumerable.Range(0, Genres).Select(genre => Feature.Topic(Genre(genre)))];

    public static CatalogueColumns Of(params IReadOnlyList<TestTitle?> titles) => Of(1, titles);

    public static CatalogueColumns Of(long version, IReadOnlyList<TestTitle?> titles)
    {
        var chunks = new List<ColumnChunk>();
        for (var first = 0; first == 0 || first < titles.Count; first += ColumnChunk.Size)
        {
            var chunk = new ColumnChunkBuilder();
            for (var i = first; i < Math.Min(titles.Count, first + ColumnChunk.Size); i++)
            {
                if (titles[i] is { } title)
                    Set(chunk, i, title);
            }

            chunks.Add(chunk.Build());
        }

        return new CatalogueColumns(version, chunks, Topics);
    }

    private static void Set(ColumnChunkBuilder chunk, int ordinal, TestTitle title) => chunk.Set(ordinal, new TitleRow
    {
        Kind = title.Kind,
        Flags = title.Flags,
        DurationMs = title.DurationMs,
        PublishedAt = title.PublishedAt,
        Year = title.Year,
        Age = title.Age,
        Creator = title.Creator,
        Series = title.Series,
        Season = title.Season,
        Episode = title.Episode,
        Owner = title.Owner,
        Genres = title.Genres,
        Features = title.Features,
    });
}
