namespace Kinora.Ranking.Profiles;

/// <summary>A live feed session within a packed state.</summary>
internal static class SessionPack
{
    public static void Write(BinaryWriter to, FeedSessionState session)
    {
        to.Write(session.Id.ToByteArray());
        to.Write(session.Seed);
        to.Write7BitEncodedInt(session.Pages);
        to.Write7BitEncodedInt(session.Places);
        to.Write7BitEncodedInt64(session.LastLifeMs);
        to.Write7BitEncodedInt(session.Recent.Count);
        foreach (var title in session.Recent)
            to.Write7BitEncodedInt(title);
        to.Write7BitEncodedInt(session.Holds.Count);
        foreach (var hold in session.Holds)
        {
            to.Write7BitEncodedInt(hold.Title);
            to.Write7BitEncodedInt64(hold.ServedMs);
            to.Write(hold.Seen);
        }
    }

    public static FeedSessionState Read(BinaryReader from)
    {
        var session = new FeedSessionState { Id = new Guid(from.ReadBytes(16)), Seed = from.ReadUInt64() };
        var (pages, places, life) = (from.Read7BitEncodedInt(), from.Read7BitEncodedInt(), from.Read7BitEncodedInt64());
        var recent = new int[from.Read7BitEncodedInt()];
        for (var i = 0; i < recent.Length; i++)
            recent[i] = from.Read7BitEncodedInt();
        var holds = new Hold[from.Read7BitEncodedInt()];
        for (var i = 0; i < holds.Length; i++)
            holds[i] = new Hold(from.Read7BitEncodedInt(), from.Read7BitEncodedInt64(), from.ReadBoolean());
        session.Load(pages, places, life, recent, holds);
        return session;
    }
}
