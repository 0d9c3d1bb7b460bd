using Kinora.Ranking.Profiles;

namespace Kinora.Ranking.Feed;

/// <summary>A page as one stored value: a version byte, then all that was decided.</summary>
internal static class FeedPagePack
{
    private const byte Version = 2;

    /// <summary>Knew neither model nor experiments.</summary>
    private const byte First = 1;

    public static byte[] Write(FeedPage page)
    {
        using var stream = new MemoryStream(64 + page.Items.Count * 72);
        using var to = new BinaryWriter(stream);
        to.Write(Version);
        to.Write(page.FeedSession.ToByteArray());
        to.Write7BitEncodedInt(page.Page);
        to.Write(page.Seed);
        to.Write7BitEncodedInt64(page.MadeAtMs);
        to.Write((byte)page.Dial);
        to.Write7BitEncodedInt64(page.CatalogueVersion);
        to.Write7BitEncodedInt64(page.SharedVersion);
        to.Write7BitEncodedInt(page.PolicyVersion);
        to.Write(page.Model);
        to.Write(page.Variants);
        to.Write7BitEncodedInt(page.Inventory.Eligible);
        to.Write7BitEncodedInt(page.Inventory.Fresh);
        to.Write(page.Inventory.Exhausted);
        to.Write7BitEncodedInt(page.Dropped.Count);
        foreach (var dropped in page.Dropped)
            to.Write7BitEncodedInt(dropped);
        to.Write7BitEncodedInt(page.Items.Count);
        foreach (var item in page.Items)
            Write(to, item);
        to.Flush();
        return stream.ToArray();
    }

    public static FeedPage Read(byte[] packed)
    {
        using var from = new BinaryReader(new MemoryStream(packed, writable: false));
        if (from.ReadByte() is var version && version is not (First or Version))
            throw new InvalidDataException($"A feed page of version {version} is not known here.");
        return new FeedPage
        {
            FeedSession = new Guid(from.ReadBytes(16)),
            Page = from.Read7BitEncodedInt(),
            Seed = from.ReadUInt64(),
            MadeAtMs = from.Read7BitEncodedInt64(),
            Dial = (Dial)from.ReadByte(),
            CatalogueVersion = from.Read7BitEncodedInt64(),
            SharedVersion = from.Read7BitEncodedInt64(),
            PolicyVersion = from.Read7BitEncodedInt(),
            Model = version == First ? "" : from.ReadString(),
            Variants = version == First ? "" : from.ReadString(),
            Inventory = new FeedInventory(from.Read7BitEncodedInt(), from.Read7BitEncodedInt(), from.ReadBoolean()),
            Dropped = List(from, static from => from.Read7BitEncodedInt()),
            Items = List(from, Item),
        };
    }

    private static T[] List<T>(BinaryReader from, Func<BinaryReader, T> read)
    {
        var list = new T[from.Read7BitEncodedInt()];
        for (var i = 0; i < list.Length; i++)
            list[i] = read(from);
        return list;
    }

    private static void Write(BinaryWriter to, FeedItem item)
    {
        to.Write7BitEncodedInt(item.Title);
        to.Write7BitEncodedInt(item.Slot);
        to.Write7BitEncodedInt(item.Position);
        to.Write((byte)item.Rung);
        to.Write(item.Explored);
        to.Write(item.Score);
        var factors = item.Factors;
        ReadOnlySpan<float> parts = [factors.E, factors.F, factors.C, factors.D, factors.A, factors.Q, factors.V, factors.Calibration];
        foreach (var part in parts)
            to.Write(part);
        to.Write(item.Draw.Propensity);
        to.Write7BitEncodedInt(item.Draw.Best);
        to.Write(item.Draw.Epsilon);
        to.Write7BitEncodedInt(item.Draw.Candidates);
        to.Write((byte)item.Cause.Kind);
        to.Write7BitEncodedInt(item.Cause.Id + 1);
        to.Write7BitEncodedInt(item.Cause.Title + 1);
    }

    private static FeedItem Item(BinaryReader from) => new()
    {
        Title = from.Read7BitEncodedInt(),
        Slot = from.Read7BitEncodedInt(),
        Position = from.Read7BitEncodedInt(),
        Rung = (Rung)from.ReadByte(),
        Explored = from.ReadBoolean(),
        Score = from.ReadDouble(),
        Factors = new Factors(
            from.ReadSingle(), from.ReadSingle(), from.ReadSingle(), from.ReadSingle(), from.ReadSingle(), from.ReadSingle(),
            from.ReadSingle(), from.ReadSingle()),
        Draw = new Draw(from.ReadDouble(), from.Read7BitEncodedInt(), from.ReadDouble(), from.Read7BitEncodedInt()),
        Cause = new Cause((CauseKind)from.ReadByte(), from.Read7BitEncodedInt() - 1, from.Read7BitEncodedInt() - 1),
    };
}
