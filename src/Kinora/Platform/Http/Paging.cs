namespace Kinora.Platform.Http;

/// <summary>Pages of lists that the database orders: one row more than asked for is read, and the last one shown is where the next page starts.</summary>
internal static class Paging
{
    /// <summary>One page; refused as the cursor is.</summary>
    /// <param name="owner">User or profile id; the cursor counts for nobody else.</param>
    /// <param name="read">Reads so many rows behind a place, from the start where there is none.</param>
    /// <param name="place">Where a row stands in the order of the list.</param>
    public static async Task<Outcome<Page<TRow>>> PageAsync<TRow, TPlace>(
        this Cursors cursors, Paged page, string owner, Func<TPlace?, int, Task<List<TRow>>> read, Func<TRow, TPlace> place)
        where TPlace : class
    {
        var after = cursors.Read<TPlace>(page.Cursor, owner, page.Question);
        if (after.Refusal is { } refusal)
            return refusal;
        var rows = await read(after.Value, page.Limit + 1);
        if (rows.Count <= page.Limit)
            return new Page<TRow>(rows, null, null);
        rows.RemoveRange(page.Limit, rows.Count - page.Limit);
        return new Page<TRow>(rows, cursors.Protect(place(rows[^1]), owner, page.Question), null);
    }
}

/// <summary>A place in a list that is ordered by time and, within one millisecond, by key.</summary>
internal sealed record TimePlace(long At, string Key);
