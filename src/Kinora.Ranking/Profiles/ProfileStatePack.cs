namespace Kinora.Ranking.Profiles;

/// <summary>
/// A profile's state as one stored value: a version byte, then numbers of variable length, all lists in sorted order, so that equal states
/// give equal bytes. What is derived is not in it. Preferences and ceiling are the accounts', not the state's, and are set by the caller.
/// </summary>
internal static class ProfileStatePack
{
    private const byte Version = 1;

    public static byte[] Write(ProfileState state) => Write(state, contacts: true);

    /// <summary>Without the numbers of contacts, which count arrivals: equal for states that took in the same facts in another order.</summary>
    public static byte[] WriteWithoutArrivals(ProfileState state) => Write(state, contacts: false);

    private static byte[] Write(ProfileState state, bool contacts)
    {
        state.Contacts.Compact();
        using var stream = new MemoryStream(64 + state.Contacts.Count * 8);
        using var to = new BinaryWriter(stream);
        to.Write(Version);
        to.Write((byte)state.Dial);
        to.Write7BitEncodedInt64(state.Version);
        to.Write(state.ResetAt);
        WriteContacts(to, state.Contacts, contacts);
        to.Write7BitEncodedInt(state.Sessions.Count);
        foreach (var session in state.Sessions)
            SessionPack.Write(to, session);
        RegisterSet[] registers = [state.Ratings, state.HiddenTitles, state.HiddenCreators, state.HiddenTopics, state.Followed];
        foreach (var set in registers)
            WriteRegisters(to, set);
        ViewingsPack.Write(to, state.Viewings);
        to.Flush();
        return stream.ToArray();
    }

    public static ProfileState Read(byte[] packed)
    {
        using var stream = new MemoryStream(packed, writable: false);
        using var from = new BinaryReader(stream);
        if (from.ReadByte() is var version && version != Version)
            throw new InvalidDataException($"A profile state of version {version} is not known here.");
        var state = new ProfileState();
        var dial = (Dial)from.ReadByte();
        state.Version = from.Read7BitEncodedInt64();
        state.Load(dial, from.ReadInt64());
        ReadContacts(from, state.Contacts);
        for (var left = from.Read7BitEncodedInt(); left > 0; left--)
            state.Load(SessionPack.Read(from));
        RegisterSet[] registers = [state.Ratings, state.HiddenTitles, state.HiddenCreators, state.HiddenTopics, state.Followed];
        foreach (var set in registers)
            ReadRegisters(from, set);
        ViewingsPack.Read(packed, (int)stream.Position, state.Viewings);
        return state;
    }

    private static void WriteContacts(BinaryWriter to, ContactBook book, bool contacts)
    {
        to.Write7BitEncodedInt(contacts ? book.Counter : 0);
        to.Write7BitEncodedInt(book.Count);
        var last = 0;
        foreach (var (title, minute, number) in book)
        {
            to.Write7BitEncodedInt(title - last);
            to.Write7BitEncodedInt(minute == ContactBook.Never ? 0 : minute + 1);
            to.Write7BitEncodedInt(contacts ? number : 0);
            last = title;
        }
    }

    private static void ReadContacts(BinaryReader from, ContactBook book)
    {
        var (counter, count) = (from.Read7BitEncodedInt(), from.Read7BitEncodedInt());
        var (titles, minutes, contacts) = (new int[count], new int[count], new int[count]);
        for (int i = 0, last = 0; i < count; i++)
        {
            titles[i] = last += from.Read7BitEncodedInt();
            minutes[i] = from.Read7BitEncodedInt() is var minute && minute == 0 ? ContactBook.Never : minute - 1;
            contacts[i] = from.Read7BitEncodedInt();
        }

        book.Load(counter, titles, minutes, contacts);
    }

    private static void WriteRegisters(BinaryWriter to, RegisterSet set)
    {
        to.Write7BitEncodedInt(set.All.Count);
        foreach (var (about, register) in set.All)
        {
            to.Write(about);
            to.Write7BitEncodedInt64(register.At);
            to.Write(register.EventId.ToByteArray());
            to.Write(register.Value);
            to.Write(register.About);
        }
    }

    private static void ReadRegisters(BinaryReader from, RegisterSet set)
    {
        for (var left = from.Read7BitEncodedInt(); left > 0; left--)
        {
            var about = from.ReadInt32();
            set.Set(about, new Register(from.Read7BitEncodedInt64(), new Guid(from.ReadBytes(16)), from.ReadSByte(), from.ReadInt32()));
        }
    }
}
