namespace Kinora.Ranking.Columns;

/// <summary>Makes a chunk from rows, beginning with nothing or with the chunk before. Unset places are holes.</summary>
internal sealed class ColumnChunkBuilder
{
    private readonly ColumnChunk? _before;
    private readonly Dictionary<int, int[]> _genres = [];
    private readonly Dictionary<int, int[]> _features = [];
    private TitleKind[] _kinds = [];
    private TitleFlags[] _flags = [];
    private byte[] _ages = [];
    private short[] _years = [];
    private long[] _publishedAt = [];
    private long[] _durations = [];
    private short[] _languages = [];
    private int[] _creators = [];
    private int[] _series = [];
    private int[] _owners = [];
    private ushort[] _seasons = [];
    private ushort[] _episodes = [];
    private ulong[] _moods = [];
    private int _count;

    public ColumnChunkBuilder(ColumnChunk? before = null)
    {
        _before = before;
        if (before is null)
            return;
        MakeRoom(before.Count);
        _count = before.Count;
        before.Kinds.AsSpan(0, _count).CopyTo(_kinds);
        before.Flags.AsSpan(0, _count).CopyTo(_flags);
        before.Ages.AsSpan(0, _count).CopyTo(_ages);
        before.Years.AsSpan(0, _count).CopyTo(_years);
        before.PublishedAt.AsSpan(0, _count).CopyTo(_publishedAt);
        before.Durations.AsSpan(0, _count).CopyTo(_durations);
        before.Languages.AsSpan(0, _count).CopyTo(_languages);
        before.Creators.AsSpan(0, _count).CopyTo(_creators);
        before.Series.AsSpan(0, _count).CopyTo(_series);
        before.Owners?.AsSpan(0, _count).CopyTo(_owners);
        before.Seasons.AsSpan(0, _count).CopyTo(_seasons);
        before.Episodes.AsSpan(0, _count).CopyTo(_episodes);
        before.Moods?.AsSpan(0, _count).CopyTo(_moods);
    }

    /// <summary>Takes a title in, under its ordinal in the whole catalogue or within the chunk: only the lower 16 bits count.</summary>
    public void Set(int ordinal, in TitleRow row)
    {
        var at = ordinal & ColumnChunk.Mask;
        MakeRoom(at + 1);
        _count = Math.Max(_count, at + 1);
        (_kinds[at], _flags[at], _ages[at], _years[at]) = (row.Kind, row.Flags, row.Age, row.Year);
        (_publishedAt[at], _durations[at], _languages[at]) = (row.PublishedAt, Math.Max(0, row.DurationMs), row.Language);
        (_creators[at], _series[at], _owners[at]) = (row.Creator, row.Series, row.Owner);
        (_seasons[at], _episodes[at], _moods[at]) = (row.Season, row.Episode, row.Moods);
        _genres[at] = Sorted(row.Genres);
        _features[at] = Sorted(row.Creator < 0 ? row.Features : [.. row.Features, Feature.Creator(row.Creator)]);
    }

    /// <summary>Takes a title out for good: its place becomes a hole.</summary>
    public void Remove(int ordinal) => Set(ordinal, new TitleRow { Flags = TitleFlags.None });

    /// <summary>A title that changed keeps its embedding until it has a new one.</summary>
    public ColumnChunk Build() => new ColumnChunk
    {
        Count = _count,
        Kinds = _kinds[.._count],
        Flags = _flags[.._count],
        Ages = _ages[.._count],
        Years = _years[.._count],
        PublishedAt = _publishedAt[.._count],
        Durations = _durations[.._count],
        Languages = _languages[.._count],
        Creators = _creators[.._count],
        Series = _series[.._count],
        Owners = _owners.AsSpan(0, _count).ContainsAnyExcept(-1) ? _owners[.._count] : null,
        Seasons = _seasons[.._count],
        Episodes = _episodes[.._count],
        Moods = _moods.AsSpan(0, _count).ContainsAnyExcept(0ul) ? _moods[.._count] : null,
        Genres = (_before?.Genres ?? PackedLists.Empty).With(_genres, _count),
        Features = (_before?.Features ?? PackedLists.Empty).With(_features, _count),
    }.With(_before?.Vectors);

    private void MakeRoom(int count)
    {
        var from = _kinds.Length;
        if (count <= from)
            return;
        var room = Math.Min(ColumnChunk.Size, Math.Max(Math.Max(64, count), 2 * from));
        Array.Resize(ref _kinds, room);
        Array.Resize(ref _flags, room);
        Array.Resize(ref _ages, room);
        Array.Resize(ref _years, room);
        Array.Resize(ref _publishedAt, room);
        Array.Resize(ref _durations, room);
        Array.Resize(ref _languages, room);
        Array.Resize(ref _creators, room);
        Array.Resize(ref _series, room);
        Array.Resize(ref _owners, room);
        Array.Resize(ref _seasons, room);
        Array.Resize(ref _episodes, room);
        Array.Resize(ref _moods, room);
        _publishedAt.AsSpan(from).Fill(ColumnChunk.Unknown);
        _creators.AsSpan(from).Fill(-1);
        _series.AsSpan(from).Fill(-1);
        _owners.AsSpan(from).Fill(-1);
    }

    private static int[] Sorted(ReadOnlySpan<int> values)
    {
        if (values.IsEmpty)
            return [];
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var kept = 1;
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] != sorted[kept - 1])
                sorted[kept++] = sorted[i];
        }

        return kept == sorted.Length ? sorted : sorted[..kept];
    }
}
