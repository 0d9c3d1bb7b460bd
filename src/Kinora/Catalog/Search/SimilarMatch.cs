using System.Numerics;
using System.Text;

namespace Kinora.Catalog.Search;

/// <summary>Finds the titles of one segment whose names resemble a query, each with its score.</summary>
internal static class SimilarMatch
{
    /// <summary>Titles in <paramref name="excluded"/> are passed over: they match better, or the segment's word for them is out of date.</summary>
    public static void Find(
        TitleSegment segment, int firstOrdinal, SimilarQuery query, ReadOnlySpan<ulong> excluded, Span<ulong> found, Scratch scratch)
    {
        ByWords(segment, query, excluded, found, scratch, firstOrdinal);
        ByGrams(segment, query, excluded, found, scratch, firstOrdinal);
    }

    private static void ByGrams(
        TitleSegment segment, SimilarQuery query, ReadOnlySpan<ulong> excluded, Span<ulong> found, Scratch scratch, int firstOrdinal)
    {
        if (query.Grams.Length == 0) return;
        var counters = scratch.Counters.AsSpan();
        counters.Clear();
        foreach (var gram in query.Grams)
        {
            var list = segment.Grams.AsSpan().BinarySearch(gram);
            if (list >= 0) segment.GramLists.AddTo(counters, list);
        }

        var least = (byte)query.LeastShared;
        var below = (byte)(least - 1);
        for (var at = 0; at < counters.Length; at++)
        {
            var next = counters[at..].IndexOfAnyExceptInRange((byte)0, below);
            if (next < 0) return;
            at += next;
            if (Bits.Has(excluded, at) || Bits.Has(found, at)) continue;
            Bits.Set(found, at);
            scratch.Similar.Add((firstOrdinal + at, query.ScoreOfShared(counters[at])));
        }
    }

    private static void ByWords(
        TitleSegment segment, SimilarQuery query, ReadOnlySpan<ulong> excluded, Span<ulong> found, Scratch scratch, int firstOrdinal)
    {
        if (query.Words.Length == 0) return;
        var left = scratch.One;
        var edits = scratch.Counters.AsSpan();
        edits.Clear();
        segment.Present.CopyTo(left);
        Bits.AndNot(left, excluded);
        foreach (var word in query.Words)
        {
            CountEdits(segment, query, word, left, edits, scratch);
            if (!Bits.Any(left)) return;
        }

        for (var i = 0; i < left.Length; i++)
        {
            for (var rest = left[i]; rest != 0; rest &= rest - 1)
            {
                var local = i << 6 | BitOperations.TrailingZeroCount(rest);
                Bits.Set(found, local);
                scratch.Similar.Add((firstOrdinal + local, SimilarQuery.ScoreOfEdits(edits[local])));
            }
        }
    }

    /// <summary>Keeps of the set the titles with a word near the given one, and adds the distance of the nearest to their edits.</summary>
    private static void CountEdits(
        TitleSegment segment, SimilarQuery query, string word, Span<ulong> left, Span<byte> edits, Scratch scratch)
    {
        var reached = scratch.Two;
        var step = scratch.Three;
        reached.Clear();
        var (from, to) = segment.Words.StartingWith(Encoding.UTF8.GetBytes(word));
        for (var list = from; list < to; list++) segment.WordLists.AddTo(reached, list);
        var most = SimilarQuery.EditsIn(word);
        var near = most == 0 ? [] : query.Near.Of(segment, word);
        for (var distance = 1; distance <= most; distance++)
        {
            step.Clear();
            foreach (var (other, edited) in near)
                if (edited == distance)
                    segment.WordLists.AddTo(step, other);
            for (var i = 0; i < step.Length; i++)
                for (var rest = step[i] & left[i] & ~reached[i]; rest != 0; rest &= rest - 1)
                    edits[i << 6 | BitOperations.TrailingZeroCount(rest)] += (byte)distance;
            Bits.Or(reached, step);
        }

        Bits.And(left, reached);
    }
}
