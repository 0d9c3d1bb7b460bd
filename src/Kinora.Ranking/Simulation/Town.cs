using Kinora.Ranking.Columns;

namespace Kinora.Ranking.Simulation;

/// <summary>
/// Made-up people with tastes that nobody but this class knows, and the clips that they are offered. All of it comes from the seed.
/// </summary>
internal sealed class Town
{
    public const long DayMs = 86_400_000;

    /// <summary>So many of a person's genres are dear.</summary>
    private const int Dear = 3;

    /// <summary>The part of the clips that is there on the first day.</summary>
    private const double ThereAtFirst = 0.75;

    /// <summary>The part of the people who are there on the first day; the others come in the first half of the time.</summary>
    private const double HereAtFirst = 0.8;

    private readonly int[][] _genresOf;
    private readonly double[] _quality;
    private readonly double[][] _likesGenre;
    private readonly HashSet<int>[] _likesCreator;

    public Town(SimulationOptions options, long startMs)
    {
        var random = new Random(options.Seed);
        _genresOf = new int[options.Clips][];
        _quality = new double[options.Clips];
        (CreatorOf, BornAt, DurationOf) = (new int[options.Clips], new long[options.Clips], new long[options.Clips]);
        for (var clip = 0; clip < options.Clips; clip++)
        {
            CreatorOf[clip] = Skewed(random, options.Creators);
            int[] genres = [Math.Abs((CreatorOf[clip] * 7) + random.Next(3)) % options.Genres, random.Next(options.Genres)];
            _genresOf[clip] = random.Next(2) == 0 ? genres[..1] : [.. genres.Distinct()];
            _quality[clip] = Normal(random);
            DurationOf[clip] = 15_000 + random.Next(120_000);
            BornAt[clip] = clip < options.Clips * ThereAtFirst
                ? startMs - random.NextInt64(1, 400) * DayMs
                : startMs + (long)(random.NextDouble() * options.Days * DayMs);
        }

        (_likesGenre, _likesCreator) = (new double[options.People][], new HashSet<int>[options.People]);
        (ArrivesOn, HourOf, SittingsADay) = (new int[options.People], new int[options.People], new double[options.People]);
        for (var person = 0; person < options.People; person++)
        {
            _likesGenre[person] = [.. Enumerable.Range(0, options.Genres).Select(_ => -0.9 + (0.4 * Normal(random)))];
            for (var i = 0; i < Dear; i++)
                _likesGenre[person][random.Next(options.Genres)] = 1.2 + (0.4 * Normal(random));
            _likesCreator[person] = [.. Enumerable.Range(0, 5).Select(_ => random.Next(options.Creators))];
            ArrivesOn[person] = person < options.People * HereAtFirst ? 0 : random.Next(options.Days / 2);
            (HourOf[person], SittingsADay[person]) = (6 + random.Next(17), 0.4 + random.NextDouble());
        }
    }

    public int[] CreatorOf { get; }

    public long[] BornAt { get; }

    public long[] DurationOf { get; }

    /// <summary>The day that a person first comes.</summary>
    public int[] ArrivesOn { get; }

    /// <summary>The hour of the day that a person usually comes at.</summary>
    public int[] HourOf { get; }

    public double[] SittingsADay { get; }

    /// <summary>How good a clip is in itself; 0 is usual, 1 a standard deviation better.</summary>
    public double QualityOf(int clip) => _quality[clip];

    public int[] GenresOf(int clip) => _genresOf[clip];

    /// <summary>The chance that the person watches the clip to its end.</summary>
    public double Chance(int person, int clip)
    {
        var genres = 0.0;
        foreach (var genre in _genresOf[clip])
            genres += _likesGenre[person][genre] / _genresOf[clip].Length;
        var x = -0.6 + (1.3 * genres) + (0.7 * _quality[clip]) + (_likesCreator[person].Contains(CreatorOf[clip]) ? 1.5 : 0);
        return 1 / (1 + Math.Exp(-x));
    }

    /// <summary>The catalogue as of a time: what has come out.</summary>
    public CatalogueColumns Columns(int genres, long version, long nowMs)
    {
        int[] topics = [.. Enumerable.Range(0, genres).Select(genre => Feature.Topic($"genre {genre}"))];
        var chunks = new List<ColumnChunk>();
        for (var first = 0; first < BornAt.Length; first += ColumnChunk.Size)
        {
            var chunk = new ColumnChunkBuilder();
            for (var clip = first; clip < Math.Min(BornAt.Length, first + ColumnChunk.Size); clip++)
            {
                if (BornAt[clip] > nowMs)
                    continue;
                chunk.Set(clip, new TitleRow
                {
                    Kind = TitleKind.Clip,
                    Age = 0,
                    DurationMs = DurationOf[clip],
                    PublishedAt = BornAt[clip],
                    Creator = CreatorOf[clip],
                    Genres = _genresOf[clip],
                    Features = [.. _genresOf[clip].Select(genre => topics[genre])],
                });
            }

            chunks.Add(chunk.Build());
        }

        return new CatalogueColumns(version, chunks, topics);
    }

    /// <summary>Few creators make much.</summary>
    private static int Skewed(Random random, int creators) => (int)(creators * Math.Pow(random.NextDouble(), 2));

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
