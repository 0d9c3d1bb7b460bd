using Kinora.Ranking.Profiles;

namespace Kinora.Ranking.Tests.Profiles;

public sealed class ContactBookTests
{
    [Fact]
    public void It_holds_what_a_dictionary_would_however_much_comes_in_whatever_order()
    {
        var random = new Random(1);
        var (book, last, contact) = (new ContactBook(), new Dictionary<int, int>(), new Dictionary<int, int>());
        for (var step = 1; step <= 20_000; step++)
        {
            var (title, minute) = (random.Next(4_000), random.Next(1, 1_000));
            if (random.Next(3) == 0)
            {
                book.Serve(title);
                last.TryAdd(title, ContactBook.Never);
            }
            else
            {
                book.See(title, minute, outsideFeed: true);
                last[title] = Math.Max(minute, last.GetValueOrDefault(title, ContactBook.Never));
            }

            contact[title] = step;
        }

        book.Compact();

        Assert.Equal(last.Keys.Order(), book.Titles.ToArray());
        Assert.All(last, pair => Assert.Equal((pair.Value, contact[pair.Key]), (book.MinuteOf(pair.Key), book.ContactOf(pair.Key))));
        Assert.Equal((ContactBook.Never, 0), (book.MinuteOf(5_000), book.ContactOf(5_000)));
    }

    [Fact]
    public void A_sight_in_the_feed_leaves_the_contact_of_its_serving()
    {
        var book = new ContactBook();
        book.Serve(7);
        book.Serve(8);
        book.See(7, 3, outsideFeed: false);

        Assert.Equal((1, 2, 2), (book.ContactOf(7), book.ContactOf(8), book.Counter));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 1, 0)]
    [InlineData(60_000, 1, 1)]
    [InlineData(60_001, 2, 1)]
    public void Sights_are_rounded_up_and_now_is_rounded_down(long ms, int up, int down) =>
        Assert.Equal((up, down), (Minutes.Up(ms), Minutes.Down(ms)));
}
