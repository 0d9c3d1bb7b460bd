using System.Collections.Immutable;

namespace Kinora.Catalog.Search;

/// <summary>
/// The names of all titles by ordinal, and what finds them: immutable, so that a request reads one state from beginning to end. An
/// edit makes a new index that shares everything but a small overlay of its chunk; <see cref="Merge"/> folds overlays into their bases
/// in the background, and <see cref="Over"/> puts edits made meanwhile on top of the outcome.
/// </summary>
internal sealed class TitleIndex
{
    public static readonly TitleIndex Empty = new([]);

    private static readonly TitleChunk NoTitles = new(new SegmentBuilder().Build());

    private TitleIndex(ImmutableArray<TitleChunk> chunks) => Chunks = chunks;

    public ImmutableArray<TitleChunk> Chunks { get; }

    /// <summary>How many edits stand in overlays: from some hundred in one chunk on, a merge pays.</summary>
    public int Edits => Chunks.Sum(c => c.Edits);

    public long Bytes => Chunks.Sum(c => c.Bytes);

    /// <summary>Builds the index of the ordinals below <paramref name="count"/>, chunks in parallel; null is a hole.</summary>
    public static TitleIndex Build(int count, Func<int, TitleName?> nameOf, CancellationToken cancel)
    {
        var segments = new TitleSegment[(count + Bits.Mask) >> Bits.Shift];
        var options = new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, segments.Length, options, chunk =>
        {
            var builder = new SegmentBuilder();
            var first = chunk << Bits.Shift;
            for (var ordinal = first; ordinal < Math.Min(count, first + Bits.Titles); ordinal++)
                if (nameOf(ordinal) is { } name)
                    builder.Add(ordinal - first, name);
            segments[chunk] = builder.Build();
        });
        return Of(segments);
    }

    /// <summary>An index of segments that were built one by one, in the order of their chunks.</summary>
    public static TitleIndex Of(IEnumerable<TitleSegment> segments) => new([.. segments.Select(s => new TitleChunk(s))]);

    /// <summary>The name of a title, or null where there is none.</summary>
    public TitleName? NameOf(int ordinal) => SegmentOf(ordinal)?.NameOf(ordinal & Bits.Mask);

    /// <summary>The segment that speaks for an ordinal now, or null where there is no title.</summary>
    public TitleSegment? SegmentOf(int ordinal) =>
        ordinal >> Bits.Shift is >= 0 and var chunk && chunk < Chunks.Length ? Chunks[chunk].SegmentOf(ordinal & Bits.Mask) : null;

    /// <summary>The index after titles were added, renamed or (null) removed. Of several edits of one title the last holds.</summary>
    public TitleIndex With(IEnumerable<KeyValuePair<int, TitleName?>> edits)
    {
        var chunks = Chunks.ToBuilder();
        foreach (var group in edits.GroupBy(e => e.Key >> Bits.Shift))
        {
            while (chunks.Count <= group.Key) chunks.Add(NoTitles);
            chunks[group.Key] = chunks[group.Key].With(group.Select(e => KeyValuePair.Create(e.Key & Bits.Mask, e.Value)));
        }

        return new TitleIndex(chunks.DrainToImmutable());
    }

    /// <summary>The same titles with all overlays folded into their bases. Answers every query as this index does.</summary>
    public TitleIndex Merge(CancellationToken cancel)
    {
        var chunks = Chunks.ToBuilder();
        for (var i = 0; i < chunks.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            chunks[i] = chunks[i].Merge();
        }

        return new TitleIndex(chunks.DrainToImmutable());
    }

    /// <summary>This index on the bases of <paramref name="merged"/>, which was made of the earlier state <paramref name="before"/>.</summary>
    public TitleIndex Over(TitleIndex merged, TitleIndex before) =>
        new([.. Chunks.Select((chunk, i) => i < before.Chunks.Length ? chunk.Over(merged.Chunks[i], before.Chunks[i]) : chunk)]);
}
