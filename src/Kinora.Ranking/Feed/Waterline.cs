namespace Kinora.Ranking.Feed;

/// <summary>
/// How many repeats a page has, and which (ranking.md, Repeats). Forced ones fill what fresh titles cannot; voluntary ones stretch the last
/// fresh titles over more pages. Both are taken by longest-ago contact.
/// </summary>
internal static class Waterline
{
    /// <summary>How many, of which at most one kind is not 0.</summary>
    /// <param name="length">L = min(page size, E).</param>
    /// <param name="fresh">F, in the whole inventory.</param>
    public static (int Forced, int Voluntary) Repeats(int length, int fresh, FeedOptions options)
    {
        var forced = Math.Max(0, length - fresh);
        if (forced > 0 || fresh >= options.Waterline)
            return (forced, 0);
        return (0, Math.Max(0, Math.Min(options.MostVoluntary, length - options.FirstSlots)));
    }

    /// <summary>Titles to repeat, longest-ago contact first; for voluntary ones there may be fewer than wished.</summary>
    public static List<int> Choose(in Freshness freshness, Eligibility eligible, int forced, int voluntary, int length, FeedOptions options)
    {
        if (forced + voluntary == 0)
            return [];
        var (stale, contacts) = (new List<(int Contact, int Title)>(), new List<int>());
        foreach (var (title, minute, contact) in freshness.State.Contacts)
        {
            if (!eligible.Has(title))
                continue;
            contacts.Add(contact);
            var (seen, held) = (freshness.IsSeen(minute), freshness.IsHeld(title));
            if (forced > 0 ? seen || held : seen && !held)
                stale.Add((contact, title));
        }

        stale.Sort();
        if (forced > 0)
            return [.. stale.Take(forced).Select(item => item.Title)];
        var latest = LatestContact(contacts, Math.Min(options.LastContacts, eligible.Count - length));
        return [.. stale.TakeWhile(item => item.Contact < latest).Take(voluntary).Select(item => item.Title)];
    }

    /// <summary>The number from which on a contact is among the last <paramref name="count"/> titles.</summary>
    private static int LatestContact(List<int> contacts, int count)
    {
        if (count <= 0)
            return int.MaxValue;
        contacts.Sort();
        return contacts.Count <= count ? int.MinValue : contacts[^count];
    }
}
