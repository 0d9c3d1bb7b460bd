using System.Runtime.InteropServices;
using Kinora.Ranking.Profiles;

namespace Kinora.Discovery.Profiles;

/// <summary>
/// A profile's state as one stored value: a format number, then contacts, live feed sessions, opinions and viewings. An unknown format
/// reads as nothing, and the state is made from the signals again.
/// </summary>
internal static class ProfilePacking
{
    private const byte Format = 1;

    public static byte[] Pack(ProfileState state, long nowMs)
    {
        using var stream = new MemoryStream();
        using var to = new BinaryWriter(stream);
        to.Write(Format);
        to.Write(state.ResetAt);
        WriteContacts(to, state.Contacts);
        var live = state.Sessions.Where(session => !ProfileState.HasEnded(session, nowMs)).ToList();
        to.Write7BitEncodedInt(live.Count);
        foreach (var session in live)
            WriteSession(to, session);
        foreach (var registers in Registers(state))
            WriteRegisters(to, registers);
        WriteViewings(to, state.Viewings);
        to.Flush();
        return stream.ToArray();
    }

    /// <summary>Null for a format of another version of the product.</summary>
    public static ProfileState? Unpack(byte[] packed)
    {
        using var from = new BinaryReader(new MemoryStream(packed));
        if (from.ReadByte() != Format)
            return null;
        var state = new ProfileState();
        if (from.ReadInt64() is var reset and not long.MinValue)
            state.Reset(reset);
        ReadContacts(from, state.Contacts);
        for (var left = from.Read7BitEncodedInt(); left > 0; left--)
            ReadSession(from, state);
        foreach (var registers in Registers(state))
            ReadRegisters(from, registers);
        ReadViewings(from, state.Viewings);
        return state;
    }

    private static RegisterSet[] Registers(ProfileState state) =>
        [state.Ratings, state.HiddenTitles, state.HiddenCreators, state.HiddenTopics, state.Followed];

    private static void WriteContacts(BinaryWriter to, ContactBook contacts)
    {
        contacts.Compact();
        to.Write(contacts.Counter);
        to.Write(contacts.Count);
        to.Write(MemoryMarshal.AsBytes(contacts.Titles));
        to.Write(MemoryMarshal.AsBytes(contacts.Minutes));
        to.Write(MemoryMarshal.AsBytes(contacts.Contacts));
    }

    private static void ReadContacts(BinaryReader from, ContactBook contacts)
    {
        var counter = from.ReadInt32();
        var count = from.ReadInt32();
        contacts.Load(counter, Ints(count), Ints(count), Ints(count));

        int[] Ints(int length)
        {
            var values = new int[length];
            from.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            return values;
        }
    }

    private static void WriteSession(BinaryWriter to, FeedSessionState session)
    {
        to.Write(session.Id.ToByteArray());
        to.Write(session.Seed);
        to.Write7BitEncodedInt(session.Pages);
        to.Write7BitEncodedInt(session.Places);
        to.Write(session.LastLifeMs);
        to.Write7BitEncodedInt(session.Recent.Count);
        foreach (var title in session.Recent)
            to.Write7BitEncodedInt(title);
        to.Write7BitEncodedInt(session.Holds.Count);
        foreach (var hold in session.Holds)
        {
            to.Write7BitEncodedInt(hold.Title);
            to.Write(hold.ServedMs);
            to.Write(hold.Seen);
        }
    }

    private static void ReadSession(BinaryReader from, ProfileState state)
    {
        var id = new Guid(from.ReadBytes(16));
        var seed = from.ReadUInt64();
        var (pages, places, life) = (from.Read7BitEncodedInt(), from.Read7BitEncodedInt(), from.ReadInt64());
        var recent = new int[from.Read7BitEncodedInt()];
        for (var i = 0; i < recent.Length; i++)
            recent[i] = from.Read7BitEncodedInt();
        var holds = new Hold[from.Read7BitEncodedInt()];
        for (var i = 0; i < holds.Length; i++)
            holds[i] = new Hold(from.Read7BitEncodedInt(), from.ReadInt64(), from.ReadBoolean());
        state.Open(id, seed, life).Load(pages, places, life, recent, holds);
    }

    private static void WriteRegisters(BinaryWriter to, RegisterSet registers)
    {
        to.Write7BitEncodedInt(registers.All.Count);
        foreach (var (about, register) in registers.All)
        {
            to.Write(about);
            to.Write(register.At);
            to.Write(register.EventId.ToByteArray());
            to.Write(register.Value);
            to.Write(register.About);
        }
    }

    private static void ReadRegisters(BinaryReader from, RegisterSet registers)
    {
        for (var left = from.Read7BitEncodedInt(); left > 0; left--)
        {
            var about = from.ReadInt32();
            registers.Set(about, new Register(from.ReadInt64(), new Guid(from.ReadBytes(16)), from.ReadSByte(), from.ReadInt32()));
        }
    }

    private static void WriteViewings(BinaryWriter to, Viewings viewings)
    {
        to.Write7BitEncodedInt(viewings.Tracks.Count);
        foreach (var (title, track) in viewings.Tracks)
        {
            to.Write7BitEncodedInt(title);
            to.Write7BitEncodedInt(track.Events.Count);
            foreach (var happened in track.Events)
                WriteEvent(to, happened);
        }
    }

    private static void ReadViewings(BinaryReader from, Viewings viewings)
    {
        for (var titles = from.Read7BitEncodedInt(); titles > 0; titles--)
        {
            var title = from.Read7BitEncodedInt();
            for (var events = from.Read7BitEncodedInt(); events > 0; events--)
                viewings.Add(title, ReadEvent(from));
        }
    }

    private static void WriteEvent(BinaryWriter to, ViewingEvent happened)
    {
        to.Write(happened.At);
        to.Write(happened.EventId.ToByteArray());
        to.Write((byte)happened.Kind);
        to.Write(happened.Session.ToByteArray());
        to.Write7BitEncodedInt64(happened.PositionMs);
        to.Write7BitEncodedInt64(happened.DurationMs);
        to.Write((byte)happened.Device);
        to.Write7BitEncodedInt(happened.Watched.Count);
        foreach (var interval in happened.Watched)
        {
            to.Write7BitEncodedInt64(interval.From);
            to.Write7BitEncodedInt64(interval.To);
        }
    }

    private static ViewingEvent ReadEvent(BinaryReader from)
    {
        var (at, id, kind, session) = (from.ReadInt64(), new Guid(from.ReadBytes(16)), (FactKind)from.ReadByte(), new Guid(from.ReadBytes(16)));
        var (position, duration, device) = (from.Read7BitEncodedInt64(), from.Read7BitEncodedInt64(), (Device)from.ReadByte());
        var watched = new Interval[from.Read7BitEncodedInt()];
        for (var i = 0; i < watched.Length; i++)
            watched[i] = new Interval(from.Read7BitEncodedInt64(), from.Read7BitEncodedInt64());
        return new ViewingEvent(at, id, kind, session, position, duration, watched, device);
    }
}
