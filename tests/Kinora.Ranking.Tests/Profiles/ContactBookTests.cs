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
            var (title, minute) = (random.Next(4) * 65_000 + random.Next(1_000), random.Next(1, 1_000));
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

        Assert.Equal(last.Keys.Order(), Titles(book).Order());
        book.Compact();

        Assert.Equal(last.Keys.Order(), Titles(book));
        Assert.All(last, pair => Assert.Equal((pair.Value, contact[pair.Key]), (book.MinuteOf(pair.Key), book.ContactOf(pair.Key))));
        Assert.Equal((ContactBook.Never, 0), (book.MinuteOf(5_000_000), book.ContactOf(5_000_000)));
    }

    [Fact]
    public void What_was_stored_is_what_was_kept()
    {
        var (random, state) = (new Random(2), new ProfileState());
        for (var i = 0; i < 3_000; i++)
            state.See(random.Next(400_000), random.NextInt64(1_000_000_000));
        var read = ProfileStatePack.Read(ProfileStatePack.Write(state));

        Assert.Equal(Titles(state.Contacts), Titles(read.Contacts));
        foreach (var (title, minute, number) in state.Contacts)
            Assert.Equal((minute, number), (read.Contacts.MinuteOf(title), read.Contacts.ContactOf(title)));
        read.See(399_999, 1_000);
        read.See(0, 1_000);
        read.Contacts.Compact();
        Assert.Equal(Titles(read.Contacts).Order(), Titles(read.Contacts));
    }

    [Fact]
    public void The_last_changes_are_known_by_title()
    {
        var book = new ContactBook();
        for (var title = 0; title < 1_000; title++)
            book.Serve(title);

        Assert.Equal(
            Enumerable.Range(1_000 - ContactBook.ChangesKept, ContactBook.ChangesKept),
            Enumerable.Range(book.Changes - ContactBook.ChangesKept, ContactBook.ChangesKept).Select(book.ChangedAt));
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

    private static List<int> Titles(ContactBook book)
    {
        var titles = new List<int>();
        foreach (var contact in book)
            titles.Add(contact.Title);
        return titles;
    }
}
