using Kinora.Catalog.Search;

namespace Kinora.Tests.Catalog.Search;

internal static class EditDistance
{
    /// <summary>
    /// The table of Wagner and Fischer: insertions, deletions, substitutions and swaps of neighbours that lead from one word to the other (optimal string alignment:
    /// no letter is edited twice). More than <paramref name="most"/> is reported as <paramref name="most"/> + 1.
    /// </summary>
    public static int Between(ReadOnlySpan<char> one, ReadOnlySpan<char> two, int most)
    {
        if (one.Length > WordPattern.Longest || two.Length > WordPattern.Longest || Math.Abs(one.Length - two.Length) > most) return most + 1;
        Span<int> rows = stackalloc int[(WordPattern.Longest + 1) * 3];
        var before = rows[..(WordPattern.Longest + 1)];
        var last = rows.Slice(WordPattern.Longest + 1, WordPattern.Longest + 1);
        var row = rows[((WordPattern.Longest + 1) * 2)..];
        for (var j = 0; j <= two.Length; j++) last[j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= two.Length; j++)
            {
                var change = one[i - 1] == two[j - 1] ? 0 : 1;
                var cost = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && one[i - 1] == two[j - 2] && one[i - 2] == two[j - 1]) cost = Math.Min(cost, before[j - 2] + 1);
                row[j] = cost;
                least = Math.Min(least, cost);
            }

            if (least > most) return most + 1;
            var free = before;
            before = last;
            last = row;
            row = free;
        }

        return Math.Min(last[two.Length], most + 1);
    }
}
