using Kinora.Ranking.Feed;
using Kinora.Ranking.Profiles;

namespace Kinora.Discovery.Feed;

/// <summary>A page as it is stored: what was decided, and the cursor that went out with it.</summary>
internal sealed record StoredPage(FeedPage Page, string? NextCursor);

/// <summary>One page as one stored value. The format number comes first; a row of another version of the product is a fault.</summary>
internal static class PagePacking
{
    private const byte Format = 1;

    public static byte[] Pack(StoredPage stored)
    {
        using var stream = new MemoryStream(64 + (64 * stored.Page.Items.Count));
        using var to = new BinaryWriter(stream);
        var page = stored.Page;
        to.Write(Format);
        to.Write(page.FeedSession.ToByteArray());
        to.Write7BitEncodedInt(page.Page);
        to.Write(page.Seed);
        to.Write(page.MadeAtMs);
        to.Write((byte)page.Dial);
        to.Write7BitEncodedInt64(page.CatalogueVersion);
        to.Write7BitEncodedInt64(page.SharedVersion);
        to.Write7BitEncodedInt(page.PolicyVersion);
        to.Write7BitEncodedInt(page.Inventory.Eligible);
        to.Write7BitEncodedInt(page.Inventory.Fresh);
        to.Write(page.Inventory.Exhausted);
        to.Write7BitEncodedInt(page.Dropped.Count);
        foreach (var count in page.Dropped)
            to.Write7BitEncodedInt(count);
        to.Write(stored.NextCursor ?? "");
        to.Write7BitEncodedInt(page.Items.Count);
        foreach (var item in page.Items)
            WriteItem(to, item);
        to.Flush();
        return stream.ToArray();
    }

    public static StoredPage Unpack(byte[] packed)
    {
        using var from = new BinaryReader(new MemoryStream(packed));
        if (from.ReadByte() is var format and not Format)
            throw new InvalidOperationException($"A page of the feed is stored in format {format}; this version reads {Format}.");
        var (session, number, seed, at) = (new Guid(from.ReadBytes(16)), from.Read7BitEncodedInt(), from.ReadUInt64(), from.ReadInt64());
        var (dial, catalogue, shared) = ((Dial)from.ReadByte(), from.Read7BitEncodedInt64(), from.Read7BitEncodedInt64());
        var policy = from.Read7BitEncodedInt();
        var inventory = new FeedInventory(from.Read7BitEncodedInt(), from.Read7BitEncodedInt(), from.ReadBoolean());
        var dropped = new int[from.Read7BitEncodedInt()];
        for (var i = 0; i < dropped.Length; i++)
            dropped[i] = from.Read7BitEncodedInt();
        var cursor = from.ReadString();
        var items = new FeedItem[from.Read7BitEncodedInt()];
        for (var i = 0; i < items.Length; i++)
            items[i] = ReadItem(from, i + 1);
        var page = new FeedPage
        {
            FeedSession = session,
            Page = number,
            Seed = seed,
            MadeAtMs = at,
            Items = items,
            Dial = dial,
            CatalogueVersion = catalogue,
            SharedVersion = shared,
            PolicyVersion = policy,
            Inventory = inventory,
            Dropped = dropped,
        };
        return new StoredPage(page, cursor.Length == 0 ? null : cursor);
    }

    private static void WriteItem(BinaryWriter to, FeedItem item)
    {
        to.Write7BitEncodedInt(item.Title);
        to.Write7BitEncodedInt(item.Position);
        to.Write((byte)item.Rung);
        to.Write(item.Explored);
        to.Write(item.Score);
        var factors = item.Factors;
        foreach (var factor in (ReadOnlySpan<float>)
            [factors.E, factors.F, factors.C, factors.D, factors.A, factors.Q, factors.V, factors.Calibration])
        {
            to.Write(factor);
        }

        to.Write(item.Draw.Propensity);
        to.Write(item.Draw.Best);
        to.Write(item.Draw.Epsilon);
        to.Write7BitEncodedInt(item.Draw.Candidates);
        to.Write((byte)item.Cause.Kind);
        to.Write(item.Cause.Id);
        to.Write(item.Cause.Title);
    }

    private static FeedItem ReadItem(BinaryReader from, int slot) => new()
    {
        Slot = slot,
        Title = from.Read7BitEncodedInt(),
        Position = from.Read7BitEncodedInt(),
        Rung = (Rung)from.ReadByte(),
        Explored = from.ReadBoolean(),
        Score = from.ReadDouble(),
        Factors = new Factors(
            from.ReadSingle(), from.ReadSingle(), from.ReadSingle(), from.ReadSingle(),
            from.ReadSingle(), from.ReadSingle(), from.ReadSingle(), from.ReadSingle()),
        Draw = new Draw(from.ReadDouble(), from.ReadInt32(), from.ReadDouble(), from.Read7BitEncodedInt()),
        Cause = new Cause((CauseKind)from.ReadByte(), from.ReadInt32(), from.ReadInt32()),
    };
}
