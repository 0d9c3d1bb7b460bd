using System.Collections.Immutable;
using System.Numerics;

namespace Kinora.Catalog.Search;

/// <summary>
/// One chunk of 65,536 ordinals: a frozen base, and over it the titles edited since, as a small segment of their own. A null name is a
/// title that is gone.
/// </summary>
internal sealed class TitleChunk
{
    /// <summary>With more edits than this every further one would cost milliseconds.</summary>
    public const int MostEdits = 1000;

    private readonly TitleSegment _base;
    private readonly TitleSegment? _overlay;
    private readonly ulong[]? _edited;
    private readonly ImmutableSortedDictionary<int, Edit> _edits;

    public TitleChunk(TitleSegment @base)
        : this(@base, ImmutableSortedDictionary<int, Edit>.Empty)
    {
    }

    private TitleChunk(TitleSegment @base, ImmutableSortedDictionary<int, Edit> edits)
    {
        _base = @base;
        _edits = edits;
        if (edits.IsEmpty) return;
        _edited = new ulong[Bits.Length];
        var overlay = new SegmentBuilder();
        foreach (var (local, edit) in edits)
        {
            Bits.Set(_edited, local);
            if (edit.Name is { } name) overlay.Add(local, name);
        }

        _overlay = overlay.Build();
    }

    public int Edits => _edits.Count;

    public long Bytes => _base.Bytes + (_overlay?.Bytes ?? 0);

    public TitleSegment Base => _base;

    public TitleSegment? Overlay => _overlay;

    /// <summary>The titles whose base entries are out of date; empty where there is no overlay.</summary>
    public ReadOnlySpan<ulong> Edited => _edited;

    public TitleSegment? SegmentOf(int local)
    {
        var segment = _edited is not null && Bits.Has(_edited, local) ? _overlay! : _base;
        return Bits.Has(segment.Present, local) ? segment : null;
    }

    /// <summary>Adds the titles that there are to a set.</summary>
    public void AddPresent(Span<ulong> set)
    {
        Bits.Or(set, _base.Present);
        if (_overlay is null) return;
        Bits.AndNot(set, _edited);
        Bits.Or(set, _overlay.Present);
    }

    /// <summary>The chunk after edits; one that says what is known already is none. Where many have come together they go into the base.</summary>
    public TitleChunk With(IEnumerable<KeyValuePair<int, TitleName?>> edits)
    {
        var last = new Dictionary<int, TitleName?>();
        foreach (var (local, name) in edits) last[local] = name;
        var news = last.Where(e => SegmentOf(e.Key)?.NameOf(e.Key) != e.Value).ToList();
        if (news.Count == 0) return this;
        var chunk = new TitleChunk(_base, _edits.SetItems(news.Select(e => KeyValuePair.Create(e.Key, new Edit(e.Value)))));
        return chunk.Edits > MostEdits ? chunk.Merge() : chunk;
    }

    /// <summary>The same titles with everything in the base.</summary>
    public TitleChunk Merge()
    {
        if (_edits.IsEmpty) return this;
        var builder = new SegmentBuilder();
        var present = new ulong[Bits.Length];
        AddPresent(present);
        for (var i = 0; i < present.Length; i++)
        {
            for (var rest = present[i]; rest != 0; rest &= rest - 1)
            {
                var local = i << 6 | BitOperations.TrailingZeroCount(rest);
                builder.Add(local, SegmentOf(local)!.NameOf(local));
            }
        }

        return new TitleChunk(builder.Build());
    }

    /// <summary>
    /// This chunk over the base of <paramref name="merged"/>, which was made of <paramref name="before"/>, an earlier state of it. Where
    /// this one got a base of its own meanwhile, that is the newer one and stays.
    /// </summary>
    public TitleChunk Over(TitleChunk merged, TitleChunk before) => ReferenceEquals(this, before)
        ? merged
        : !ReferenceEquals(_base, before._base)
        ? this
        : new TitleChunk(merged._base, _edits.RemoveRange(_edits.Where(e => before._edits.GetValueOrDefault(e.Key) == e.Value).Select(e => e.Key)));

    /// <summary>Compared by reference: the same edit, not an equal one.</summary>
    private sealed class Edit(TitleName? name)
    {
        public TitleName? Name => name;
    }
}
