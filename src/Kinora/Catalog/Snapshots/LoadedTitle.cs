using System.Data.Common;
using Kinora.Catalog.Search;
using Kinora.Ranking;

namespace Kinora.Catalog.Snapshots;

/// <summary>The columns of a title row that a snapshot reads.</summary>
internal readonly struct LoadedTitle(DbDataReader row)
{
    public const string Columns =
        "revision, ordinal, id, kind, flags, age, year, published_at, duration_ms, language, creator, series_id, season, episode, name, "
        + "original_name, genres, categories, tags, moods, themes, owner_id, cast(case when maturity is null then 1 else 0 end as bigint)";

    public long Revision { get; } = row.GetInt64(0);

    public int Ordinal { get; } = (int)row.GetInt64(1);

    public string Id { get; } = row.GetString(2);

    public TitleKind Kind { get; } = (TitleKind)row.GetInt64(3);

    public StoredFlags Flags { get; } = (StoredFlags)row.GetInt64(4);

    public byte Age { get; } = (byte)row.GetInt64(5);

    public short Year { get; } = (short)row.GetInt64(6);

    public long? PublishedAt { get; } = row.IsDBNull(7) ? null : row.GetInt64(7);

    public long DurationMs { get; } = row.GetInt64(8);

    public string? Language { get; } = Text(row, 9);

    public int Creator { get; } = row.IsDBNull(10) ? -1 : (int)row.GetInt64(10);

    public string? SeriesId { get; } = Text(row, 11);

    public ushort Season { get; } = (ushort)row.GetInt64(12);

    public ushort Episode { get; } = (ushort)row.GetInt64(13);

    public string Name { get; } = row.GetString(14);

    public string? OriginalName { get; } = Text(row, 15);

    public string? Genres { get; } = Text(row, 16);

    public string? Categories { get; } = Text(row, 17);

    public string? Tags { get; } = Text(row, 18);

    public string? Moods { get; } = Text(row, 19);

    public string? Themes { get; } = Text(row, 20);

    public string? OwnerId { get; } = Text(row, 21);

    /// <summary>Nothing is said about an age; an unknown label says something, and counts as 18.</summary>
    public bool Unrated { get; } = row.GetInt64(22) == 1;

    public TitleName SearchName => new(Name, OriginalName == Name ? null : OriginalName);

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
