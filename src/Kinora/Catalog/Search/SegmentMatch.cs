using System.Numerics;

namespace Kinora.Catalog.Search;

/// <summary>Finds the titles of one segment that a query matches, tier by tier, without looking at the titles that do not.</summary>
internal static class SegmentMatch
{
    /// <summary>With so few titles left it is cheaper to look at their texts than to narrow them down further.</summary>
    private const int FewTitles = 48;

    public static void Find(TitleSegment segment, Needle needle, MatchSets found, Scratch scratch)
    {
        segment.Sorted.Find(needle.Bytes, found[MatchTier.Prefix], found[MatchTier.Exact]);
        if (needle.Words.Length > 0) FindWords(segment, needle, found, scratch);
        FindSubstring(segment, needle, found, scratch);
    }

    private static void FindWords(TitleSegment segment, Needle needle, MatchSets found, Scratch scratch)
    {
        var whole = scratch.One;
        var begun = scratch.Two;
        var next = scratch.Three;
        var (first, isWhole) = (true, true);
        foreach (var word in needle.Words)
        {
            var (from, to) = segment.Words.StartingWith(word);
            if (from == to) return;
            isWhole = isWhole && segment.Words[from].Length == word.Length;
            if (isWhole) Narrow(segment.WordLists, from, from + 1, whole, next, first);
            Narrow(segment.WordLists, from, to, begun, next, first);
            first = false;
        }

        if (isWhole) Bits.Or(found[MatchTier.Word], whole);
        Bits.Or(found[MatchTier.WordPrefix], begun);
    }

    private static void FindSubstring(TitleSegment segment, Needle needle, MatchSets found, Scratch scratch)
    {
        var candidates = scratch.One;
        var isExact = needle.IsAscii && needle.Text.Length <= 3;
        if (!Candidates(segment, needle, candidates, scratch.Two)) return;
        var substring = found[MatchTier.Substring];
        if (isExact)
        {
            Bits.Or(substring, candidates);
            return;
        }

        // Whoever has a better tier need not be looked at.
        for (var tier = MatchTier.Exact; tier <= MatchTier.Substring; tier++) Bits.AndNot(candidates, found[tier]);
        for (var i = 0; i < candidates.Length; i++)
        {
            for (var rest = candidates[i]; rest != 0; rest &= rest - 1)
            {
                var local = i << 6 | BitOperations.TrailingZeroCount(rest);
                if (segment.TextsOf(local).IndexOf(needle.Bytes) >= 0) Bits.Set(substring, local);
            }
        }
    }

    private static bool Candidates(TitleSegment segment, Needle needle, Span<ulong> candidates, Span<ulong> next)
    {
        var text = needle.Text;
        if (text.Length == 1)
        {
            candidates.Clear();
            segment.CharLists.AddTo(candidates, (int)Gram.Code(text[0]));
            return true;
        }

        if (text.Length == 2)
        {
            var lowest = Gram.Of(Gram.Code(text[0]), Gram.Code(text[1]), 0);
            var (from, to) = (LowerBound(segment.Grams, lowest), LowerBound(segment.Grams, lowest + Gram.Codes));
            Narrow(segment.GramLists, from, to, candidates, next, first: true);
            return from < to;
        }

        Span<int> lists = stackalloc int[needle.Grams.Length];
        for (var i = 0; i < lists.Length; i++)
        {
            lists[i] = segment.Grams.AsSpan().BinarySearch(needle.Grams[i]);
            if (lists[i] < 0) return false;
        }

        var sizes = segment.GramLists;
        lists.Sort((a, b) => sizes.SizeOf(a).CompareTo(sizes.SizeOf(b)));
        for (var i = 0; i < lists.Length; i++)
        {
            Narrow(segment.GramLists, lists[i], lists[i] + 1, candidates, next, first: i == 0);
            if (i + 1 < lists.Length && Bits.Count(candidates) <= FewTitles) break;
        }

        return true;
    }

    /// <summary>Keeps of the set what stands in one of the lists; the first time, the set is what stands there.</summary>
    private static void Narrow(PostingLists lists, int from, int to, Span<ulong> set, Span<ulong> next, bool first)
    {
        var target = first ? set : next;
        target.Clear();
        for (var list = from; list < to; list++) lists.AddTo(target, list);
        if (!first) Bits.And(set, next);
    }

    private static int LowerBound(uint[] grams, uint gram)
    {
        var at = grams.AsSpan().BinarySearch(gram);
        return at < 0 ? ~at : at;
    }
}
