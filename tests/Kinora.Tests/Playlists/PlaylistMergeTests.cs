using Kinora.Playlists;

namespace Kinora.Tests.Playlists;

public sealed class PlaylistMergeTests
{
    [Theory]
    [InlineData("abc", "abcd", "abc", "abcd", false)]
    [InlineData("abc", "abc", "xabc", "xabc", false)]
    [InlineData("abc", "ab", "abcd", "abd", false)]
    [InlineData("abc", "axbc", "abcy", "axbcy", false)]
    [InlineData("abc", "cab", "abcy", "cyab", false)]
    [InlineData("abc", "bac", "cab", "cab", true)]
    [InlineData("abc", "ac", "ab", "a", false)]
    [InlineData("aab", "aaab", "ab", "aab", false)]
    [InlineData("", "xy", "z", "xyz", false)]
    [InlineData("abc", "", "abc", "", false)]
    public void What_either_added_is_there_and_what_either_removed_is_gone(string ancestor, string mine, string theirs, string merged, bool lost)
    {
        var made = PlaylistMerge.Make(List(ancestor), List(mine), List(theirs));

        Assert.Equal((merged, lost), (string.Concat(made.Items), made.OrderLost));
    }

    [Fact]
    public void Nobodys_addition_is_lost_and_nobodys_removal_is_undone_in_thousands_of_worlds()
    {
        var random = new Random(5);
        for (var world = 0; world < 5_000; world++)
        {
            var ancestor = List(new string([.. Enumerable.Range(0, random.Next(8)).Select(i => (char)('a' + i))]));
            var (mine, theirs) = (Change(ancestor, 'm', random), Change(ancestor, 't', random));

            var merged = PlaylistMerge.Make(ancestor, mine, theirs).Items;

            var expected = ancestor.Where(one => mine.Contains(one) && theirs.Contains(one)).Concat(mine.Except(ancestor)).Concat(theirs.Except(ancestor));
            Assert.Equal(expected.Order(StringComparer.Ordinal), merged.Order(StringComparer.Ordinal));
        }
    }

    private static List<string> Change(IReadOnlyList<string> list, char added, Random random)
    {
        var changed = list.Where(_ => random.Next(4) > 0).ToList();
        for (var n = random.Next(3); n > 0; n--)
            changed.Insert(random.Next(changed.Count + 1), $"{added}{n}");
        if (random.Next(3) == 0)
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(changed));
        return changed;
    }

    private static List<string> List(string letters) => [.. letters.Select(letter => letter.ToString())];
}
