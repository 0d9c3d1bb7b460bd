using Kinora.Catalog.Snapshots;
using Kinora.Ranking.Columns;

namespace Kinora.Tests.Catalog.Snapshots;

public sealed class PackedTextsTests
{
    [Fact]
    public void Texts_and_lists_with_some_replaced_are_what_they_would_be_made_anew()
    {
        var chance = new Random(20_261);
        for (var world = 0; world < 2_000; world++)
        {
            var (texts, lists) = (Texts.Empty, PackedLists.Empty);
            var (wantedTexts, wantedLists) = (Array.Empty<byte[]>(), Array.Empty<int[]>());
            for (var round = 0; round < 3; round++)
            {
                var count = wantedTexts.Length + chance.Next(4);
                Array.Resize(ref wantedTexts, count);
                Array.Resize(ref wantedLists, count);
                var (newTexts, newLists) = (new Dictionary<int, byte[]>(), new Dictionary<int, int[]>());
                for (var i = 0; i < count; i++)
                {
                    wantedTexts[i] ??= [];
                    wantedLists[i] ??= [];
                    if (chance.Next(3) > 0)
                        continue;
                    newTexts[i] = wantedTexts[i] = [.. Enumerable.Range(0, chance.Next(4)).Select(n => (byte)chance.Next(256))];
                    newLists[i] = wantedLists[i] = [.. Enumerable.Range(0, chance.Next(4)).Select(n => chance.Next())];
                }

                (texts, lists) = (texts.With(newTexts, count), lists.With(newLists, count));
                Assert.Equal((count, count), (texts.Count, lists.Count));
                for (var i = 0; i < count; i++)
                {
                    Assert.Equal(wantedTexts[i], texts.Utf8(i).ToArray());
                    Assert.Equal(wantedLists[i], lists[i].ToArray());
                }
            }
        }
    }
}
